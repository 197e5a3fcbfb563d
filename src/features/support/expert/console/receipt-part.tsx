import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { useReceipt } from '../../exchange/use-receipt.ts';
import { useSession } from '../live-session-context.tsx';

/** Saves what was said and allowed, and says how far both sides signed it. Absent when nothing was. */
export function ReceiptPart() {
  const { t } = useTranslation('support');
  const receipt = useReceipt(useSession());
  if (!receipt) return null;
  const { entries, signedByBoth: signed, save } = receipt;
  return (
    <>
      <Button icon={Download} onClick={save}>
        {t('ended.saveReceipt')}
      </Button>
      <p className="w-full text-dense text-n11">{signed < entries ? t('ended.partSigned', { signed, entries }) : t('ended.bothSigned')}</p>
    </>
  );
}
