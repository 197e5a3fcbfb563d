import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
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

async function sendFolder(page: Page, folder: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Send a folder' }).click()]);
  await chooser.setFiles(folder);
}

const hashesOfZip = `
import hashlib, json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps({name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}))`;

/** SHA-256 of each file in the archive, as another program reads it. */
async function savedZip(page: Page, button: string): Promise<unknown> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  const { stdout } = await promisify(execFile)('python3', ['-c', hashesOfZip, await download.path()]);
  return JSON.parse(stdout);
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
    await customer.page.getByRole('button', { name: 'Accept all 20 files' }).click();
    await expect(expert.page.getByText('the same on both sides')).toHaveCount(names.length, { timeout: 60_000 });
    expect(await savedZip(customer.page, 'Save all 20 as a ZIP file')).toEqual(
      Object.fromEntries(names.map((name, at) => [name, sha256(contents[at] ?? Buffer.alloc(0))])),
    );
    expect(await saved(customer.page, names[1] ?? '')).toBe(sha256(contents[1] ?? Buffer.alloc(0)));
  });

  test('[R5] [SU464] twenty files and a folder, cut in the middle: all arrive whole, the folder with its paths; a folder goes back too', async ({
    people,
  }) => {
    const { expert, customer } = await inSession(people);
    const names = Array.from({ length: 20 }, (_, at) => `part-${String(at)}.bin`);
    const inside = ['a.txt', 'old/a.txt', 'old/large.bin'];
    const contents = new Map([
      ...names.map((name, at) => [name, randomBytes(10_000 + at * 40_000)] as const),
      ...inside.map((name) => [`logs/${name}`, randomBytes(name.endsWith('bin') ? 24_000_000 : 5_000)] as const),
    ]);
    await mkdir(path.join(folder, 'logs/old'), { recursive: true });
    for (const [name, content] of contents) await writeFile(path.join(folder, name), content);
    await sendFolder(expert.page, path.join(folder, 'logs'));
    await customer.answer(/files/u, 'Allow');
    await expert.page.getByLabel('Choose files').evaluate((input: HTMLInputElement) => (input.webkitdirectory = false));
    await expert.page.getByLabel('Choose files').setInputFiles(names.map((name) => path.join(folder, name)));
    await customer.page.getByRole('button', { name: 'Accept logs', exact: true }).click();
    await customer.page.getByRole('button', { name: 'Accept all 20 files' }).click();
    const progress = expert.page.getByRole('progressbar', { name: 'logs' });
    await expect.poll(async () => Number((await progress.getAttribute('value')) ?? 0), { timeout: 20_000 }).toBeGreaterThan(1_000_000);
    await customer.context.setOffline(true);
    await expert.page.context().setOffline(true);
    await expert.says('Reconnecting', 20_000);
    await expect(expert.page.getByText('3 of 3 done'), 'it was cut in the middle').toHaveCount(0);
    await customer.context.setOffline(false);
    await expert.page.context().setOffline(false);
    await expect(expert.page.getByText('3 of 3 done')).toBeVisible({ timeout: 120_000 });
    await expect(expert.page.getByText('the same on both sides')).toHaveCount(names.length, { timeout: 60_000 });
    const hashes = new Map([...contents].map(([name, content]) => [name, sha256(content)]));
    expect(await savedZip(customer.page, 'Save all 20 as a ZIP file')).toEqual(
      Object.fromEntries(names.map((name) => [name, hashes.get(name)])),
    );
    expect(await savedZip(customer.page, 'Save logs')).toEqual(
      Object.fromEntries(inside.map((name) => [`logs/${name}`, hashes.get(`logs/${name}`)])),
    );
    await sendFolder(customer.page, path.join(folder, 'logs/old'));
    await expert.page.getByRole('button', { name: 'Take', exact: true }).click();
    await expect(expert.page.getByText('2 of 2 done')).toBeVisible({ timeout: 60_000 });
    expect(await savedZip(expert.page, 'Save old')).toEqual({
      'old/a.txt': hashes.get('logs/old/a.txt'),
      'old/large.bin': hashes.get('logs/old/large.bin'),
    });
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
