import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { AudioLines, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { filterOf, isNarrowed, type RecordingsSearch } from '../../state/recordings/recordings-search.ts';
import { RecordingRow } from './recording-row.tsx';
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
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.isError && items.length === 0) return <ErrorState problem={problem(pages.error)} onRetry={() => void pages.refetch()} />;
  if (pages.data === undefined) return <SkeletonRows count={8} />;
  if (items.length === 0 && isNarrowed(search))
    return (
      <EmptyState
        icon={SearchX}
        title={t('noMatchTitle')}
        text={t('noMatchText')}
        action={<Button onClick={onClear}>{t('clear')}</Button>}
      />
    );
  if (items.length === 0) return <EmptyState icon={AudioLines} title={t('emptyTitle')} text={t('emptyText')} />;
  return (
    <div aria-busy={pages.isPlaceholderData}>
      {pages.isError && <p className="px-3 py-2 text-caption text-amber-text">{t('offline')}</p>}
      <ul aria-label={t('list')} className="divide-y divide-n6">
        {items.map((recording) => (
          <li key={recording.id}>
            <RecordingRow
              recording={recording}
              nowMs={pages.dataUpdatedAt}
              isOpen={recording.id === search.open}
              onOpen={() => onOpen(recording.id)}
            />
          </li>
        ))}
      </ul>
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
