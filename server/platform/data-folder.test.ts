import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureDataFolder } from './data-folder.ts';
import { StartError } from './start-error.ts';

describe('the data folder', () => {
  let base = '';
  beforeEach(() => {
    base = mkdtempSync(path.join(tmpdir(), 'deskline-folder-'));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('is made with the folders above it, and may be there already', () => {
    const folder = path.join(base, 'a/b');
    ensureDataFolder(folder);
    ensureDataFolder(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it.each(['/proc/deskline', '/proc/deskline/data'])('says in one sentence that %s cannot be written', (folder) => {
    expect(() => ensureDataFolder(folder)).toThrow(StartError);
    expect(() => ensureDataFolder(folder)).toThrow(/cannot be written \(E[A-Z]+\): .* set DATA_DIR/);
  });

  it('refuses a folder below a file', () => {
    const file = path.join(base, 'file');
    writeFileSync(file, '');
    expect(() => ensureDataFolder(path.join(file, 'data'))).toThrow(/ENOTDIR/);
  });
});
