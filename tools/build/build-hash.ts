import { createHash } from 'node:crypto';
import { pageSourcesOf } from './page-sources.mjs';

/**
 * SHA-256 (hexadecimal) over names and contents of what the pages are built from: the same sources give the same hash anywhere. It goes into the
 * pages, and from them into receipts; hashes of the built files cannot, as they would change the files. Those are in the manifest.
 */
export function buildHash(root: string): string {
  const hash = createHash('sha256');
  for (const { name, content } of pageSourcesOf(root)) hash.update(`${name}\0${String(content.byteLength)}\0`).update(content);
  return hash.digest('hex');
}
