import { randomBytes } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { seenSampleSchema, type SeenSample } from '../../protocol/support/seen.ts';
import { spellingsIn } from '../../tools/proof/canary-search.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

const passing = (page: Page): Locator => page.getByRole('region', { name: 'What passes right now' });

/** Presses the button, and has what the server answered as well as what is shown. */
async function take(page: Page, button: string): Promise<SeenSample> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/sample')),
    page.getByRole('button', { name: button }).click(),
  ]);
  const sample = seenSampleSchema.parse(await answer.json());
  await expect(passing(page).getByRole('status')).toContainText(/^At /u);
  return sample;
}

/** All bytes of it. */
function bytesOf({ streams, passed }: SeenSample): Buffer {
  const encoded = [...streams.flatMap(({ packets }) => packets), ...passed.map(({ start }) => start)];
  return Buffer.concat(encoded.map((each) => Buffer.from(each, 'base64url')));
}

/** Numbers in a column of a table of packets. */
async function column(rows: Locator, at: number): Promise<readonly number[]> {
  const texts = await rows.locator('xpath=.//*[@role="gridcell" or @role="rowheader"]').allTextContents();
  const columns = 6;
  return texts.filter((_text, place) => place % columns === at).map((text) => Number(text.replaceAll(',', '')));
}

test('[R3] [SU549] an admin sees packets of a shared screen and pieces of a file as they pass: headers can be read, what is shared is not in them', async ({
  people,
}) => {
  const canary = `canary-${randomBytes(6).toString('hex')}-grey-heron`;
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  const admin = await people.arrive('admin');
  await admin.signIn();
  const { page } = admin;
  await page.goto(`${admin.product.url}${new URL(expert.page.url()).pathname}/relay`);
  await expect(passing(page)).toContainText('No sample yet');
  const first = await take(page, 'Take a sample');
  expect(first.streams.map(({ source, standing }) => [source, standing])).toEqual([['screen', 'seen']]);

  const screen = passing(page).getByRole('region', { name: 'Screen of Chris' });
  const rows = screen.getByRole('row').filter({ has: page.getByRole('rowheader') });
  await expect(rows).toHaveCount(8);
  const [bytes, readable, sealed] = [await column(rows, 2), await column(rows, 3), await column(rows, 4)];
  expect(
    bytes.map((all, at) => all - (readable[at] ?? 0) - (sealed[at] ?? 0)),
    'each byte counts once',
  ).toEqual(bytes.map(() => 0));
  expect(Math.max(...readable), 'headers can be read, and no more').toBeLessThan(120);
  expect(Math.min(...sealed), 'the rest is sealed').toBeGreaterThan(0);
  await expectNoFindings(page, 'a sample of what passes');

  // By keyboard: into the table, and into a packet in which a frame begins.
  await rows.first().focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Packet \d+/u });
  for (const part of ['RTP header', 'Header of the seal', 'Ciphertext'])
    await expect(dialog.getByRole('heading', { name: part, exact: true })).toBeVisible();
  await expect(dialog).toContainText(/Key id\d+: stream \d+, place \d in the group, epoch \d/u);
  await expect(dialog).not.toContainText('Not sealed');
  await expectNoFindings(page, 'a packet');
  await page.keyboard.press('Escape');

  const name = `${canary}.txt`;
  const buffer = Buffer.from(`${canary} in a file\n`.repeat(9_000));
  await expert.page.getByLabel('Choose files').setInputFiles({ name, mimeType: 'text/plain', buffer });
  await customer.answer(/files/u, 'Allow');
  await customer.page.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(expert.page.getByText('the same on both sides')).toBeVisible({ timeout: 20_000 });
  const second = await take(page, 'Take another sample');
  const pieces = second.passed.filter(({ kind }) => kind === 'piece');
  expect(
    pieces.reduce((sum, piece) => sum + piece.bytes, 0),
    'the whole file went by',
  ).toBeGreaterThan(buffer.length);
  for (const sample of [first, second])
    for (const text of [canary, 'What is on this screen']) expect(spellingsIn(bytesOf(sample), text)).toEqual([]);
  const wire = Buffer.from(JSON.stringify(second));
  expect(spellingsIn(wire, 'Chris'), 'the control: what the server may know is there').toEqual(['utf-8']);

  const passed = passing(page).getByRole('region', { name: 'What is only passed on' });
  await passed.getByRole('row').filter({ hasText: 'Piece of a file' }).first().click();
  const piece = page.getByRole('dialog', { name: 'Piece of a file' });
  await expect(piece.getByRole('heading', { name: 'Where the piece belongs' })).toBeVisible();
  await expect(piece).toContainText(/more bytes of the same sort/u);
  await page.keyboard.press('Escape');

  await customer.page.getByRole('button', { name: 'Stop sharing', exact: true }).first().click();
  await expect(expert.page.getByRole('region', { name: 'Customer screen' }).locator('video')).toHaveCount(0);
  await take(page, 'Take another sample');
  await expect(passing(page)).toContainText('Nobody sends a picture or a voice');
  await customer.page.getByRole('button', { name: 'End session' }).first().click();
  await customer.page.getByRole('dialog', { name: 'End the session for everybody?' }).getByRole('button', { name: 'End session' }).click();
  await expect(passing(page)).toContainText('The session is over', { timeout: 15_000 });
  await expect(passing(page).getByRole('button', { name: /sample/u })).toHaveCount(0);
});

test('[SU546] [SU549] in German at 360 px: nobody is in the session, and what cannot be had is said', async ({ people }) => {
  const admin = await people.arrive('admin', { locale: 'de', viewport: { width: 360, height: 760 } });
  await admin.signIn();
  const { page, product } = admin;
  await page.goto(`${product.url}/support`);
  await page.getByRole('button', { name: 'Neue Sitzung' }).click();
  await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible({ timeout: 15_000 });
  const path = new URL(page.url()).pathname;
  await page.goto(`${product.url}${path}/relay`);
  const region = page.getByRole('region', { name: 'Was gerade hindurchgeht' });
  await expect(region).toContainText('Noch keine Probe');
  await region.getByRole('button', { name: 'Probe nehmen' }).click();
  await expect(region).toContainText('Niemand ist in der Sitzung');
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'fits 360 px').toBeLessThanOrEqual(360);
  await page.context().setOffline(true);
  await region.getByRole('button', { name: 'Weitere Probe nehmen' }).click();
  await expect(region.getByRole('alert')).toBeVisible();
  await page.context().setOffline(false);
});
