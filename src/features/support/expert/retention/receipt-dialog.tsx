import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeletionReceipt } from '../../../../../protocol/support/retention.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { bytesText } from '../../customer/exchange/bytes-text.ts';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import { useMoment } from './receipt-columns.tsx';
import { doesHashFit, receiptFile } from './receipt-file.ts';

/** All that a receipt says; its hash is computed anew here. */
export function ReceiptDialog({ receipt, onClose }: { readonly receipt: DeletionReceipt; readonly onClose: () => void }) {
  const { t } = useTranslation('supportRetention');
  const { t: desk } = useTranslation('supportDesk');
  const fits = useQuery({ queryKey: ['receipt-hash', receipt], queryFn: () => doesHashFit(receipt) });
  const save = (): void => {
    const { blob, name } = receiptFile(receipt);
    saveBlob(blob, name);
  };
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('receipt.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{desk('facts.close')}</Button>
          <Button tone="primary" icon={Download} onClick={save}>
            {t('receipt.download')}
          </Button>
        </>
      }
    >
      {fits.data === true && <Notice tone="success">{t('receipt.fits')}</Notice>}
      {fits.data === false && <Notice tone="error">{t('receipt.differs')}</Notice>}
      <ReceiptFacts receipt={receipt} />
      <ReceiptItems receipt={receipt} />
    </Dialog>
  );
}

function ReceiptFacts({ receipt }: { readonly receipt: DeletionReceipt }) {
  const { t, i18n } = useTranslation('supportRetention');
  const { t: desk } = useTranslation('supportDesk');
  const { t: support } = useTranslation('support');
  const moment = useMoment();
  const { counts, completedAt } = receipt;
  const size = (bytes: number): string => bytesText(bytes, i18n.language === 'de' ? 'de' : 'en');
  const rows: readonly (readonly [string, string])[] = [
    [t('receipt.kind'), support(`list.kinds.${receipt.kind}`)],
    [t('receipt.rule'), desk(`keeping.rules.${receipt.rule}`)],
    [t('receipt.ended'), moment(receipt.sessionEndedAt)],
    [t('receipt.due'), moment(receipt.dueAt)],
    [t('receipt.begun'), moment(receipt.begunAt)],
    [t('receipt.completed'), completedAt === null ? t('receipts.running') : moment(completedAt)],
    [t('receipt.files'), t('receipt.sized', { count: counts.files, size: size(counts.fileBytes) })],
    [t('receipt.log'), t('receipt.sized', { count: counts.logEntries, size: size(counts.logBytes) })],
    [t('receipt.rows'), t('receipt.rowsText', { ...counts })],
  ];
  const ids: readonly (readonly [string, string])[] = [
    [t('receipt.session'), receipt.sessionId],
    [t('receipt.id'), receipt.id],
    [t('receipt.hash'), receipt.sha256],
  ];
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-dense sm:grid-cols-[auto_1fr]">
      {[...rows, ...ids].map(([name, value], at) => (
        <div key={name} className="contents">
          <dt className="text-n11">{name}</dt>
          <dd className={at < rows.length ? 'min-w-0 break-words' : 'min-w-0 font-mono text-caption break-all'}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function ReceiptItems({ receipt: { items } }: { readonly receipt: DeletionReceipt }) {
  const { t, i18n } = useTranslation('supportRetention');
  if (items.length === 0) return <p className="text-dense text-n11">{t('receipt.nothing')}</p>;
  return (
    <table aria-label={t('receipt.items')} className="w-full table-fixed text-left text-dense">
      <thead className="text-caption text-n11">
        <tr className="border-b">
          <th className="w-28 py-1.5 pr-3 font-medium">{t('receipt.what')}</th>
          <th className="w-20 py-1.5 pr-3 font-medium">{t('receipt.size')}</th>
          <th className="py-1.5 font-medium">SHA-256</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-n6">
        {items.map(({ what, bytes, sha256 }, at) => (
          <tr key={at} className="align-top">
            <td className="py-1.5 pr-3 break-words">{t(`receipt.whats.${what}`)}</td>
            <td className="py-1.5 pr-3 tabular-nums">{bytesText(bytes, i18n.language === 'de' ? 'de' : 'en')}</td>
            <td className="py-1.5 font-mono text-caption break-all">{sha256 ?? t('receipt.noHash')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
