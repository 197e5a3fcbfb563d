import { useTranslation } from 'react-i18next';
import type { ListSearch } from '../../../platform/lists/list-search.ts';
import { Segments } from '../../../ui/field/segments.tsx';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { RecordsProvider, type RecordsParts } from '../expert/records/records-context.tsx';
import { DaysCard } from '../expert/retention/days-card.tsx';
import { HeldList } from '../expert/retention/held-list.tsx';
import { ReceiptList } from '../expert/retention/receipt-list.tsx';

export interface RetentionPageProps {
  readonly search: ListSearch;
  readonly onSearchChange: (search: ListSearch) => void;
  /** With what the details of a held session open what was kept. */
  readonly records: RecordsParts;
}

/** `/admin/retention`: how long content of support sessions stays, what is held, and the receipts of what is gone. */
export function RetentionPage({ search, onSearchChange, records }: RetentionPageProps) {
  const { t } = useTranslation('supportRetention');
  const { view } = search;
  const filters = (
    <Segments
      label={t('lists')}
      value={view ?? 'gone'}
      onValueChange={(value) => onSearchChange(value === 'held' ? { view: value } : {})}
      segments={[
        { value: 'gone', label: t('receipts.segment') },
        { value: 'held', label: t('held.segment') },
      ]}
    />
  );
  const list = { search, onSearchChange, filters };
  return (
    <RecordsProvider value={records}>
      <PageHeader title={t('title')} text={t('text')} />
      <DaysCard />
      {view === 'held' ? <HeldList {...list} /> : <ReceiptList {...list} />}
    </RecordsProvider>
  );
}
