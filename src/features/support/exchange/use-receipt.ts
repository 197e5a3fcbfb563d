import { useEffect, useState } from 'react';
import type { ReceiptCoverage, ReceiptFile } from '../../../../seal/index.ts';
import { saveBlob } from '../customer/exchange/save-blob.ts';
import type { LiveSession } from '../state/live-session.ts';

type Receipts = Pick<LiveSession, 'receipts' | 'receiptCoverage'>;

export interface SignedReceipt extends ReceiptCoverage {
  readonly save: () => void;
}

/** The receipt. Undefined while it is not known how far it is signed, too. */
export function useReceipt(session: Receipts): SignedReceipt | undefined {
  const [receipt, setReceipt] = useState<SignedReceipt>();
  useEffect(() => {
    let isGone = false;
    void receiptOf(session).then((signed) => !isGone && setReceipt(signed));
    return () => {
      isGone = true;
    };
  }, [session]);
  return receipt;
}

/** What was said and allowed, and how far both sides signed it; undefined when nothing was. */
export async function receiptOf(session: Receipts): Promise<SignedReceipt | undefined> {
  const [files, coverage] = await Promise.all([session.receipts(), session.receiptCoverage()]);
  return files.length > 0 ? { ...coverage, save: () => files.forEach(saveOne) } : undefined;
}

function saveOne(receipt: ReceiptFile, at: number): void {
  const name = `receipt-${receipt.header.sessionId.slice(0, 8)}${at > 0 ? `-${String(at + 1)}` : ''}.json`;
  saveBlob(new Blob([JSON.stringify(receipt)], { type: 'application/json' }), name);
}
