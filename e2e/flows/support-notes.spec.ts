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

test('[SU294] two tabs of one person: none sends or forgets what the other one is writing, and each draft outlives its tab', async ({
  ownPeople,
}) => {
  test.setTimeout(120_000);
  const { product } = ownPeople;
  const { admin } = await withKeys(ownPeople);
  await inSession(ownPeople);
  const { page: first } = admin;
  const second = await first.context().newPage();
  let cutOff: Page | undefined = first;
  for (const page of [first, second])
    await page.route('**/notes', (route) => (cutOff === page && route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await (await notesOf(first, product.url)).fill('Dachs');
  const drafts = (page: Page): Promise<number> =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('support-notes')).length);
  await expect.poll(() => drafts(first)).toBe(1);

  await expect(await notesOf(second, product.url), 'not the first one’s draft').toHaveValue('');
  expect(await drafts(first), 'nor is it sent').toBe(1);
  cutOff = undefined;
  await expect(first.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(first.getByRole('button', { name: 'Keep both' }), 'nobody else wrote').toHaveCount(0);
  await expect.poll(() => drafts(first)).toBe(0);

  cutOff = second;
  await (await notesOf(second, product.url)).fill('Dachs und Fuchs');
  await expect.poll(() => drafts(first)).toBe(1);
  const isClosed = second.waitForEvent('close');
  await second.close({ runBeforeUnload: true });
  await isClosed;
  await expect.poll(() => drafts(first), 'it outlives its tab').toBe(1);
  // The list of sessions sends what nobody has written on for ten seconds.
  await expect(async () => {
    await expect(await notesOf(first, product.url)).toHaveValue(/Dachs/u);
    expect(await drafts(first)).toBe(0);
  }).toPass({ timeout: 30_000 });
  await expect(await notesOf(first, product.url)).toHaveValue('Dachs und Fuchs');
});
