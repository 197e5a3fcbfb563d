import { hashOfEntry, hashOfHeader } from './chain.ts';
import type { ReceiptFile } from './receipt-format.ts';

/** Where a receipt ends: what another one says that it follows. */
export async function tipOf({ header, follows, entries }: ReceiptFile): Promise<{ readonly number: number; readonly hash: string }> {
  const last = entries.at(-1);
  if (last) return { number: last.number, hash: await hashOfEntry(last) };
  return follows ?? { number: 0, hash: await hashOfHeader(header) };
}
