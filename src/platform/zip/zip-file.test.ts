import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 as crcOfNode } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { crc32 } from './crc32.ts';
import { zipOf, ZipTooLarge, type ZipEntry } from './zip-file.ts';

const run = promisify(execFile);
const { signal } = new AbortController();
const at = new Date(2026, 10, 29, 3, 4, 6);
/** Another program's eyes: names, contents, checksums and times of an archive; fails when anything does not fit. */
const reader = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
broken = archive.testzip()
assert broken is None, broken
print(json.dumps([[i.filename, archive.read(i).hex(), list(i.date_time), i.compress_type] for i in archive.infolist()]))
`;
const readSchema = z.array(z.tuple([z.string(), z.string(), z.array(z.int()), z.int()]));

describe('an archive', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zip-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const file = async (archive: Blob, name = 'archive.zip'): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, new Uint8Array(await archive.arrayBuffer()));
    return path;
  };
  const entries: readonly ZipEntry[] = [
    { name: 'notes.txt', content: new Blob(['Gerät läuft wieder']), at },
    { name: 'stills/01 Schräge Schraube 🔩.png', content: new Blob([new Uint8Array(300_000).map((_, i) => i * 7)]), at },
    { name: 'stills/empty', content: new Blob([]), at },
  ];

  it('[SU398] is read by another program: names, folders, contents, checksums, times', async () => {
    const path = await file(await zipOf(entries, { signal }));
    const found = readSchema.parse(JSON.parse((await run('python3', ['-c', reader, path])).stdout));
    const wanted = await Promise.all(
      entries.map(async ({ name, content }) => [
        name,
        Buffer.from(await content.arrayBuffer()).toString('hex'),
        [2026, 11, 29, 3, 4, 6],
        0,
      ]),
    );
    expect(found).toEqual(wanted);
    expect(readSchema.parse(JSON.parse((await run('python3', ['-c', reader, await file(await zipOf([], { signal }))])).stdout))).toEqual(
      [],
    );
  });

  it('[SU398] with one changed byte it is refused by that program: the checksums count', async () => {
    const bytes = new Uint8Array(await (await zipOf(entries, { signal })).arrayBuffer());
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await expect(run('python3', ['-c', reader, await file(new Blob([bytes]), 'broken.zip')])).rejects.toThrow('AssertionError');
  });

  it('[SU398] goes on in steps that grow to all bytes, and stops when it is cancelled', async () => {
    const told: number[] = [];
    await zipOf(entries, { signal, onProgress: (bytes) => told.push(bytes) });
    expect(told).toEqual(told.toSorted((one, other) => one - other));
    expect(told.at(-1)).toBe(entries.reduce((sum, { content }) => sum + content.size, 0));
    const stop = new AbortController();
    await expect(zipOf(entries, { signal: stop.signal, onProgress: () => stop.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('[SU398] of 4 GiB and more is refused before a byte is read', async () => {
    const large = new Blob([]);
    Object.defineProperty(large, 'size', { value: 2 ** 32 - 100 });
    Object.defineProperty(large, 'stream', { value: () => expect.unreachable('it was read') });
    await expect(zipOf([{ name: 'large', content: large, at }], { signal })).rejects.toBeInstanceOf(ZipTooLarge);
  });

  it('[SU398] has checksums that go on from piece to piece', () => {
    const bytes = new Uint8Array(1_000).map((_, index) => index * 31);
    expect(crc32(crc32(0, bytes.subarray(0, 333)), bytes.subarray(333))).toBe(crcOfNode(bytes));
    expect(crc32(0, new TextEncoder().encode('123456789'))).toBe(0xcb_f4_39_26);
  });
});
