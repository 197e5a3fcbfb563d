import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildManifest } from '../../protocol/wire/build-manifest.ts';
import { buildHash } from './build-hash.ts';
import { sha256Of } from './build-manifest.ts';
import { pageSourcesOf } from './page-sources.mjs';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

/** What the pages are built from, and nothing else of this folder but its packages. */
async function copyTo(folder: string): Promise<string> {
  for (const { name, content } of pageSourcesOf(root)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** @returns the text of the build's manifest */
async function built(folder: string): Promise<string> {
  // As in a shell: Vitest says that this is a test, and Vite would build for that.
  const { NODE_ENV: _, ...env } = process.env;
  await run(path.join(root, 'node_modules/.bin/vite'), ['build', '--logLevel', 'error'], { cwd: folder, env });
  return readFile(path.join(folder, 'dist/web/build.json'), 'utf8');
}

describe('the build', () => {
  let folder: string;
  let texts: readonly string[];
  let copies: readonly string[];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'build-'));
    copies = await Promise.all([copyTo(path.join(folder, 'one')), copyTo(path.join(folder, 'a/deeper one'))]);
    // In the other folder one file more is as it is not here.
    await appendFile(path.join(copies[1] ?? '', 'src/platform/trusted-types/not-of-the-pages.test.ts'), '// a test\n');
    texts = await Promise.all(copies.map(built));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('[SE127] of the same sources in two folders gives the same files, and so the same manifest', () => {
    expect(texts[0]).toBe(texts[1]);
  });

  it('[SE127] lists every file that is served with its hash, pages of customers in each language too, and the hash of the sources', async () => {
    const { files, sources } = buildManifest.parse(JSON.parse(texts[0] ?? ''));
    expect(sources).toBe(buildHash(root));
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['/index.html', '/join.html', '/join.de.html', '/cobrowse.js', '/push-worker.js', '/theme.js']),
    );
    expect(Object.keys(files).length).toBeGreaterThan(100);
    expect(Object.keys(files).filter((name) => /\.(?:br|gz)$|build\.json/u.test(name))).toEqual([]);
    for (const [name, hash] of Object.entries(files))
      expect(sha256Of(await readFile(path.join(copies[0] ?? '', 'dist/web', name))), name).toBe(hash);
    const worker = Object.keys(files).filter((name) => /worker/u.test(name));
    expect(worker.length, 'workers are files too').toBeGreaterThan(1);
    const receipts = await Promise.all(
      Object.keys(files)
        .filter((name) => name.endsWith('.js'))
        .map((name) => readFile(path.join(copies[0] ?? '', 'dist/web', name), 'utf8')),
    );
    expect(
      receipts.some((code) => code.includes(sources)),
      'what receipts say is in the pages',
    ).toBe(true);
  });
});
