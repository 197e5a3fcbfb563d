import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { test } from '../fixtures/test.ts';

test('[UI50] [UI68] an admin adds a SIP phone by keyboard, disables it, enables it and deletes it', async ({ people, product }) => {
  const admin = await people.arrive('admin');
  const { page } = admin;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await admin.signIn();
  await page.goto(`${product.url}/admin/devices`);
  await expect(page.getByText('No SIP phones yet')).toBeVisible();

  await page.keyboard.press('n');
  const add = page.getByRole('dialog', { name: 'New phone' });
  await expect(add).toBeVisible();
  await expectNoFindings(page, 'new phone');
  await add.getByRole('button', { name: 'Create' }).click();
  await expect(add).toContainText('Choose a person from the list.');
  await add.getByRole('textbox', { name: 'Person' }).pressSequentially('bob');
  await add.getByRole('option', { name: /Bob/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await add.getByRole('textbox', { name: 'Name of the phone' }).fill('Reception');
  await expect(add).toContainText('sign in with SHA-256');
  await page.keyboard.press('Enter');

  const secret = page.getByRole('alertdialog', { name: 'Set up the phone' });
  await expect(secret).toContainText('Reception');
  await expect(secret).toContainText('The password is shown only now.');
  await expectNoFindings(page, 'what is typed into the phone');
  await expect(secret.getByRole('textbox', { name: 'Domain (realm)' })).toHaveValue(/^main\.acme\./);
  await expect(secret.getByRole('textbox', { name: 'Registrar' })).toHaveValue(new RegExp(`:${String(product.sipPort)}$`));
  const password = await secret.getByRole('textbox', { name: 'Password' }).inputValue();
  expect(password.length).toBeGreaterThan(11);
  await secret.getByRole('button', { name: 'Copy: Password' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(password);
  await secret.getByRole('button', { name: 'Done' }).click();
  await expect(secret).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(password);

  const row = page.getByRole('row', { name: /Reception/ });
  await expect(row).toContainText('Enabled');
  await row.getByRole('button', { name: 'Actions for Reception' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(row).toContainText('Disabled');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Enabled');

  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();

  await row.getByRole('button', { name: 'Actions for Reception' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete this phone?' });
  await expectNoFindings(page, 'question before deleting');
  await question.getByRole('button', { name: 'Delete phone' }).click();
  await expect(page.getByText('No SIP phones yet')).toBeVisible();
});
