import { expect, type BrowserContext } from '@playwright/test';
import type { Customer } from '../fixtures/customer.ts';
import { giveScreen } from '../fixtures/fake-screen.ts';
import { inSession, withColleague } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

const away = /If it is closed or lost, invite them again/u;

/** The customer's tab is closed for good; what it kept is remembered, as a browser that restores its tabs does. */
async function loseTab({
  page,
  context,
}: Customer): Promise<{ readonly address: string; readonly kept: Readonly<Record<string, string>> }> {
  const address = page.url();
  const kept = await page.evaluate(() => Object.fromEntries(Object.entries<string>(sessionStorage)));
  await page.close();
  expect(
    Object.keys(kept).some((key) => key.startsWith('support-seat ')),
    'the tab kept a seat',
  ).toBe(true);
  expect(context.pages()).toEqual([]);
  return { address, kept };
}

/** The same browser opens the tab once more, with all that it kept. */
async function restore(context: BrowserContext, { address, kept }: Awaited<ReturnType<typeof loseTab>>) {
  const page = await context.newPage();
  await giveScreen(page);
  await page.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries)) if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value);
  }, kept);
  await page.goto(address);
  return page;
}

async function inviteAgain(alice: SupportPage): Promise<{ readonly link: string; readonly code: string }> {
  await alice.page.getByRole('button', { name: 'Invite the customer again' }).click();
  await alice.page.getByRole('alertdialog').getByRole('button', { name: 'Invite the customer again' }).click();
  return alice.invite();
}

test('[SE138] [SU606] [SU607] [SU608] [SU611] a customer who closed the tab for good is invited again into the same session, and comes with another browser', async ({
  people,
}) => {
  const { expert: alice, customer: lost } = await inSession(people);
  await lost.write('My printer blinks');
  await alice.write('I am having a look');
  await lost.shareScreen();
  await alice.seesScreenGoOn();
  const [before, address] = [await alice.digits(), alice.page.url()];
  await expect(alice.page.getByRole('button', { name: 'Invite the customer again' }), 'control: they are here').toHaveCount(0);
  const tab = await loseTab(lost);
  await expect(alice.page.getByText(away)).toBeVisible({ timeout: 30_000 });
  const { link } = await inviteAgain(alice);
  await alice.says('Waiting for the customer');
  await expect(alice.capability('See the screen'), 'what was allowed ended').not.toContainText('Allowed');
  const notSent = alice.page.getByText('That was not sent');
  await expect(notSent, 'nothing was said that could not be').toHaveCount(0);
  const found = await people.customer();
  await found.join(link);
  await found.isConnectedWith('Alice');
  await alice.isSealed();
  const now = await alice.digits();
  expect(now).not.toBe(before);
  expect(await found.digits()).toBe(now);
  expect(alice.page.url()).toBe(address);
  await expect(alice.chat).toContainText('My printer blinks');
  await expect(alice.chat).toContainText('goes on from another page');
  await expect(found.chat).toContainText('goes on from another page');
  await expect(found.chat, 'nothing of before').not.toContainText('My printer blinks');
  await found.write('Here I am again');
  await expect(alice.chat).toContainText('Here I am again');
  await expect(notSent).toHaveCount(0);
  await found.shareScreen();
  await alice.seesScreenGoOn();
  const old = await restore(lost.context, tab);
  await expect(old.getByText(/has been used/u).first()).toBeVisible({ timeout: 15_000 });
  const listed = alice.page.getByRole('region', { name: 'People' }).getByRole('listitem');
  await expect(listed.filter({ hasText: 'Chris' }), 'nobody else came in').toHaveCount(1);
  await alice.seesScreenGoOn();
});

test('[SU606] (control) a tab that comes back before anybody was invited again goes on, and nobody is invited in its place', async ({
  people,
}) => {
  const { expert: alice, customer } = await inSession(people);
  await customer.write('My printer blinks');
  const tab = await loseTab(customer);
  await expect(alice.page.getByText(away)).toBeVisible({ timeout: 30_000 });
  const again = alice.page.getByRole('button', { name: 'Invite the customer again' });
  // Ten seconds after the last that was heard of them (SU608).
  await expect(again).toBeVisible({ timeout: 20_000 });
  const back = await restore(customer.context, tab);
  await expect(back.getByRole('heading', { name: /connected with Alice/u })).toBeVisible({ timeout: 20_000 });
  await alice.isSealed();
  await expect(again).toHaveCount(0);
});

test('[SU610] the expert’s page is loaded again between the invite and the newcomer: by the same code they come in', async ({
  people,
  product,
}) => {
  const { expert: alice, customer: lost } = await inSession(people);
  await lost.write('My printer blinks');
  await loseTab(lost);
  await expect(alice.page.getByText(away)).toBeVisible({ timeout: 30_000 });
  const { code } = await inviteAgain(alice);
  await alice.page.reload();
  await alice.says('Waiting for the customer');
  expect((await alice.invite()).code).toBe(code);
  const found = await people.customer();
  await found.joinByCode(product.url, code);
  await found.isConnectedWith('Alice');
  await alice.isSealed();
  expect(await alice.digits()).toBe(await found.digits());
  await expect(found.chat).toContainText('goes on from another page');
  await found.shareScreen();
  await alice.seesScreenGoOn();
});

test('[SU609] a colleague is put out with the former group, reads why, and is let in by the new customer, like every further expert', async ({
  people,
}) => {
  const { expert: alice, customer: lost } = await inSession(people);
  const bob = await withColleague(people, alice, lost);
  await loseTab(lost);
  await expect(alice.page.getByText(away)).toBeVisible({ timeout: 30_000 });
  await expect(bob.page.getByRole('heading', { name: /Session with Chris/u }), 'control: he is in').toBeVisible();
  const { link } = await inviteAgain(alice);
  await expect(bob.page.getByText(/A colleague invited the customer again/u)).toBeVisible({ timeout: 15_000 });
  const found = await people.customer();
  await found.join(link);
  await alice.isSealed();
  await bob.page.goto(alice.page.url());
  await alice.page.getByRole('button', { name: 'They are the same: vouch' }).click({ timeout: 20_000 });
  const question = found.question(/vouched for by Alice/u);
  await expect(question).toContainText('Bob');
  expect(await bob.sees(), 'no keys before the new customer says yes').toBeUndefined();
  await question.getByRole('button', { name: 'Let in' }).click();
  await bob.isSealed();
  expect(await bob.digits()).toBe(await found.digits());
});
