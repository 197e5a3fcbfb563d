import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from './errors.ts';

/** Holds a data folder for this process. */
export interface ServerLock {
  /** Lets go. Idempotent; the kernel does the same when the process ends, however it ends. */
  release(): void;
}

/** flock(1) exits with it when somebody else holds the lock. */
const busyExit = 75;

/**
 * Takes the data folder's `server.lock`, or throws StorageError `refused` when a living server holds it. Node has no
 * flock(2), but the lock belongs to the *open file*, not to a process: flock(1) locks the file that we opened and hand
 * it as descriptor 3, and exits; the lock stays until our descriptor closes, which kill -9 does too. A pid file could
 * not do that.
 */
export function takeServerLock(dataDir: string): ServerLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'server.lock');
  const file = openSync(path, 'a+', 0o600);
  const result = spawnSync('flock', ['--nonblock', '--exclusive', '--conflict-exit-code', String(busyExit), '3'], {
    stdio: ['ignore', 'ignore', 'pipe', file],
  });
  if (result.status !== 0) {
    closeSync(file);
    throw new StorageError(
      'refused',
      result.status === busyExit ? busySentence(dataDir, path) : failedSentence(path, result.error ?? result.stderr.toString()),
      { cause: result.error },
    );
  }
  // Only for people: the lock is the flock, not this number.
  ftruncateSync(file);
  writeSync(file, `${process.pid}\n`);
  let isHeld = true;
  return {
    release() {
      if (isHeld) closeSync(file);
      isHeld = false;
    },
  };
}

function busySentence(dataDir: string, path: string): string {
  const holder = readFileSync(path, 'utf8').trim();
  return `Another Deskline server${holder ? ` (process ${holder})` : ''} is using the data folder ${dataDir}; stop it, or set DATA_DIR to another folder.`;
}

function failedSentence(path: string, reason: unknown): string {
  const text = reason instanceof Error ? reason.message : String(reason).trim();
  return `The lock ${path} could not be taken (${text}); the program flock (Debian package util-linux) is needed.`;
}
