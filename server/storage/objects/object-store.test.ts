import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileObjectStore } from './file-object-store.ts';
import { toObjectError } from './object-errors.ts';
import { FakeObjectStore } from './object-store.fake.ts';
import { objectStoreSuite } from './testing/object-store.suite.ts';

objectStoreSuite('fake', async () => ({ store: new FakeObjectStore(), close: async () => undefined }));

objectStoreSuite('files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-objects-'));
  return { store: new FileObjectStore(folder), close: async () => rmSync(folder, { recursive: true }) };
});

describe('objects as files', () => {
  it('[ST80] are readable by their owner only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'deskline-objects-'));
    const store = new FileObjectStore(join(folder, 'objects'));
    await store.put('a/b', Buffer.from('x'));
    await (await store.create('a/c')).close();
    for (const file of ['a/b', 'a/c']) expect(statSync(join(folder, 'objects', file)).mode & 0o777).toBe(0o600);
    for (const made of ['.', 'a']) expect(statSync(join(folder, 'objects', made)).mode & 0o777).toBe(0o700);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['EFBIG', 'full'],
    ['EEXIST', 'conflict'],
    ['EIO', 'unavailable'],
  ])('[ST81] %s is %s', (code, expected) => {
    const cause = Object.assign(new Error(`${code}: no, '/data/objects/x'`), { code, syscall: 'write' });
    expect(toObjectError(cause)).toMatchObject({ name: 'StorageError', code: expected, cause });
    expect(toObjectError(cause).message).not.toContain('/data');
  });
});
