import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { withoutPageHeaders } from './wal-pages.ts';

/** What a text looks like when a program has it: as itself, in a string of two bytes a letter, or encoded for a journey. */
export type Spelling = 'utf-8' | 'utf-16le' | 'base64' | 'base64, 1 off' | 'base64, 2 off' | 'hex' | 'HEX';

/** What is looked for: a text, or bytes (of a picture). */
export type Canary = string | Buffer;

export interface Sight {
  readonly spelling: Spelling;
  /** The file, or the process and its piece of memory. */
  readonly place: string;
}

/**
 * A text as a program may hold it. Of base64 there are three, by where the text begins in the three bytes that become four letters; the
 * letters that it shares with its neighbours are cut off.
 */
export function spellingsOf(text: Canary): readonly (readonly [Spelling, Buffer])[] {
  const bytes = Buffer.from(text);
  return [
    ['utf-8', bytes],
    // Of bytes that are no text: as a string has them that holds one in each letter.
    ['utf-16le', Buffer.from(typeof text === 'string' ? text : bytes.toString('latin1'), 'utf16le')],
    ['base64', base64Inside(bytes, 0)],
    ['base64, 1 off', base64Inside(bytes, 1)],
    ['base64, 2 off', base64Inside(bytes, 2)],
    ['hex', Buffer.from(bytes.toString('hex'))],
    ['HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
  ];
}

/** The letters of base64 that are of these bytes alone, when `before` bytes (0 to 2) stand before them in their three. */
function base64Inside(bytes: Buffer, before: number): Buffer {
  const whole = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replace(/=+$/u, '');
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor(((before + bytes.length) * 8) / 6);
  return Buffer.from(whole.slice(first, last));
}

/** The same in base64url. A text that is not base64 has another alphabet, and is looked for as it is. */
function urlSafe(needle: Buffer): Buffer {
  const text = needle.toString('latin1');
  return /^[\w+/]+$/u.test(text) ? Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_'), 'latin1') : needle;
}

/** How a text stands in some bytes; none when it is not there. */
export function spellingsIn(bytes: Buffer, text: Canary): readonly Spelling[] {
  return spellingsOf(text).flatMap(([spelling, needle]) => (bytes.includes(needle) || bytes.includes(urlSafe(needle)) ? [spelling] : []));
}

/** Where a text is in the files of a folder, its subfolders included. Files that go meanwhile are not there. */
export async function searchFolder(folder: string, text: Canary): Promise<readonly Sight[]> {
  const sights: Sight[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const place = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(place).catch(() => Buffer.alloc(0));
    const isLog = path.basename(entry.parentPath) === 'pg_wal';
    const spellings = new Set([...spellingsIn(bytes, text), ...(isLog ? spellingsIn(withoutPageHeaders(bytes), text) : [])]);
    for (const spelling of spellings) sights.push({ spelling, place: path.relative(folder, place) });
  }
  return sights;
}
