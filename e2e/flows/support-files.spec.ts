import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function saved(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Save ${name}`, exact: true }).click(),
  ]);
  return sha256(await readFile(await download.path()));
}

test.describe('files in a session', () => {
  let folder: string;
  test.beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'deskline-files-'));
  });
  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  test('[R5] twenty files from the expert, when the customer allows it; odd names and an empty one; the bytes are the same', async ({
    people,
  }) => {
    const { expert, customer } = await inSession(people);
    const names = ['empty.txt', 'Ärger & Söhne (1).pdf', ...Array.from({ length: 18 }, (_one, at) => `part-${String(at)}.bin`)];
    const contents = names.map((_name, at) => (at === 0 ? Buffer.alloc(0) : randomBytes(at * 20_000)));
    for (const [at, name] of names.entries()) await writeFile(path.join(folder, name), contents[at] ?? '');
    await expert.page.getByLabel('Choose files').setInputFiles(names.map((name) => path.join(folder, name)));
    await customer.answer(/files/u, 'Allow');
    for (const name of names) await customer.page.getByRole('button', { name: `Accept ${name}`, exact: true }).click();
    await expect(expert.page.getByText('the same on both sides')).toHaveCount(names.length, { timeout: 60_000 });
    for (const at of [0, 1, 7, 19])
      expect(await saved(customer.page, names[at] ?? ''), names[at]).toBe(sha256(contents[at] ?? Buffer.alloc(0)));
  });

  test('[R5] a large file goes on after the network was cut, and arrives whole', async ({ people }) => {
    const { expert, customer } = await inSession(people);
    const content = randomBytes(24_000_000);
    await writeFile(path.join(folder, 'large.bin'), content);
    await expert.page.getByLabel('Choose files').setInputFiles(path.join(folder, 'large.bin'));
    await customer.answer(/files/u, 'Allow');
    await customer.page.getByRole('button', { name: 'Accept large.bin' }).click();
    const progress = expert.page.getByRole('progressbar', { name: 'large.bin' });
    await expect.poll(async () => Number((await progress.getAttribute('value')) ?? 0), { timeout: 20_000 }).toBeGreaterThan(2_000_000);
    await customer.context.setOffline(true);
    await expert.page.context().setOffline(true);
    await expert.says('Reconnecting', 20_000);
    await customer.context.setOffline(false);
    await expert.page.context().setOffline(false);
    await expect(expert.page.getByText('the same on both sides')).toBeVisible({ timeout: 120_000 });
    expect(await saved(customer.page, 'large.bin')).toBe(sha256(content));
  });
});
