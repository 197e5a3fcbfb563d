import { expect, type Download, type Locator, type Page } from '@playwright/test';
import { searchFolder } from '../../tools/proof/canary-search.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { seenScreen } from '../fixtures/fake-screen.ts';
import { measureRecording } from '../fixtures/kept-records.ts';
import { inSession } from '../fixtures/support.ts';
import { approve, mayRecord, withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';

const customerHz = 700;
const canary = 'Kanarienvogel im Kohlebergwerk 4711';
const title = 'Loose screw behind cover 0815';
const mark = 'This session is being recorded';

/** Red, green, blue and magenta, as the customer's screen has them in its corners. */
function hasScreenColours(corners: readonly (readonly number[])[]): void {
  const wanted = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 0, 255],
  ];
  for (const [at, colour] of wanted.entries())
    for (const [part, value] of colour.entries())
      expect(Math.abs((corners[at]?.[part] ?? 999) - value), `corner ${String(at)}, colour ${String(part)}`).toBeLessThan(70);
}

/** The details of the newest session, as somebody finds them in the list. */
async function detailsOf(page: Page, url: string): Promise<Locator> {
  await page.goto(`${url}/support`);
  await page.getByRole('row').filter({ hasText: 'Chris' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Session' });
  await expect(dialog.getByRole('region', { name: 'What was kept' })).toBeVisible();
  return dialog;
}

async function savedBy(page: Page, button: Locator): Promise<Download> {
  const download = page.waitForEvent('download');
  await button.click();
  return download;
}

test('[SU280] [SU282] [SU291] recorded with consent and ended with it; approved browsers read recording, still and notes, others and the server do not', async ({
  ownPeople,
}) => {
  test.setTimeout(170_000);
  const { product } = ownPeople;
  const { expert: alice, customer } = await inSession(ownPeople, { toneHz: customerHz });
  const bar = alice.page.getByRole('group', { name: 'Recording' });
  await bar.getByRole('button', { name: 'Ask to record' }).click();
  await expect(bar.getByText('Your team has no keys'), 'without keys nobody is asked').toBeVisible();
  await expect(bar.getByText('An administrator makes them')).toBeVisible();
  await expect(customer.question('record the session')).toHaveCount(0);

  const { admin } = await withKeys(ownPeople);
  await customer.shareScreen();
  await alice.seesScreenGoOn();
  await customer.page.getByRole('button', { name: 'Talk' }).first().click();
  await bar.getByRole('button', { name: 'Ask to record' }).click();
  await expect(customer.page.getByText(mark)).toHaveCount(0);
  await customer.answer('record the session', 'Allow');
  await bar.getByRole('button', { name: 'Start recording' }).click();
  await expect(customer.page.getByText(mark)).toBeVisible();
  await expect(bar.getByRole('status')).toHaveText('Recording');
  await expect(bar.getByText('0:06')).toBeVisible({ timeout: 15_000 });
  await bar.getByRole('button', { name: 'Pause recording' }).click();
  await expect(customer.page.getByText(mark)).toHaveCount(0);
  await bar.getByRole('button', { name: 'Resume recording' }).click();
  await expect(customer.page.getByText(mark)).toBeVisible();
  await expectNoFindings(alice.page, 'recording');

  await alice.page.getByRole('textbox', { name: 'Notes on this session' }).fill(canary);
  await expect(alice.page.getByRole('region', { name: 'Notes' }).getByRole('status')).toHaveText('Saved');
  await alice.page.getByRole('button', { name: 'Take still' }).click();
  await alice.page.getByRole('button', { name: 'Keep still 1' }).click();
  await alice.page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).fill(title);
  await alice.page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await expect(alice.page.getByText('The still is kept')).toBeVisible();

  await customer.page.getByRole('button', { name: 'Stop: record the session' }).click();
  await expect(bar.getByText('The customer does not allow it any more.')).toBeVisible();
  await expect(bar.getByRole('status').first()).toHaveText('Not recording');
  await expect(customer.page.getByText(mark)).toHaveCount(0);
  await expect(bar.getByRole('button', { name: 'Start recording' })).toHaveCount(0);
  await alice.page.getByRole('button', { name: 'End session' }).click();
  await alice.page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expect(alice.page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();

  // Alice's browser is not approved: what she kept herself it does not open any more.
  const hers = await detailsOf(alice.page, product.url);
  await expect(hers.getByText('This browser is not approved to open what is sealed')).toBeVisible();
  await expect(hers.getByRole('button', { name: 'Ask for approval' })).toHaveCount(1);
  await expect(hers.getByText('Recording of')).toHaveCount(1);
  await expect(hers.getByRole('button', { name: 'Open', exact: true })).toHaveCount(0);
  await expect(hers.getByRole('button', { name: 'Open the still' })).toBeDisabled();
  await expect(hers.getByText('There are notes.')).toBeVisible();
  await expect(hers.getByText(canary)).toHaveCount(0);
  await expectNoFindings(alice.page, 'what was kept, not approved');

  // The admin's is.
  const theirs = await detailsOf(admin.page, product.url);
  await expect(theirs.getByRole('textbox', { name: 'Notes on this session' })).toHaveValue(canary);
  await theirs.getByRole('button', { name: 'Open the still' }).click();
  const still = theirs.getByRole('img', { name: title });
  await expect.poll(() => still.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))).toBeGreaterThan(600);
  await theirs.getByRole('button', { name: 'Open', exact: true }).click();
  const player = theirs.locator('video');
  await expect(player).toBeVisible({ timeout: 15_000 });
  await player.evaluate(async (video) => video instanceof HTMLVideoElement && video.play());
  const shown = async () => (await seenScreen(admin.page, 'What was kept'))?.frame ?? 0;
  const first = await shown();
  await expect.poll(shown, { message: 'it plays: the number on the screen grows' }).toBeGreaterThan(first + 10);
  hasScreenColours((await seenScreen(admin.page, 'What was kept'))?.corners ?? []);
  await expectNoFindings(admin.page, 'what was kept, opened');
  const saved = await savedBy(admin.page, theirs.getByRole('button', { name: 'Download', exact: true }));
  const measured = await measureRecording(await saved.path(), customerHz);
  expect(measured.codecs.toSorted()).toEqual(['opus', 'vp8']);
  expect(measured.seconds).toBeGreaterThan(5);
  expect(measured.toneDb, 'the customer is heard').toBeGreaterThan(measured.besideDb + 12);
  hasScreenColours(measured.corners);

  // The server's files: nothing of it in the clear. Control: the customer's name is.
  for (const text of [canary, title]) expect(await searchFolder(product.dataDir, Buffer.from(text)), text).toEqual([]);
  expect(await searchFolder(product.dataDir, Buffer.from('Chris'))).not.toEqual([]);
});

