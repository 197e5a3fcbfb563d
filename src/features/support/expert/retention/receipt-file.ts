import { receiptTextOf, type DeletionReceipt } from '../../../../../protocol/support/retention.ts';

/** Whether a receipt's hash is that of what it says. */
export async function doesHashFit(receipt: DeletionReceipt): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(receiptTextOf(receipt)));
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hash === receipt.sha256;
}

/** A receipt as a file that `npm run receipt:verify` checks. */
export function receiptFile(receipt: DeletionReceipt): { readonly name: string; readonly blob: Blob } {
  const blob = new Blob([`${JSON.stringify(receipt, undefined, 2)}\n`], { type: 'application/json' });
  return { name: `deletion-receipt-${receipt.sessionId}.json`, blob };
}
