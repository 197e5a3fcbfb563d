import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { test } from '../fixtures/test.ts';

test('[NU1] [NU2] [NU3] [NU11] [NU12] an admin adds a block and gives a number to Bob, whom Alice then reaches by it', async ({
  people,
  product,
}) => {
  const [admin, alice, bob] = await Promise.all([people.arrive('admin'), people.atPhone('alice'), people.atPhone('bob')]);
  await admin.signIn();
  const { page } = admin;
  await page.goto(`${product.url}/admin/numbers`);
  await expect(page.getByText('No numbers yet')).toBeVisible();
  await expectNoFindings(page, 'numbers, first use');
  await page.getByRole('button', { name: 'New number' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New number' });
  await dialog.getByLabel('Number', { exact: true }).fill('112');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog).toContainText('This number calls for help here');
  await dialog.getByLabel('Number', { exact: true }).fill('030 23456700');
  await dialog.getByLabel(/Last number/).fill('09');
  await dialog.getByLabel(/^Label/).fill('Block');
  await expectNoFindings(page, 'new number');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('10 numbers were added.')).toBeVisible();
  await page.getByRole('searchbox', { name: /Search number/ }).fill('030 23456705');
  await expect(page.getByRole('row', { name: /\+49 30 23456705/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /\+49 30 23456704/ })).toBeHidden();

  await page.getByRole('row', { name: /\+49 30 23456705/ }).click();
  const edit = page.getByRole('dialog', { name: 'Edit number' });
  await edit.getByRole('textbox', { name: 'Person' }).fill('Bob');
  await page.getByRole('option', { name: /Bob Brown/ }).click();
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: '+49 30 23456705' }).filter({ hasText: 'Bob Brown' })).toBeVisible();
  await expectNoFindings(page, 'numbers');

  await alice.phone.call('030 / 234 567 05');
  await bob.phone.isRinging('Alice');
  await bob.phone.press('Alice', 'Decline');
  await alice.phone.call('+49 30 23456704');
  await alice.phone.tells(/There is no extension or person/);
  await alice.phone.call('+43 1 58858 0');
  await alice.phone.tells(/There is no trunk for outside calls/);
});
