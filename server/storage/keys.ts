import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StorageError } from './errors.ts';

/** Length of every symmetric key, in bytes. */
export const keyLength = 32;

/** Reads a 32-byte key from the folder of keys, making it (mode 0600) at the first start. */
export function loadKey(keysFolder: string, name: string): Buffer {
  const key = loadKeyFile(join(keysFolder, name), () => randomBytes(keyLength));
  if (key.length !== keyLength)
    throw new StorageError(
      'refused',
      `The key file ${join(keysFolder, name)} holds ${key.length} bytes instead of ${keyLength}; restore it from a backup.`,
    );
  return key;
}

/**
 * Reads a secret file, or makes it with what `create` gives. It appears under its name only when it is whole and on
 * disk, so that a crash never leaves half a key. A file that others may read is refused.
 */
export function loadKeyFile(path: string, create: () => Buffer): Buffer {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const existing = lstatSync(path, { throwIfNoEntry: false });
  if (!existing) writeWhole(path, create());
  else if ((existing.mode & 0o077) !== 0) {
    throw new StorageError(
      'refused',
      `The key file ${path} can be read by others; run chmod 600 on it, and replace it when that was not meant.`,
    );
  }
  return readFileSync(path);
}

function writeWhole(path: string, content: Buffer): void {
  const temporary = `${path}.${process.pid}.new`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    // link() fails when somebody else was first, rename() would replace their key.
    linkSync(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(temporary);
  }
  syncFolder(dirname(path));
}

/** Makes a new name in a folder survive a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
