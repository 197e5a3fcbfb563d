import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKey } from './keys.ts';
import { createSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('keys', () => {
  it('[ST70] are made once, of 32 bytes, for their owner only, and nothing else is left', () => {
    const key = loadKey(join(folder, 'keys'), 'a.key');
    expect(key).toHaveLength(32);
    expect(loadKey(join(folder, 'keys'), 'a.key')).toEqual(key);
    expect(loadKey(join(folder, 'keys'), 'b.key')).not.toEqual(key);
    expect(statSync(join(folder, 'keys', 'a.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['a.key', 'b.key']);
  });

  it('[ST71] that others may read, or of another length, are refused', () => {
    loadKey(folder, 'a.key');
    chmodSync(join(folder, 'a.key'), 0o640);
    expect(() => loadKey(folder, 'a.key')).toThrow(/can be read by others; run chmod 600/);
    writeFileSync(join(folder, 'short.key'), 'short', { mode: 0o600 });
    expect(() => loadKey(folder, 'short.key')).toThrow(/holds 5 bytes instead of 32/);
  });
});

describe('sealed secrets', () => {
  const secrets = createSecrets(Buffer.alloc(32, 1));
  const plain = Buffer.from('a1b2c3');

  it('[ST72] open for the context that they were sealed for, and never look alike', () => {
    const sealed = secrets.seal('tenant/device/1', plain);
    expect(secrets.open('tenant/device/1', sealed)).toEqual(plain);
    expect(sealed.includes(plain)).toBe(false);
    expect(secrets.seal('tenant/device/1', plain)).not.toEqual(sealed);
  });

  it('[ST73] do not open moved, changed, cut, or with another key', () => {
    const sealed = secrets.seal('tenant/device/1', plain);
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(14) ^ 1, 14);
    for (const attempt of [
      () => secrets.open('tenant/device/2', sealed),
      () => secrets.open('tenant/device/1', changed),
      () => secrets.open('tenant/device/1', sealed.subarray(0, -1)),
      () => secrets.open('tenant/device/1', Buffer.alloc(5)),
      () => createSecrets(Buffer.alloc(32, 2)).open('tenant/device/1', sealed),
    ]) {
      expect(attempt).toThrow(expect.objectContaining({ name: 'StorageError', code: 'invalid' }));
    }
  });
});
