import { expect, type Locator } from '@playwright/test';
import { adminUserPageSchema, createdUserSchema } from '../../protocol/identity/admin.ts';
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

test('[UI63] [UI64] an import stores nothing before it is checked, and says what it refuses; a one-time password is shown once', async ({
  people,
  product,
}) => {
  const api = await ApiClient.signIn(product, cast.admin.email);
  const mark = `import${String(Date.now())}`;
  const stored = async () => adminUserPageSchema.parse(await api.expect('GET', `/api/admin/users?query=${mark}`)).total;
  const admin = await people.arrive('admin');
  await admin.signIn();
  const { page } = admin;
  await page.goto(`${product.url}/admin/users?query=${mark}`);
  await page.getByRole('button', { name: 'Import CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import users' });
  await expect(dialog).toBeVisible();
  await page.mouse.click(5, 400);
  await expect(dialog, 'control: what shows no password is closed by a click beside it').toBeHidden();
  await page.getByRole('button', { name: 'Import CSV' }).click();
  const choose = (...lines: readonly string[]): Promise<void> =>
    dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(['email,name,extension', ...lines].join('\n')) });

  await choose(`${mark}a@acme.test,Ina Import,`, 'alice@acme.test,Alice again,', `${mark}b@acme.test,Ingo Import,101`);
  await expect(dialog).toContainText('2 values were refused; nothing is stored.');
  const refused = dialog.getByRole('region', { name: 'Why' }).getByRole('row');
  const saying = async (row: number) => refused.nth(row).getByRole('cell').allInnerTexts();
  expect(await refused.first().getByRole('columnheader').allInnerTexts()).toEqual(['Line', 'Column', 'Value', 'Why']);
  expect(await saying(1)).toEqual(['3', 'email', 'alice@acme.test', 'This is already in use.']);
  expect(await saying(2)).toEqual(['4', 'extension', '101', 'This is already in use.']);
  await expect(dialog.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  expect(await stored()).toBe(0);
  await dialog.getByRole('button', { name: 'Choose another file' }).click();
  await choose(`${mark}a@acme.test,Ina Import,`, `${mark}b@acme.test,Ingo Import,`);
  await expect(dialog).toContainText('The file is fine: 2 people can be imported.');
  expect(await stored(), 'checked only').toBe(0);
  await dialog.getByRole('button', { name: 'Import 2 people' }).click();
  const done = page.getByRole('alertdialog', { name: 'Import users' });
  await expect(done).toContainText('2 people were imported.');
  expect(await stored()).toBe(2);
  await page.mouse.click(5, 400);
  await done.getByRole('button', { name: 'Done' }).click();
  await expect(done).toBeHidden();

  await page.getByRole('button', { name: 'Actions for Ina Import' }).click();
  await page.getByRole('menuitem', { name: 'Reset password' }).click();
  await page
    .getByRole('alertdialog', { name: /^Reset the password/ })
    .getByRole('button', { name: 'Reset password' })
    .click();
  const shown = page.getByRole('alertdialog', { name: 'One-time password' });
  const field = shown.getByRole('textbox', { name: 'One-time password' });
  await expect(field).toHaveValue(/\S{8,}/u);
  const password = await field.inputValue();
  await page.mouse.click(5, 400);
  await expect(field, 'a stray click').toHaveValue(password);
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(shown).toBeHidden();
  expect(await page.content()).not.toContain(password);
});

/** The opacity of something that comes late, so many milliseconds after it was drawn. */
function opacityAt(part: Locator, timesMs: readonly number[]): Promise<readonly number[]> {
  return part.evaluate((element, times) => {
    const coming = element.getAnimations().find((each) => each instanceof CSSAnimation && each.animationName === 'appear');
    if (!coming) return [];
    coming.pause();
    return times.map((time) => {
      coming.currentTime = time;
      return Number(getComputedStyle(element).opacity);
    });
  }, timesMs);
}

test('[UI54] [UI65] on a phone nothing is shown for 300 ms of a slow list, then skeletons, then cards whose every action a thumb can reach', async ({
  people,
  product,
}) => {
  const admin = await people.arrive('admin', { isTouched: true });
  await admin.signIn();
  const { page } = admin;
  let release = (): void => undefined;
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/admin\/users\?/u, async (route) => {
    await isReleased;
    await route.continue();
  });
  await page.goto(`${product.url}/admin/users`);
  const waiting = page.getByRole('region', { name: 'Users' }).getByRole('status').filter({ hasText: 'Loading' });
  await waiting.waitFor();
  expect(await opacityAt(waiting.locator('div[aria-hidden]').first(), [0, 299, 460])).toEqual([0, 0, 1]);
  release();

  const cards = page.getByRole('list', { name: 'Users' });
  await expect(cards.getByRole('listitem').filter({ hasText: 'alice@acme.test' })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  const isReached = async (button: Locator): Promise<void> => {
    const box = await button.boundingBox();
    const name = await button.evaluate((element) => element.getAttribute('aria-label') ?? element.textContent);
    expect(box, name).toMatchObject({ x: expect.any(Number) });
    if (!box) return;
    expect(Math.min(box.width, box.height), `the size of “${name}”`).toBeGreaterThanOrEqual(44);
    expect(box.x, name).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, name).toBeLessThanOrEqual(360);
  };
  const buttons = await page.getByRole('main').getByRole('button').all();
  expect(buttons.length).toBeGreaterThan(10);
  for (const button of buttons) await isReached(button);
  await cards.getByRole('button', { name: 'Actions for Alice' }).tap();
  await expect(page.getByRole('menuitem')).toHaveText(['Reset password', 'Edit', 'Disable', 'Delete …']);
  for (const entry of await page.getByRole('menuitem').all()) await isReached(entry);
  await page.getByRole('menuitem', { name: 'Reset password' }).tap();
  await page.route(/\/reset-password$/u, () => undefined);
  const reset = page.getByRole('alertdialog').getByRole('button', { name: 'Reset password' });
  await reset.tap();
  expect(await opacityAt(reset.locator('.animate-spin'), [0, 299, 460]), 'nor does anything spin before').toEqual([0, 0, 1]);
});

test('[UI55] above an open dialog a call is answered and a message taken back; the dialog and what was typed stay', async ({
  people,
  product,
}) => {
  const api = await ApiClient.signIn(product, cast.admin.email);
  const email = `tina${String(Date.now())}@acme.test`;
  createdUserSchema.parse((await api.send('POST', '/api/admin/users', { email, displayName: 'Tina Toast', role: 'user' })).body);
  const isDisabled = async () => adminUserPageSchema.parse(await api.expect('GET', `/api/admin/users?query=${email}`)).items[0]?.isDisabled;
  const [admin, bob] = await Promise.all([people.atPhone('admin'), people.atPhone('bob')]);
  const { page } = admin;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('region', { name: 'Users' }).getByRole('searchbox').fill(email);
  await page.getByRole('button', { name: 'Actions for Tina Toast' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(page.getByText('Tina Toast is disabled and signed out.')).toBeVisible();
  expect(await isDisabled()).toBe(true);
  await page.locator('body').press('n');
  const dialog = page.getByRole('dialog', { name: 'New user' });
  const name = dialog.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Half a na');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(isDisabled).toBe(false);
  await expect(name).toHaveValue('Half a na');

  await bob.phone.call(cast.admin.extension);
  await admin.phone.press('Bob', 'Answer');
  await bob.phone.isConnected('Admin');
  await expect(name, 'it is there still').toHaveValue('Half a na');
  await bob.phone.press('Admin', 'Hang up');
  await bob.phone.hasNoCall('Admin');
});
