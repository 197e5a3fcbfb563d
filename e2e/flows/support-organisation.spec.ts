import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { inSession } from '../fixtures/support.ts';
import { approve, withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';

test('[SE107] an expert who is no manager is shown as approved once their browser is, and not before', async ({ ownPeople }) => {
  test.setTimeout(120_000);
  const { sealing } = await withKeys(ownPeople);
  const { expert: alice, customer } = await inSession(ownPeople);
  const theirs = customer.page.getByText('Alice Adams: browser approved under this key');
  // What is written after the certificate would have been heard after it.
  await alice.write('hello');
  await expect(customer.chat.getByText('hello')).toBeVisible();
  await expect(theirs, 'control: her browser is not approved').toHaveCount(0);

  // Approval is asked for where something sealed does not open.
  await alice.page.getByRole('textbox', { name: 'Notes on this session' }).fill('sealed');
  await expect(alice.page.getByRole('region', { name: 'Notes' }).getByRole('status')).toHaveText('Saved');
  const place = alice.page.url();
  await alice.page.goto(`${ownPeople.product.url}/support`);
  await alice.page.getByRole('row').filter({ hasText: 'Chris' }).getByRole('button').last().click();
  await alice.page.getByRole('menuitem', { name: 'Details' }).click();
  await approve(alice.page, 'Desk of Alice', sealing);
  await alice.page.goto(place);
  await alice.isSealed();
  await expect(theirs).toBeVisible({ timeout: 20_000 });
  await expect(customer.page.getByText(/^Key that speaks for /u)).toHaveText(/([0-9a-f]{4} ){7}[0-9a-f]{4}/u);
  await expect(alice.page.getByText('browser approved by your organisation')).toBeVisible();
  await expectNoFindings(customer.page, 'an approved expert');
});
