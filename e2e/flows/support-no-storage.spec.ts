import { expect, type Page } from '@playwright/test';
import { expertAt } from '../fixtures/support.ts';
import { withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';

/** As where the disk is full: reading goes on. */
const fillStorage = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });

/** As where a person or a policy forbids it: the global itself cannot be read. */
const forbidStorage = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      });
  });

function uncaught(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  return errors;
}

for (const [what, spoil] of [
  ['full', fillStorage],
  ['forbidden', forbidStorage],
] as const)
  test(`[SU480] a customer whose browser has its storage ${what} comes in, is told once that this tab cannot come back, and shares`, async ({
    people,
  }) => {
    const [expert, customer] = await Promise.all([expertAt(people), people.customer()]);
    await spoil(customer.page);
    const errors = uncaught(customer.page);
    const { link } = await expert.begin();
    await customer.join(link);
    await customer.isConnectedWith('Alice');
    await expert.isSealed();
    const note = customer.page.getByRole('status').filter({ hasText: 'keeps nothing for this page' });
    await note.getByRole('button', { name: 'Understood' }).click();
    await expect(note).toBeHidden();
    await customer.shareScreen();
    await expert.seesScreenGoOn();
    await customer.write('All the same');
    await expect(expert.chat).toContainText('All the same');
    // Control: the expert's browser keeps what it should.
    await expect(expert.page.getByText('keeps nothing for this tab')).toBeHidden();
    expect(errors).toEqual([]);
  });

test('[SU480] an expert whose browser has its storage full begins, invites and is in; their page says that it cannot come back', async ({
  people,
}) => {
  const [expert, customer] = await Promise.all([expertAt(people), people.customer()]);
  await fillStorage(expert.page);
  await expert.page.reload();
  const errors = uncaught(expert.page);
  const { code } = await expert.begin();
  await expect(expert.page.getByRole('status').filter({ hasText: 'keeps nothing for this tab' })).toBeVisible();
  await customer.joinByCode(new URL(expert.page.url()).origin, code);
  await customer.isConnectedWith('Alice');
  await expert.isSealed();
  // Another page of the application and back: the session, its line and its notices are the tab's.
  await expert.page.getByRole('link', { name: 'Support' }).first().click();
  await expert.page.goBack();
  await expert.isSealed();
  await expert.write('Still here');
  await expect(customer.chat).toContainText('Still here');
  // Control: the customer's browser keeps what it should.
  await expect(customer.page.getByText('keeps nothing for this page')).toBeHidden();
  expect(errors).toEqual([]);
});

for (const [what, spoil] of [
  ['full', fillStorage],
  ['forbidden', forbidStorage],
] as const)
  test(`[SU480] [SU294] an expert whose browser has its storage ${what} writes notes: the page says that they are only there until they are saved, and they go out`, async ({
    ownPeople,
  }) => {
    test.setTimeout(90_000);
    const { admin } = await withKeys(ownPeople);
    const [expert, customer] = await Promise.all([expertAt(ownPeople), ownPeople.customer()]);
    await spoil(expert.page);
    await expert.page.reload();
    const errors = uncaught(expert.page);
    const { link } = await expert.begin();
    await customer.join(link);
    await customer.isConnectedWith('Alice');
    await expert.isSealed();
    let isCutOff = true;
    await expert.page.route('**/notes', (route) => (isCutOff && route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await expert.page.getByRole('textbox', { name: 'Notes on this session' }).fill('Dachs');
    const warning = expert.page.getByText('This browser keeps nothing. Do not close or reload this page');
    await expect(warning).toBeVisible();
    isCutOff = false;
    await expect(expert.page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(warning).toBeHidden();
    await admin.page.goto(`${ownPeople.product.url}/support`);
    await admin.page.getByRole('row').filter({ hasText: 'Chris' }).first().click();
    const theirs = admin.page.getByRole('dialog', { name: 'Session' }).getByRole('textbox', { name: 'Notes on this session' });
    await expect(theirs).toHaveValue('Dachs');
    // Control: a browser that keeps drafts says nothing of it.
    await theirs.fill('Dachs und Fuchs');
    await expect(admin.page.getByText('Not saved yet')).toBeVisible();
    await expect(admin.page.getByText('This browser keeps nothing.')).toBeHidden();
    expect(errors).toEqual([]);
  });