test('[SU283] [SU289] a page that goes away leaves what it had sent; a browser that is approved meanwhile opens it; both are written down', async ({
  ownPeople,
}) => {
  test.setTimeout(150_000);
  const { product } = ownPeople;
  const { admin, sealing } = await withKeys(ownPeople);
  const { expert: alice, customer } = await inSession(ownPeople, { toneHz: customerHz });
  // Nobody talks: a picture is recorded without anything to hear, too.
  await customer.shareScreen();
  await alice.seesScreenGoOn();
  const bar = await mayRecord(alice, customer);
  const sent = alice.page.waitForResponse((answer) => answer.url().endsWith('/parts/2') && answer.ok(), { timeout: 20_000 });
  await bar.getByRole('button', { name: 'Start recording' }).click();
  await sent;
  await alice.page.goto(`${product.url}/support`);
  await alice.page.getByRole('row').filter({ hasText: 'Chris' }).getByRole('button').last().click();
  await alice.page.getByRole('menuitem', { name: 'Details' }).click();
  const details = alice.page.getByRole('dialog', { name: 'Session' });
  await expect(details.getByText('Recording of')).toHaveCount(1);
  const open = details.getByRole('button', { name: 'Open', exact: true });
  await expect(open).toHaveCount(0);

  await approve(alice.page, 'Desk of Alice', sealing);
  await open.click({ timeout: 15_000 });
  await expect(details.getByText('It has no end')).toBeVisible();
  const player = details.locator('video');
  await expect
    .poll(() => player.evaluate((video) => (video instanceof HTMLVideoElement ? video.duration : 0)), { message: 'how long it is' })
    .toBeGreaterThan(1.5);
  await admin.page.goto(`${product.url}/admin/audit`);
  for (const action of ['File of a support session kept', 'File of a support session opened'])
    await expect(admin.page.getByRole('row').filter({ hasText: action })).toHaveCount(1);
});
