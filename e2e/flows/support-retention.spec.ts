import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { deletionReceiptSchema, receiptTextOf, supportRetentionSchema } from '../../protocol/support/retention.ts';
import { ApiClient } from '../fixtures/api.ts';
import { expectNoFindings, looks } from '../fixtures/axe.ts';
import { cast } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';
import { endedSession, vanish } from '../fixtures/vanished.ts';

const days = (page: Page) => page.getByRole('region', { name: /^(Screen sessions|Bildschirmsitzungen)$/u });

test('[SU391] [SU395] the days are set, asked once more when content goes earlier, and are there after a reload; without the right nothing is seen of it', async ({
  people,
}) => {
  const admin = await people.arrive('admin');
  await admin.signIn();
  const { page, product } = admin;
  await page.goto(`${product.url}/admin/retention`);
  const part = days(page);
  await part.getByRole('radio', { name: 'Is deleted' }).check({ force: true });
  const number = part.getByRole('textbox', { name: 'Days after the end' });
  await number.fill('3651');
  await part.getByRole('button', { name: 'Save' }).click();
  await expect(part.getByText('Enter a whole number from 1 to 3650.')).toBeVisible();
  await number.fill('30');
  await part.getByRole('button', { name: 'Save' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete content after 30 days?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await expect(part.getByRole('radio', { name: 'Stays' }), 'control: nothing was kept without the yes').toBeChecked();
  await part.getByRole('radio', { name: 'Is deleted' }).check({ force: true });
  await number.fill('30');
  await number.press('Enter');
  await question.getByRole('button', { name: 'Delete earlier' }).click();
  await expect(page.getByText('Retention saved')).toBeVisible();
  await page.reload();
  await expect(number).toHaveValue('30');
  await part.getByRole('radio', { name: 'Stays' }).check({ force: true });
  await part.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Retention saved'), 'what keeps more is not asked').toBeVisible();

  const alice = await people.arrive('alice');
  await alice.signIn();
  await alice.page.goto(`${product.url}/admin/retention`);
  await expect(alice.page.getByRole('heading', { name: 'You may not see this page.' })).toBeVisible();
  await expect(alice.page.getByText('It needs the role “Administrator”')).toBeVisible();
  await expect(days(alice.page)).toHaveCount(0);
});

test('[SU395] of two admins who change the days the second decides whose count, and their entry is still there', async ({
  people,
  product,
}) => {
  const admin = await people.arrive('admin');
  await admin.signIn();
  const { page } = admin;
  await page.goto(`${product.url}/admin/retention`);
  const part = days(page);
  await part.getByRole('radio', { name: 'Is deleted' }).check({ force: true });
  const api = await ApiClient.signIn(product, cast.admin.email);
  const path = '/api/support/retention';
  const version = async (): Promise<number> => supportRetentionSchema.parse(await api.expect('GET', path)).version;
  await api.expect('PUT', path, { screenDays: 365, version: await version() });
  await part.getByRole('textbox', { name: 'Days after the end' }).fill('200');
  await part.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Delete earlier' }).click();
  await expect(part.getByText('Somebody else changed this meanwhile.')).toBeVisible();
  await part.getByRole('button', { name: 'Show theirs' }).click();
  await expect(part.getByRole('textbox', { name: 'Days after the end' })).toHaveValue('365');
  await api.expect('PUT', path, { screenDays: null, version: await version() });
});

test('[SU394] [SU396] [SU397] the receipt of a session that vanished is found, opened, checked and downloaded; what is held is in the other list', async ({
  people,
  product,
}) => {
  test.setTimeout(120_000);
  const admin = await people.arrive('admin');
  await admin.signIn();
  const { page } = admin;
  const api = await ApiClient.signIn(product, cast.admin.email);
  const [gone, held] = [await endedSession(api), await endedSession(api)];
  await page.goto(`${product.url}/admin/retention?query=${gone}`);
  await expect(page.getByText(`Nothing matches “${gone}”.`), 'control: there is no receipt before').toBeVisible();
  await api.expect('PUT', `/api/support/sessions/${held}/hold`, { reason: 'Claim 4711 of the flow' });
  await vanish(product, api, gone);

  await page.reload();
  const row = page.getByRole('grid', { name: 'Deletion receipts' }).getByRole('row').filter({ hasText: '72 hours, camera' });
  await expect(row).toHaveCount(1);
  await row.getByRole('rowheader').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Deletion receipt' });
  await expect(dialog.getByText('The checksum fits what this receipt says.')).toBeVisible();
  await expect(dialog).toContainText(gone);
  await expect(dialog).toContainText('notes 1');
  await expectNoFindings(page, 'a deletion receipt');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download as JSON' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe(`deletion-receipt-${gone}.json`);
  const receipt = deletionReceiptSchema.parse(JSON.parse(await readFile(await file.path(), 'utf8')));
  expect(receipt).toMatchObject({ sessionId: gone, rule: 'camera-72-hours', counts: { notes: 1 } });
  expect(createHash('sha256').update(receiptTextOf(receipt)).digest('hex')).toBe(receipt.sha256);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('radio', { name: 'Held' }).check({ force: true });
  const kept = page.getByRole('grid', { name: 'Held sessions' }).getByRole('row').filter({ hasText: 'Claim 4711 of the flow' });
  await expect(kept).toHaveCount(1);
  await kept.getByRole('rowheader').click();
  await expect(page.getByRole('dialog', { name: 'Session' })).toContainText('Claim 4711 of the flow');
  await page.getByRole('dialog', { name: 'Session' }).getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('searchbox').fill('nothing like this');
  await expect(page.getByText('Nothing matches “nothing like this”.')).toBeVisible();
});

for (const [locale, colorScheme, width] of looks) {
  test(`[SU395] axe finds nothing on the page (${locale}, ${colorScheme}, ${String(width)} px); without the server it says so`, async ({
    people,
    product,
  }, info) => {
    const admin = await people.arrive('admin', { locale, colorScheme, viewport: { width, height: 800 } });
    await admin.signIn();
    const { page } = admin;
    for (const search of ['', '?view=held', '?query=nothing']) {
      await page.goto(`${product.url}/admin/retention${search}`);
      await days(page).getByRole('button').first().waitFor();
      await page.waitForLoadState('networkidle');
      await expectNoFindings(page, `/admin/retention${search}`);
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(isWide, 'nothing is wider than the screen').toBe(false);
      await page.screenshot({ path: info.outputPath(`retention${search.replaceAll(/\W/gu, '-')}.png`), fullPage: true });
    }
    await page.route('**/api/support/{retention,receipts}*', (route) => route.abort());
    await page.goto(`${product.url}/admin/retention`);
    await expect(page.getByRole('alert')).toHaveCount(2);
    await expectNoFindings(page, 'without an answer');
    await page.screenshot({ path: info.outputPath('retention-failed.png'), fullPage: true });
  });
}
