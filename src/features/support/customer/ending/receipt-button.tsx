import { useEffect, useState } from 'react';
import { saveBlob } from '../exchange/save-blob.ts';
import { useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useEndedWords } from './use-ended-words.ts';

type Receipts = Awaited<ReturnType<ReturnType<typeof useSession>['receipts']>>;

/** Saves what was said and allowed, with everybody's signatures, and says how far both sides signed it. Absent when nothing was said. */
export function ReceiptButton() {
  const words = useEndedWords();
  const session = useSession();
  const [receipts, setReceipts] = useState<Receipts>([]);
  const [coverage, setCoverage] = useState({ entries: 0, signedByBoth: 0 });
  useEffect(() => {
    let isGone = false;
    void session.receipts().then((files) => !isGone && setReceipts(files));
    void session.receiptCoverage().then((signed) => !isGone && setCoverage(signed));
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
  const { entries, signedByBoth } = coverage;
  return (
    <>
      <TouchButton onClick={save}>{words.saveReceipt}</TouchButton>
      <p className="w-full text-n11">{signedByBoth < entries ? words.partSigned(signedByBoth, entries) : words.bothSigned}</p>
    </>
  );
}
