import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { AudioLines, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RecordingSummary } from '../../../../../protocol/media/recordings.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { filterOf, isNarrowed, type RecordingsSearch } from '../../state/recordings/recordings-search.ts';
import { RecordingRow } from './recording-row.tsx';
import { sealedSearchLimit, useSealedFindings } from './use-sealed-findings.ts';
import { listKey, useRecordings } from './recordings-context.tsx';

export interface RecordingsListProps {
  readonly search: RecordingsSearch;
  readonly onOpen: (id: string) => void;
  /** Shows everything again. */
  readonly onClear: () => void;
}

function useRecordingPages(search: RecordingsSearch) {
  const { api, rights } = useRecordings();
  const filter = filterOf(search, rights.mayReadAll);
  return useInfiniteQuery({
    queryKey: [listKey, filter],
    queryFn: ({ pageParam, signal }) => api.list(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextBefore ?? undefined,
    placeholderData: keepPreviousData,
    // What somebody records now shall be here when they look.
    staleTime: 0,
  });
}

/** The recordings that fit, page by page, with all states of a list. */
export function RecordingsList({ search, onOpen, onClear }: RecordingsListProps) {
  const { t } = useTranslation('recordings');
  const problem = useProblem();
  const pages = useRecordingPages(search);
  const findings = useSealedFindings(search);
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.isError && items.length === 0) return <ErrorState problem={problem(pages.error)} onRetry={() => void pages.refetch()} />;
  if (pages.data === undefined) return <SkeletonRows count={8} />;
  const opened = findings.items.filter(({ id }) => !items.some((item) => item.id === id));
  if (items.length === 0 && opened.length === 0 && isNarrowed(search))
    return findings.isSearching ? (
      <SkeletonRows count={3} />
    ) : (
      <EmptyState
        icon={SearchX}
        title={t('noMatchTitle')}
        text={t('noMatchText')}
        action={<Button onClick={onClear}>{t('clear')}</Button>}
      />
    );
  if (items.length === 0 && opened.length === 0) return <EmptyState icon={AudioLines} title={t('emptyTitle')} text={t('emptyText')} />;
  return (
    <div aria-busy={pages.isPlaceholderData}>
      {pages.isError && <p className="px-3 py-2 text-caption text-amber-text">{t('offline')}</p>}
      {items.length > 0 && <Rows label={t('list')} items={items} nowMs={pages.dataUpdatedAt} openId={search.open} onOpen={onOpen} />}
      {opened.length > 0 && (
        <>
          <p className="border-y bg-n2 px-3 py-2 text-caption text-n11">{t('sealedFindings', { limit: sealedSearchLimit })}</p>
          <Rows label={t('sealedList')} items={opened} nowMs={pages.dataUpdatedAt} openId={search.open} onOpen={onOpen} />
        </>
      )}
      {pages.hasNextPage && (
        <div className="flex justify-center border-t p-2">
          <Button size="dense" tone="quiet" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface RowsProps {
  readonly label: string;
  readonly items: readonly RecordingSummary[];
  readonly nowMs: number;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
}

function Rows({ label, items, nowMs, openId, onOpen }: RowsProps) {
  return (
    <ul aria-label={label} className="divide-y divide-n6">
      {items.map((recording) => (
        <li key={recording.id}>
          <RecordingRow recording={recording} nowMs={nowMs} isOpen={recording.id === openId} onOpen={() => onOpen(recording.id)} />
        </li>
      ))}
    </ul>
  );
}
