import { MonitorUp, Video } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeletionReceipt } from '../../../../../protocol/support/retention.ts';
import type { SessionKind } from '../../../../../protocol/support/states.ts';
import { Badge } from '../../../../ui/status/badge.tsx';
import type { Column } from '../../../../ui/table/column.ts';

/** What the list says of a receipt: no names, as a receipt has none. */
export function useReceiptColumns(): readonly Column<DeletionReceipt>[] {
  const { t } = useTranslation('supportRetention');
  const moment = useMoment();
  const sorted = { isSortable: true } as const;
  return [
    {
      ...sorted,
      id: 'begunAt',
      title: t('receipts.gone'),
      isRowHeader: true,
      width: 'w-52',
      render: ({ begunAt, completedAt }) => (
        <span className="inline-flex items-center gap-2 tabular-nums">
          {moment(completedAt ?? begunAt)}
          {completedAt === null && <Badge tone="amber">{t('receipts.running')}</Badge>}
        </span>
      ),
    },
    { ...sorted, id: 'kind', title: t('receipts.kind'), width: 'w-28', render: ({ kind }) => <KindMark kind={kind} /> },
    { ...sorted, id: 'rule', title: t('receipts.rule'), render: ({ rule }) => t(`rules.${rule}`) },
    {
      ...sorted,
      id: 'sessionEndedAt',
      title: t('receipts.ended'),
      width: 'w-44',
      render: ({ sessionEndedAt }) => <span className="tabular-nums">{moment(sessionEndedAt)}</span>,
    },
    { ...sorted, id: 'files', title: t('receipts.files'), isNumeric: true, width: 'w-24', render: ({ counts }) => counts.files },
    {
      id: 'sha256',
      title: t('receipts.hash'),
      width: 'w-36',
      render: ({ sha256 }) => (
        <span className="font-mono text-caption" title={sha256}>
          {sha256.slice(0, 12)}…
        </span>
      ),
    },
  ];
}

export function useMoment(): (at: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (at) => format.format(new Date(at));
}

/** Screen or camera, in a word beside its mark. */
export function KindMark({ kind }: { readonly kind: SessionKind }) {
  const { t } = useTranslation('support');
  const Icon = kind === 'camera' ? Video : MonitorUp;
  return (
    <span className="inline-flex items-center gap-2">
      <Icon aria-hidden className="size-4 shrink-0 text-n11" />
      {t(`list.kinds.${kind}`)}
    </span>
  );
}
