import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that goes into the pages. */
const roots = ['protocol', 'seal', 'src'];

/** SHA-256 (hexadecimal) over names and contents of what the pages are built from: the same sources give the same hash anywhere. */
export function buildHash(folder: string): string {
  const hash = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json')));
  for (const root of roots) {
    const names = readdirSync(join(folder, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
    for (const name of names)
      hash
        .update(`${name.slice(folder.length)}\0`)
        .update(readFileSync(name))
        .update('\0');
  }
  return hash.digest('hex');
}
