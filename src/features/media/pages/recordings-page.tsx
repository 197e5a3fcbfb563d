import { MousePointerClick } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { RecordingPanel } from '../components/recordings/recording-panel.tsx';
import { RecordingsProvider, type RecordingRights } from '../components/recordings/recordings-context.tsx';
import { SealingProvider, type SealingRights } from '../components/sealing/sealing-context.tsx';
import { RecordingsFilters } from '../components/recordings/recordings-filters.tsx';
import { RecordingsList } from '../components/recordings/recordings-list.tsx';
import { recordingsSearchOf, recordingsSearchText, type RecordingsSearch } from '../state/recordings/recordings-search.ts';

export interface RecordingsPageProps {
  /** The parameters of the address: what is looked for, and what is open. */
  addressSearch: string;
  onAddressSearchChange: (search: string) => void;
  rights: RecordingRights;
  sealing: SealingRights;
}

/** `/recordings`: the list, and one of them beside it; in its place on a narrow screen. */
export function RecordingsPage({ addressSearch, onAddressSearchChange, rights, sealing }: RecordingsPageProps) {
  const { t } = useTranslation('recordings');
  const search = recordingsSearchOf(addressSearch);
  const change = (next: RecordingsSearch): void => onAddressSearchChange(recordingsSearchText(next));
  const { open } = search;
  const clear = (): void => change({ scope: search.scope });
  return (
    <SealingProvider rights={sealing}>
      <RecordingsProvider rights={rights}>
        <div className="px-3 py-4 sm:px-6 sm:py-5">
          <PageHeader title={t('title')} text={t('text')} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <section aria-label={t('list')} className={`card min-w-0 ${open === undefined ? '' : 'max-lg:hidden'}`}>
              <RecordingsFilters search={search} onSearchChange={change} />
              <RecordingsList search={search} onOpen={(id) => change({ ...search, open: id })} onClear={clear} />
            </section>
            {open === undefined ? (
              <div className="card hidden lg:block">
                <EmptyState icon={MousePointerClick} title={t('choose')} />
              </div>
            ) : (
              <RecordingPanel
                key={open}
                id={open}
                onClose={() => change({ ...search, open: undefined })}
                onTag={(tag) => change({ ...search, tag })}
              />
            )}
          </div>
        </div>
      </RecordingsProvider>
    </SealingProvider>
  );
}
