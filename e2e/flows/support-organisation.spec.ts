import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { Customer } from '../fixtures/customer.ts';
import { Person, type Role } from '../fixtures/person.ts';
import { test as base } from '../fixtures/test.ts';
import { SealingPage } from '../pages/sealing-page.ts';
import { SupportPage } from '../pages/support-page.ts';

/** People of a server of their own: its tenant's keys stay once they were made. */
const test = base.extend<{ arrive: (role: Role) => Promise<Person>; customer: Customer }>({
  arrive: async ({ startProduct }, use) => {
    const product = await startProduct();
    const present: Person[] = [];
    await use(async (role) => {
      const person = await Person.arrive(product, role);
      present.push(person);
      await person.signIn();
      return person;
    });
    for (const person of present) await person.leave();
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
  customer: async ({}, use) => {
    const customer = await Customer.arrive();
    await use(customer);
    await customer.leave();
  },
});

test('[SE106] an expert who is no manager is shown as approved once their browser is, and not before', async ({ arrive, customer }) => {
  test.setTimeout(120_000);
  const [expert, admin] = await Promise.all([arrive('alice'), arrive('admin')]);
  const { product } = expert;
  const sealing = new SealingPage(admin.page, product.url);
  await sealing.open();
  await sealing.setUp('Desk of the admin');
  const alice = new SupportPage(expert.page, product.url);
  const { link } = await alice.begin();
  await customer.join(link);
  await customer.isConnectedWith('Alice');
  await alice.isSealed();
  const theirs = customer.page.getByText('Alice Adams: browser approved under this key');
  // What is written after the certificate would have been heard after it.
  await alice.write('hello');
  await expect(customer.chat.getByText('hello')).toBeVisible();
  await expect(theirs, 'control: her browser is not approved').toHaveCount(0);

  // Approval is asked for where something sealed does not open.
  await alice.page.getByRole('textbox', { name: 'Notes on this session' }).fill('sealed');
  await expect(alice.page.getByRole('region', { name: 'Notes' }).getByRole('status')).toHaveText('Saved');
  const place = alice.page.url();
  await alice.page.goto(`${product.url}/support`);
  await alice.page.getByRole('row').filter({ hasText: 'Chris' }).getByRole('button').last().click();
  await alice.page.getByRole('menuitem', { name: 'Details' }).click();
  const hers = await new SealingPage(alice.page, product.url).ask('Desk of Alice');
  await sealing.open();
  expect(await sealing.startApproving('Desk of Alice')).toBe(hers);
  await sealing.finishApproving();
  await alice.page.goto(place);
  await alice.isSealed();
  await expect(theirs).toBeVisible({ timeout: 20_000 });
  await expect(customer.page.getByText(/^Key that speaks for /u)).toHaveText(/([0-9a-f]{4} ){7}[0-9a-f]{4}/u);
  await expect(alice.page.getByText('browser approved by your organisation')).toBeVisible();
  await expectNoFindings(customer.page, 'an approved expert');
});
