import { expect, type Locator, type Page } from '@playwright/test';
import { inSession } from '../fixtures/support.ts';
import { withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';

/** Notes on the newest session, as somebody finds them in the list. */
async function notesOf(page: Page, url: string): Promise<Locator> {
  await page.goto(`${url}/support`);
  await page.getByRole('row').filter({ hasText: 'Chris' }).first().click();
  return page.getByRole('dialog', { name: 'Session' }).getByRole('textbox', { name: 'Notes on this session' });
}

const stored = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]));

test('[SU294] notes outlive a page that is loaded again, left or closed right after they were written, and lie in no browser in the clear', async ({
  ownPeople,
}) => {
  test.setTimeout(120_000);
  const { product } = ownPeople;
  const { admin } = await withKeys(ownPeople);
  await admin.page.goto(`${product.url}/support`);
  const { expert: alice } = await inSession(ownPeople);
  const field = alice.page.getByRole('textbox', { name: 'Notes on this session' });

  // Loaded again in the middle of a word.
  await field.fill('Dachs');
  await alice.page.reload();
  await expect(alice.page.getByText('There are notes.'), 'in a browser that may not open them').toBeVisible({ timeout: 20_000 });
  const theirs = await notesOf(admin.page, product.url);
  await expect(theirs).toHaveValue('Dachs');

  // Left within the application.
  await theirs.fill('Dachs und Fuchs');
  await admin.page.keyboard.press('Escape');
  await admin.page.goto(`${product.url}/phone`);
  await expect(await notesOf(admin.page, product.url)).toHaveValue('Dachs und Fuchs');

  // Closed while nothing reaches the server: the browser keeps them, sealed, and its next page sends them.
  let isCutOff = true;
  const { page } = admin;
  const context = page.context();
  await context.route('**/notes', (route) => (isCutOff && route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await (await notesOf(admin.page, product.url)).fill('Dachs, Fuchs und Marder');
  await expect.poll(() => stored(admin.page)).toContain('support-notes');
  expect(await stored(admin.page)).not.toMatch(/Marder|TWFyZGVy/u);
  const next = await context.newPage();
  const isClosed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await isClosed;
  isCutOff = false;
  await expect(await notesOf(next, product.url)).toHaveValue('Dachs, Fuchs und Marder');
  await expect.poll(() => stored(next)).not.toContain('support-notes');
});
