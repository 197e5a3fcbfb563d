import { useEffect, useState } from 'react';
import { saveBlob } from '../exchange/save-blob.ts';
import { useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useSpeech } from '../words/customer-words.tsx';

type Receipts = Awaited<ReturnType<ReturnType<typeof useSession>['receipts']>>;

/** Saves what was said and allowed, with everybody's signatures. Absent when nothing was said. */
export function ReceiptButton() {
  const { words } = useSpeech();
  const session = useSession();
  const [receipts, setReceipts] = useState<Receipts>([]);
  useEffect(() => {
    let isGone = false;
    void session.receipts().then((files) => !isGone && setReceipts(files));
    return () => {
      isGone = true;
    };
  }, [session]);
  if (receipts.length === 0) return null;
  const save = (): void => {
    for (const [at, receipt] of receipts.entries()) {
      const number = receipts.length > 1 ? `-${String(at + 1)}` : '';
      const name = `receipt-${receipt.header.sessionId.slice(0, 8)}${number}.json`;
      saveBlob(new Blob([JSON.stringify(receipt)], { type: 'application/json' }), name);
    }
  };
  return <TouchButton onClick={save}>{words.ending.saveReceipt}</TouchButton>;
}
