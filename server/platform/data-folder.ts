import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Makes the data folder where it is missing, and sees that this user can write to it.
 * @throws {StartError} that names the folder, the reason and the way out.
 */
export function ensureDataFolder(folder: string): void {
  try {
    create(path.resolve(folder));
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new StartError(`the data folder ${folder} cannot be written (${why}): make it writable, or set DATA_DIR to another folder`, {
      cause: error,
    });
  }
}

/** One folder after the other: Node's own `recursive` never returns where the kernel refuses new names, as below /proc. */
function create(folder: string): void {
  if (existsSync(folder)) return;
  create(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
