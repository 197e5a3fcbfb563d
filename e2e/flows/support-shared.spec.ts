import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

/** Rows of sessions that wait, by whose they are. */
const rowsOf = (expert: SupportPage, owner: string) =>
  expert.page.getByRole('row').filter({ hasText: owner }).filter({ hasText: 'Waiting' });

test('[R13] [SU576] [SU578] [SU579] an expert takes a colleague’s session that waits, brings the customer in, and the colleague reads who has it', async ({
  ownPeople: people,
}) => {
  const [alice, bob, customer] = [await expertAt(people), await expertAt(people, 'bob'), await people.customer()];
  await bob.open();
  await bob.page.getByRole('radio', { name: 'Waiting' }).check({ force: true });
  await expect(bob.page.getByText('Nobody waits')).toBeVisible();
  await expectNoFindings(bob.page, 'an empty queue');
  await bob.page.screenshot({ path: test.info().outputPath('nobody.png') });
  const old = await alice.begin();
  // Nothing is loaded again by hand.
  await expect(rowsOf(bob, 'Alice')).toHaveCount(1);
  await expect(bob.page.getByRole('radio', { name: 'Waiting (1)' })).toBeChecked();
  await rowsOf(bob, 'Alice').press('Enter');
  const dialog = bob.page.getByRole('dialog', { name: 'A session that waits' });
  await expect(dialog).toContainText('Nobody was named');
  await expect(dialog).toContainText('Alice');
  await expectNoFindings(bob.page, 'a colleague’s session that waits');
  await bob.page.screenshot({ path: test.info().outputPath('waiting.png') });
  await dialog.getByRole('button', { name: 'Take', exact: true }).click();
  const { link } = await bob.invite();
  expect(link, 'a link of their own').not.toBe(old.link);
  await expect(bob.page.getByText(/one from Alice.* is answered only by their page/u)).toBeVisible();
  await expect(alice.page.getByText(/Bob.* has this session now\. A link made here/u)).toBeVisible();
  await alice.page.screenshot({ path: test.info().outputPath('former.png') });
  await customer.join(link, 'Corinna');
  await bob.isSealed();
  await customer.isConnectedWith('Bob');
  await customer.shareScreen();
  await bob.seesScreenGoOn();
  await alice.page.getByRole('button', { name: 'Leave' }).click();
  await expect(rowsOf(alice, 'Bob'), 'what runs waits for nobody').toHaveCount(0);
});

test('[R13] [SU579] a customer who has the former link comes in by the page that made it, and the new expert is vouched for', async ({
  ownPeople: people,
}) => {
  const [alice, bob, customer] = [await expertAt(people), await expertAt(people, 'bob'), await people.customer()];
  await bob.open();
  const { link } = await alice.begin();
  await rowsOf(bob, 'Alice').getByRole('button', { name: 'Take', exact: true }).click();
  await bob.invite();
  await customer.join(link, 'Corinna');
  await alice.isSealed();
  await alice.page.getByRole('button', { name: 'They are the same: vouch' }).click();
  await customer
    .question(/Bob.*, vouched for by Alice/u)
    .getByRole('button', { name: 'Let in' })
    .click();
  await bob.isSealed();
  expect(await bob.digits()).toBe(await customer.digits());
});

test('[R13] [SU577] of two who take the same session at once one has it, and the other reads who was faster', async ({
  ownPeople: people,
}) => {
  const [alice, bob, dave] = [await expertAt(people), await expertAt(people, 'bob'), await expertAt(people, 'dave')];
  await alice.begin();
  // What Dave's page asks is held back until Bob has it: his list still says that it is Alice's.
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await dave.page.route('**/api/support/sessions/*/assign', async (route) => {
    await held;
    await route.continue();
  });
  await Promise.all([bob.open(), dave.open()]);
  await rowsOf(dave, 'Alice').getByRole('button', { name: 'Take', exact: true }).click();
  await rowsOf(bob, 'Alice').getByRole('button', { name: 'Take', exact: true }).click();
  await bob.invite();
  letGo();
  await expect(dave.page.getByText(/^Bob.* was faster and has this session now\.$/u)).toBeVisible();
  await expect(rowsOf(dave, 'Bob'), 'control: it is there, and Bob’s').toHaveCount(1);
  expect(new URL(dave.page.url()).pathname).toBe('/support');
  await dave.page.screenshot({ path: test.info().outputPath('faster.png') });
});

test('[R13] [SU577] what waits is given on from the queue', async ({ ownPeople: people }) => {
  const [alice, bob, dave] = [await expertAt(people), await expertAt(people, 'bob'), await expertAt(people, 'dave')];
  await Promise.all([bob.open(), dave.open()]);
  await alice.begin();
  await rowsOf(bob, 'Alice')
    .getByRole('button', { name: /^Actions/u })
    .click();
  await expect(bob.page.getByRole('menuitem'), 'neither its end nor what is in it').toHaveText(['Give to a colleague']);
  await bob.page.getByRole('menuitem', { name: 'Give to a colleague' }).click();
  const dialog = bob.page.getByRole('dialog', { name: 'Give this session to a colleague' });
  await dialog.getByRole('textbox', { name: 'Colleague' }).fill('Dave');
  await dialog.getByRole('option', { name: /^Dave/u }).click();
  await dialog.getByRole('button', { name: 'Give', exact: true }).click();
  await expect(rowsOf(dave, 'Dave').getByRole('button', { name: 'Open', exact: true })).toBeVisible();
  await expect(alice.page.getByText(/Dave.* has this session now/u)).toBeVisible();
});

for (const { name, width, colorScheme, locale } of [
  { name: 'light-en', width: 1_280, colorScheme: 'light', locale: 'en' },
  { name: 'dark-de', width: 1_280, colorScheme: 'dark', locale: 'de' },
  { name: 'narrow-light-de', width: 360, colorScheme: 'light', locale: 'de' },
  { name: 'narrow-dark-en', width: 360, colorScheme: 'dark', locale: 'en' },
] as const)
  test(`[SU578] the queue fits, in both languages and themes (${name})`, async ({ ownPeople: people }) => {
    const [alice, bob] = [await expertAt(people), await expertAt(people, 'bob', { locale, colorScheme, viewport: { width, height: 800 } })];
    await alice.begin();
    await bob.open();
    await expect(bob.page.getByText(/^Alice/u).first()).toBeVisible();
    await bob.page.screenshot({ path: test.info().outputPath(`queue-${name}.png`), fullPage: true });
    await expectNoFindings(bob.page, 'the queue');
    // On a narrow screen a row is a card, which its title opens.
    await bob.page.getByText(locale === 'de' ? 'Noch niemand' : 'Nobody yet').click();
    await expect(bob.page.getByRole('dialog')).toBeVisible();
    await bob.page.screenshot({ path: test.info().outputPath(`waiting-${name}.png`) });
    await expectNoFindings(bob.page, 'a session that waits');
    expect(await bob.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sticks out').toBe(true);
  });
