import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { inSession } from '../fixtures/support.ts';
import { approve, withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';
import type { SealingPage } from '../pages/sealing-page.ts';
import type { SupportPage } from '../pages/support-page.ts';

/** Asks for approval where something sealed does not open, and goes back to the session. */
async function becomesApproved(alice: SupportPage, url: string, sealing: SealingPage): Promise<void> {
  await alice.page.getByRole('textbox', { name: 'Notes on this session' }).fill('sealed');
  await expect(alice.page.getByRole('region', { name: 'Notes' }).getByRole('status')).toHaveText('Saved');
  const place = alice.page.url();
  await alice.page.goto(`${url}/support`);
  await alice.page.getByRole('row').filter({ hasText: 'Chris' }).getByRole('button').last().click();
  await alice.page.getByRole('menuitem', { name: 'Details' }).click();
  await approve(alice.page, 'Desk of Alice', sealing);
  await alice.page.goto(place);
  await alice.isSealed();
}

test('[SE107] an expert who is no manager is shown as approved once their browser is, and not before', async ({ ownPeople }) => {
  test.setTimeout(120_000);
  const { sealing } = await withKeys(ownPeople);
  const { expert: alice, customer } = await inSession(ownPeople);
  const theirs = customer.page.getByText('Alice Adams: browser approved under this key');
  // What is written after the certificate would have been heard after it.
  await alice.write('hello');
  await expect(customer.chat.getByText('hello')).toBeVisible();
  await expect(theirs, 'control: her browser is not approved').toHaveCount(0);

  await becomesApproved(alice, ownPeople.product.url, sealing);
  await expect(theirs).toBeVisible({ timeout: 20_000 });
  await expect(customer.page.getByText(/^Key that speaks for /u)).toHaveText(/([0-9a-f]{4} ){7}[0-9a-f]{4}/u);
  await expect(alice.page.getByText('browser approved by your organisation')).toBeVisible();
  await expectNoFindings(customer.page, 'an approved expert');
});

test('[SE112] an expert’s browser that is removed in mid-session is shown as removed to both sides at once, and still after reloads; they stay in', async ({
  ownPeople,
}) => {
  test.setTimeout(150_000);
  const { sealing } = await withKeys(ownPeople);
  const { expert: alice, customer } = await inSession(ownPeople);
  await becomesApproved(alice, ownPeople.product.url, sealing);
  const [approved, removed] = [
    customer.page.getByText('Alice Adams: browser approved under this key'),
    customer.page.getByText('Alice Adams: browser no longer approved'),
  ];
  await expect(approved).toBeVisible({ timeout: 20_000 });
  await expect(removed, 'control').toHaveCount(0);

  await sealing.open();
  await sealing.remove('Desk of Alice');
  await expect(removed).toBeVisible({ timeout: 3_000 });
  await expect(approved).toHaveCount(0);
  const notice = customer.page.getByRole('alert').filter({ hasText: 'The organisation has removed the browser of Alice Adams' });
  await expect(notice).toBeVisible();
  await expect(customer.page.getByRole('button', { name: 'Remove Alice Adams' }).first()).toBeVisible();
  await expect(customer.page.getByText(/^Key that speaks for /u)).toHaveCount(0);
  await expect(alice.page.getByText('This browser was removed by your organisation')).toBeVisible();
  await expect(alice.page.getByText('browser NO LONGER approved')).toBeVisible();
  await expectNoFindings(customer.page, 'a removed browser');
  await alice.write('I am still here');
  await expect(customer.chat.getByText('I am still here')).toBeVisible();

  await customer.page.reload();
  const goOn = customer.page.getByRole('button', { name: 'Go on' });
  if (await goOn.isVisible()) await goOn.click();
  await customer.isConnectedWith('Alice');
  await expect(removed).toBeVisible({ timeout: 20_000 });
  await alice.page.reload();
  await alice.isSealed();
  await expect(alice.page.getByText('browser NO LONGER approved')).toBeVisible({ timeout: 20_000 });
  await expect(removed).toBeVisible({ timeout: 20_000 });
  await expect(approved).toHaveCount(0);
});
