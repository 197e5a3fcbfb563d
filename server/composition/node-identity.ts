import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { ensureDataFolder } from '../platform/data-folder.ts';
import { newId } from '../platform/ids.ts';

/**
 * This server's name in bindings and call records: made once per data folder, the same after a restart.
 * @throws {StartError} when the folder cannot be written.
 */
export function nodeIdOf(dataDir: string): string {
  ensureDataFolder(dataDir);
  const file = path.join(dataDir, 'node-id');
  try {
    const known = readFileSync(file, 'utf8').trim();
    if (known !== '') return known;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
  }
  const id = newId();
  // Whole or not at all: a machine that loses its power here must not find an empty name when it is back.
  writeFileSync(`${file}.new`, `${id}\n`, { flush: true });
  renameSync(`${file}.new`, file);
  return id;
}

/** The address that SIP phones are told to come back to: what was announced, where we listen, or the first of this machine. */
export function publicHostOf({ announced, host }: { readonly announced: string | undefined; readonly host: string }): string {
  if (announced !== undefined) return announced;
  if (host !== '0.0.0.0' && host !== '::') return host;
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find((address) => address.family === 'IPv4' && !address.internal)?.address ?? '127.0.0.1';
}
