import { expect, type Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

const session = (page: Page) =>
  page.getByRole('dialog', { name: 'Search' }).getByRole('group', { name: 'This session' }).getByRole('option');

const field = (page: Page) => page.getByRole('dialog', { name: 'Search' }).getByRole('combobox');

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await field(page).fill(text);
}

/** By its name, once it is what Enter does. */
async function choose(page: Page, name: string): Promise<void> {
  await search(page, name);
  await expect(session(page).filter({ hasText: name })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

test('[SU581] the command palette does what the console’s buttons do, as far as it is possible, and knows nothing of it elsewhere', async ({
  people,
}) => {
  const [alice, customer] = [await expertAt(people), await people.customer()];
  const { page } = alice;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { link } = await alice.begin();
  await search(page, '');
  await expect(session(page)).toHaveText(['Copy: Link', 'Copy as text', 'Give to a colleague', 'Leave', 'End session']);
  await expectNoFindings(page, 'the palette in a console');
  await page.keyboard.press('Escape');
  await choose(page, 'Copy: Link');
  await expect(page.getByText('Copied', { exact: true }).first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await customer.join(link, 'Corinna');
  await alice.isSealed();
  await choose(page, 'Ask to view');
  await customer.page.getByRole('dialog').getByRole('button', { name: 'Allow' }).click();
  await alice.seesScreenGoOn();
  await search(page, '');
  await expect(session(page).filter({ hasText: 'Ask to view' }), 'it is allowed').toHaveCount(0);
  for (const name of ['Freeze', 'Full screen', 'Take still', 'Clear drawings'])
    await expect(session(page).filter({ hasText: name })).toHaveCount(1);
  await page.screenshot({ path: test.info().outputPath('palette.png') });
  await page.keyboard.press('Escape');
  await choose(page, 'Freeze');
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  await choose(page, 'End session');
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  await search(page, 'session');
  await expect(session(page)).toHaveCount(0);
});
