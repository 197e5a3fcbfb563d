import { useQueryClient } from '@tanstack/react-query';
import { LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holdSortSchema, type HeldSession } from '../../../../../protocol/support/retention.ts';
import { AdminList } from '../../../../platform/lists/admin-list.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { DetailDialog } from '../list/detail-dialog.tsx';
import { KindMark, useMoment } from './receipt-columns.tsx';
import { directionOf, type RetentionListProps } from './receipt-list.tsx';
import { useRetentionApi } from './use-retention.ts';

const queryName = 'support-holds';

/** What is kept from being deleted, and why; one of them opens with its details, where a second person agrees to the end of the hold. */
export function HeldList({ search, onSearchChange, filters }: RetentionListProps) {
  const { t } = useTranslation('supportRetention');
  const api = useRetentionApi();
  const client = useQueryClient();
  const [shown, setShown] = useState<string>();
  const close = (): void => {
    setShown(undefined);
    void client.invalidateQueries({ queryKey: [queryName] });
  };
  return (
    <>
      <AdminList
        isPart
        title={t('held.title')}
        text=""
        queryName={queryName}
        load={({ query, page, sort, direction }, signal) =>
          api.holds({ query, page, sort: holdSortSchema.catch('at').parse(sort), direction: directionOf({ sort, direction }) }, signal)
        }
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('held.search')}
        filters={filters}
        defaultSort={{ column: 'at', direction: 'descending' }}
        columns={useHeldColumns()}
        keyOf={({ sessionId }) => sessionId}
        onOpen={({ sessionId }) => setShown(sessionId)}
        empty={{ icon: LockOpen, title: t('held.empty'), text: t('held.emptyText') }}
      />
      {shown !== undefined && <DetailDialog sessionId={shown} onClose={close} />}
    </>
  );
}

function useHeldColumns(): readonly Column<HeldSession>[] {
  const { t } = useTranslation('supportRetention');
  const moment = useMoment();
  const sorted = { isSortable: true } as const;
  return [
    { id: 'reason', title: t('held.reason'), isRowHeader: true, render: ({ reason }) => <span title={reason}>{reason}</span> },
    { ...sorted, id: 'by', title: t('held.by'), width: 'w-36', render: ({ by }) => by },
    { ...sorted, id: 'at', title: t('held.since'), width: 'w-44', render: ({ at }) => <span className="tabular-nums">{moment(at)}</span> },
    { ...sorted, id: 'ownerName', title: t('held.expert'), width: 'w-36', render: ({ ownerName }) => ownerName },
    { ...sorted, id: 'kind', title: t('receipts.kind'), width: 'w-28', render: ({ kind }) => <KindMark kind={kind} /> },
    {
      id: 'asked',
      title: t('held.release'),
      width: 'w-44',
      render: ({ releaseAskedBy }) => (releaseAskedBy === null ? t('held.notAsked') : t('held.asked', { name: releaseAskedBy })),
    },
  ];
}
