import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildManifest } from '../../protocol/wire/build-manifest.ts';
import { buildHash } from './build-hash.ts';
import { sha256Of, writeManifest } from './build-manifest.ts';
import { pageSources } from './page-sources.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'manifest-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string): Promise<void> => {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), content);
};

describe('the hash of the sources', () => {
  const files = pageSources.map((name) => (/\.\w+$/u.test(name) ? name : `${name}/a/file.ts`));
  beforeEach(() => Promise.all(files.map((name) => write(name, `of ${name}`))));

  it.each(files)('[SE126] changes with %s', async (name) => {
    const before = buildHash(folder);
    await appendFile(path.join(folder, name), ' ');
    expect(buildHash(folder)).not.toBe(before);
  });

  it('[SE126] changes with a file more, less, or of another name, and not with a test', async () => {
    const before = buildHash(folder);
    await write('src/a/file.test.ts', 'a test');
    await write('docs/page.md', 'of no page');
    expect(buildHash(folder)).toBe(before);
    await write('public/more.js', '');
    const more = buildHash(folder);
    expect(more).not.toBe(before);
    await rm(path.join(folder, 'public/more.js'));
    await write('public/other.js', '');
    expect(new Set([before, more, buildHash(folder)]).size).toBe(3);
  });
});

describe('the manifest', () => {
  const sources = sha256Of('sources');
  const manifest = async (): Promise<string> => {
    await writeManifest(folder, sources);
    return readFile(path.join(folder, 'build.json'), 'utf8');
  };
  beforeEach(async () => {
    await write('index.html', 'page');
    await write('assets/a.js', 'code');
  });

  it('[SE127] has every file but itself; compressed forms belong to their file; written again it is the same', async () => {
    const text = await manifest();
    await write('assets/a.js.br', 'smaller');
    await write('assets/a.js.gz', 'smaller');
    expect(await manifest()).toBe(text);
    expect(buildManifest.parse(JSON.parse(text))).toMatchObject({
      sources,
      files: { '/assets/a.js': sha256Of('code'), '/index.html': sha256Of('page') },
    });
    expect(sha256Of('abc'), 'FIPS 180-4').toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it.each<[string, () => Promise<void>]>([
    ['a byte changed', () => write('assets/a.js', 'codE')],
    ['a file more', () => write('assets/b.js', '')],
    ['a file less', () => rm(path.join(folder, 'assets/a.js'))],
  ])('[SE127] is another one with %s', async (_, change) => {
    const before = await manifest();
    await change();
    expect(await manifest()).not.toBe(before);
  });
});
