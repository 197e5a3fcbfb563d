import { ShieldCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { receiptSortSchema, type DeletionReceipt } from '../../../../../protocol/support/retention.ts';
import { AdminList } from '../../../../platform/lists/admin-list.tsx';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';
import { ReceiptDialog } from './receipt-dialog.tsx';
import { useReceiptColumns } from './receipt-columns.tsx';
import { useRetentionApi } from './use-retention.ts';

export interface RetentionListProps {
  readonly search: ListSearch;
  readonly onSearchChange: (search: ListSearch) => void;
  readonly filters: ReactNode;
}

/** Receipts of what was deleted. */
export function ReceiptList({ search, onSearchChange, filters }: RetentionListProps) {
  const { t } = useTranslation('supportRetention');
  const api = useRetentionApi();
  const [shown, setShown] = useState<DeletionReceipt>();
  return (
    <>
      <AdminList
        isPart
        title={t('receipts.title')}
        text=""
        queryName="support-receipts"
        load={({ query, page, sort, direction }, signal) =>
          api.receipts(
            { query, page, sort: receiptSortSchema.catch('begunAt').parse(sort), direction: directionOf({ sort, direction }) },
            signal,
          )
        }
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('receipts.search')}
        filters={filters}
        defaultSort={{ column: 'begunAt', direction: 'descending' }}
        columns={useReceiptColumns()}
        keyOf={({ id }) => id}
        onOpen={setShown}
        empty={{ icon: ShieldCheck, title: t('receipts.empty'), text: t('receipts.emptyText') }}
      />
      {shown && <ReceiptDialog receipt={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

/** Newest first, until somebody sorts. */
export function directionOf({ sort, direction }: Pick<ListSearch, 'sort' | 'direction'>): 'ascending' | 'descending' {
  return direction ?? (sort === undefined ? 'descending' : 'ascending');
}
