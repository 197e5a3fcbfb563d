import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { seenScreen } from '../fixtures/fake-screen.ts';
import { expertAt, inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

/** Waits until the picture in a region has gone on by some frames. */
async function goesOn(page: SupportPage['page'], region: string): Promise<void> {
  let first: number | undefined;
  const steps = async (): Promise<number> => {
    const seen = await seenScreen(page, region);
    first ??= seen?.frame;
    return (seen?.frame ?? 0) - (first ?? 0);
  };
  await expect.poll(steps, { message: region, timeout: 20_000 }).toBeGreaterThan(5);
}

/** How many frames further the picture in a region is once another one has gone on; 0 while there is none. */
async function stepsMeanwhile(page: SupportPage['page'], region: string, other: string): Promise<number> {
  const before = await seenScreen(page, region);
  await goesOn(page, other);
  const after = await seenScreen(page, region);
  return before && after ? after.frame - before.frame : 0;
}

test('[R13] two customers at once: the pictures of both go on in the list of one expert, and beside the one that is looked at', async ({
  people,
}) => {
  const alice = await expertAt(people);
  const [chris, dora] = [await people.customer(), await people.customer()];
  await alice.open();
  for (const [customer, name] of [
    [chris, 'Chris'],
    [dora, 'Dora'],
  ] as const) {
    await alice.page.getByRole('link', { name: 'Support' }).first().click();
    await alice.page.getByRole('button', { name: 'New session' }).click();
    const { link } = await alice.invite();
    await customer.join(link, name);
    await alice.isSealed();
    await customer.shareScreen();
    await alice.seesScreenGoOn();
  }
  const beside = alice.page.getByRole('region', { name: 'Open in this tab' });
  await expect(beside.getByRole('button')).toHaveText(['Open Chris']);
  await goesOn(alice.page, 'Picture of Chris');
  await expectNoFindings(alice.page, 'a session beside another');
  await alice.page.getByRole('link', { name: 'Support' }).first().click();
  await expect(beside.getByRole('button')).toHaveText(['Open Chris', 'Open Dora']);
  await expectNoFindings(alice.page, 'the list with sessions that are open');
  for (const name of ['Chris', 'Dora']) await goesOn(alice.page, `Picture of ${name}`);

  await chris.write('Are you there?');
  await expect(beside.getByRole('listitem').filter({ hasText: 'Chris' })).toContainText('1 new message');
  await dora.page.getByRole('button', { name: 'Stop sharing', exact: true }).first().click();
  const ofDora = (): Promise<number> => stepsMeanwhile(alice.page, 'Picture of Dora', 'Picture of Chris');
  await expect.poll(ofDora, { message: 'control: what is not sent does not go on', timeout: 30_000 }).toBe(0);

  await beside.getByRole('button', { name: 'Open Chris' }).click();
  await alice.isSealed();
  await expect(alice.chat).toContainText('Are you there?');
  await alice.seesScreenGoOn();
  await alice.page.reload();
  await alice.isSealed();
  await expect(beside.getByRole('button'), 'both seats are come back to').toHaveText(['Open Dora']);
});

test('[R13] who sees the list alone sees no picture: its keys are with who is in the session', async ({ people }) => {
  const alice = await expertAt(people);
  const customer = await people.customer();
  const { link } = await alice.begin();
  await customer.join(link, 'Corinna');
  await customer.shareScreen();
  await alice.seesScreenGoOn();
  const admin = await expertAt(people, 'admin');
  await admin.open();
  await expect(admin.page.getByRole('row').filter({ hasText: 'Corinna' })).toBeVisible();
  await expect(admin.page.getByRole('region', { name: 'Open in this tab' })).toBeHidden();
  expect(await admin.page.locator('video').count()).toBe(0);
  await alice.page.getByRole('link', { name: 'Support' }).first().click();
  await expect(alice.page.locator('video'), 'control: the expert sees one').toHaveCount(1);
});

test('[R12] the expert ended it: the customer rates by one click on the page that is left, once, and the report has it', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await expert.page.getByRole('button', { name: 'End session' }).click();
  await expert.page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expect(customer.page.getByRole('heading', { name: 'The session has ended' })).toBeVisible({ timeout: 15_000 });
  await expectNoFindings(customer.page, 'the page after the end');
  await customer.page.getByRole('button', { name: '4 of 5' }).click();
  await expect(customer.page.getByText('Thank you for your answer.')).toBeVisible();
  await expect(customer.page.getByRole('button', { name: '1 of 5' }), 'once').toBeDisabled();
  await expert.open();
  await expect(expert.page.getByRole('row').filter({ hasText: 'Chris' }).filter({ hasText: '4 / 5' })).toBeVisible();
  await expert.page.getByRole('button', { name: 'Report' }).click();
  await expect(expert.page.getByText('1 rating')).toBeVisible();
});

test('[R2] both sides are told how good the connection is, once something is on its way', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  const words = /(Good|Weak) connection/u;
  await expect(expert.page.getByText(words), 'control: nothing was measured yet').toBeHidden();
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.says(words, 20_000);
  await expect(customer.page.getByText(words)).toBeVisible();
  await expectNoFindings(expert.page, 'the console with a picture');
  await expectNoFindings(customer.page, 'the customer who shares');
});
