import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import { useSession } from '../live-session-context.tsx';

type Session = ReturnType<typeof useSession>;
interface Receipts {
  readonly files: Awaited<ReturnType<Session['receipts']>>;
  readonly coverage: Awaited<ReturnType<Session['receiptCoverage']>>;
}

/** Saves what was said and allowed, and says how far both sides signed it. Absent when nothing was. */
export function ReceiptPart() {
  const { t } = useTranslation('support');
  const session = useSession();
  const [receipts, setReceipts] = useState<Receipts>();
  useEffect(() => {
    let isGone = false;
    void Promise.all([session.receipts(), session.receiptCoverage()]).then(
      ([files, coverage]) => !isGone && setReceipts({ files, coverage }),
    );
    return () => {
      isGone = true;
    };
  }, [session]);
  if (!receipts || receipts.files.length === 0) return null;
  const { entries, signedByBoth: signed } = receipts.coverage;
  const save = (): void => {
    for (const [at, receipt] of receipts.files.entries())
      saveBlob(
        new Blob([JSON.stringify(receipt)], { type: 'application/json' }),
        `receipt-${receipt.header.sessionId.slice(0, 8)}${at > 0 ? `-${String(at + 1)}` : ''}.json`,
      );
  };
  return (
    <>
      <Button icon={Download} onClick={save}>
        {t('ended.saveReceipt')}
      </Button>
      <p className="w-full text-dense text-n11">{signed < entries ? t('ended.partSigned', { signed, entries }) : t('ended.bothSigned')}</p>
    </>
  );
}
