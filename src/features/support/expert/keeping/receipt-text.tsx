import { useTranslation } from 'react-i18next';
import type { DeletionReceipt } from '../../../../../protocol/support/retention.ts';

/** What was deleted, by which rule, with the hash that stands in the audit log. */
export function ReceiptText({ receipt }: { readonly receipt: DeletionReceipt }) {
  const { t } = useTranslation('supportDesk');
  const { counts, rule, sha256 } = receipt;
  return (
    <>
      <p>{t('keeping.receipt', { files: counts.files, entries: counts.logEntries, rule: t(`keeping.rules.${rule}`) })}</p>
      <p className="min-w-0 break-all font-mono text-n11">
        {t('keeping.hash')} {sha256}
      </p>
    </>
  );
}
