import { expect } from '@playwright/test';
import { createdUserSchema } from '../../protocol/identity/admin.ts';
import { ApiClient } from '../fixtures/api.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { cast } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';

test('[ID26] [ID45] an admin deletes a person after reading what stays, and finds it in the audit log by name', async ({
  people,
  product,
}) => {
  const api = await ApiClient.signIn(product, cast.admin.email);
  const fields = { email: `gina${Date.now()}@acme.test`, displayName: 'Gina Gone', role: 'user', extension: '188' };
  const { user } = createdUserSchema.parse((await api.send('POST', '/api/admin/users', fields)).body);
  const admin = await people.arrive('admin');
  await admin.signIn();
  const { page } = admin;
  await page.goto(`${product.url}/admin/users?query=gina`);
  await expect(page.getByRole('row', { name: /Gina Gone/ }).filter({ hasText: 'Acme office' })).toBeVisible();
  await page.getByRole('button', { name: 'Actions for Gina Gone' }).click();
  await page.getByRole('menuitem', { name: 'Delete …' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete Gina Gone?' });
  await expect(question).toContainText('Extension 188 stays without a person.');
  await expectNoFindings(page, 'delete a person');
  await question.getByRole('button', { name: 'Delete user' }).click();
  await expect(page.getByText('Gina Gone was deleted.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Gina Gone/ })).toBeHidden();

  await page.goto(`${product.url}/admin/users?query=admin@acme`);
  await page.getByRole('button', { name: 'Actions for Admin' }).click();
  await expect(page.getByRole('menuitem', { name: 'Disable' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Delete …' }), 'nobody deletes themselves').toBeHidden();
  await page.keyboard.press('Escape');

  await page.goto(`${product.url}/admin/audit`);
  await page.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Person deleted' });
  await expect(page).toHaveURL(/action=user\.deleted/);
  await expect(page.getByRole('row', { name: 'Person deleted' }).filter({ hasText: 'Gina Gone' })).toBeVisible();
  await expectNoFindings(page, 'audit, filtered');
  await page.goto(`${product.url}/admin/audit?person=${user.id}`);
  await expect(page.getByRole('row', { name: 'Person added' }).filter({ hasText: 'Gina Gone' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Person' })).toHaveValue('A deleted person');
  await page.goto(`${product.url}/admin/audit?from=2001-01-01&until=2001-01-02`);
  await expect(page.getByText('No entry fits these filters.')).toBeVisible();
});
