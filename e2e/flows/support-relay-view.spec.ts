import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { buildManifest } from '../../protocol/wire/build-manifest.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import type { Person } from '../fixtures/person.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

/** The session that Alice has with Chris, in the list of somebody who manages support. */
async function openView(admin: Person): Promise<void> {
  await admin.page.goto(`${admin.product.url}/support`);
  await admin.page.getByRole('button', { name: 'Actions for Chris' }).first().click();
  await admin.page.getByRole('menuitem', { name: 'What the server sees' }).click();
  await expect(admin.page.getByRole('heading', { name: 'What the server sees' })).toBeVisible();
}

const log = (page: Page) => page.getByRole('region', { name: 'What it passes on' });
const newest = async (page: Page): Promise<number> => Number(await log(page).getByRole('row').nth(1).getByRole('rowheader').textContent());

test('[R3] [SU246] [SU570] an admin sees what the server has of a live session: sizes, times, bytes, and nothing that was said; it goes on, and ends', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  const admin = await people.arrive('admin');
  await admin.signIn();
  await openView(admin);
  const { page } = admin;
  await expect(page.getByRole('region', { name: 'What it knows' })).toContainText('Chris');
  await expect(log(page)).toContainText('Asks to come in');
  const list = await (await fetch(`${admin.product.url}/build.json`)).text();
  const pages = page.getByRole('region', { name: 'Which pages it serves' });
  await expect(pages, 'made here of what anybody fetches').toContainText(createHash('sha256').update(list).digest('hex'));
  await expect(pages).toContainText(buildManifest.parse(JSON.parse(list)).sources);
  const before = await newest(page);
  const canary = 'blue heron at the pond';
  await customer.write(canary);
  await expect(expert.chat).toContainText(canary);
  await expect.poll(() => newest(page), { message: 'what was said has come by' }).toBeGreaterThan(before);
  await expect(log(page).getByRole('row').nth(1)).toContainText('Sealed');
  await expectNoFindings(page, 'what the server sees');

  await log(page).getByRole('row').nth(1).click();
  const bytes = page.getByRole('dialog').getByRole('region', { name: 'Bytes' });
  await expect(bytes).toContainText(/^0000 {2}01 01 /u);
  await expect(page.getByRole('dialog')).not.toContainText('heron');
  await page.keyboard.press('Escape');
  // The control: what is in the clear can be read.
  await log(page).getByRole('row').filter({ hasText: 'Asks to come in' }).first().click();
  await expect(bytes).toContainText('"type":');
  await page.keyboard.press('Escape');

  await page.context().setOffline(true);
  await expect(page.getByText(/offline|connection/iu).first()).toBeVisible({ timeout: 15_000 });
  await expect(log(page), 'what was read stays').toContainText('Asks to come in');
  await page.context().setOffline(false);
  await customer.page.getByRole('button', { name: 'End session' }).first().click();
  await customer.page.getByRole('dialog', { name: 'End the session for everybody?' }).getByRole('button', { name: 'End session' }).click();
  await expect(log(page)).toContainText('The entries are deleted at', { timeout: 15_000 });
});

test('[SU246] a session where nobody came has no entries; who may not manage support is told who can; an unknown session is an error', async ({
  people,
}) => {
  const admin = await people.arrive('admin', { viewport: { width: 360, height: 760 } });
  await admin.signIn();
  const { page, product } = admin;
  await page.goto(`${product.url}/support`);
  await page.getByRole('button', { name: 'New session' }).click();
  await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible({ timeout: 15_000 });
  const path = new URL(page.url()).pathname;
  await page.goto(`${product.url}${path}/relay`);
  await expect(page.getByText('No entry yet')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'fits 360 px').toBeLessThanOrEqual(360);
  await page.goto(`${product.url}/support/00000000-0000-4000-8000-000000000000/relay`);
  await expect(page.getByRole('alert')).toBeVisible();
  const alice = await people.arrive('alice');
  await alice.signIn();
  await alice.page.goto(`${product.url}${path}/relay`);
  await expect(alice.page.getByRole('heading', { level: 1 })).toHaveText('You may not see this page.');
});
