import { toBase64Url, utf8 } from '../bytes.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { sha256Of } from '../hashing.ts';
import type { ReceiptEntry, ReceiptHeader } from './receipt-format.ts';

/** What the first entry's `previous` is. */
export function hashOfHeader(header: ReceiptHeader): Promise<string> {
  return hashOf(canonicalJson({ ...header }));
}

/** What the next entry's `previous` is. */
export function hashOfEntry({ from, ...entry }: ReceiptEntry): Promise<string> {
  return hashOf(canonicalJson({ ...entry, from: { ...from } }));
}

async function hashOf(text: string): Promise<string> {
  return toBase64Url(await sha256Of(utf8(text)));
}
