import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { SearchX, type LucideIcon } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../protocol/wire/page.ts';
import { useProblem } from '../http/use-problem.ts';
import { Button } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx';
import { SearchField } from '../../ui/field/search-field.tsx';
import { PageHeader } from '../../ui/navigation/page-header.tsx';
import { useShortcut } from '../../ui/shortcuts/use-shortcut.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { Pager } from '../../ui/table/pager.tsx';
import { PAGE_SIZE, type ListSearch } from './list-search.ts';
import { useSearchText } from './use-search-text.ts';

export interface AdminListProps<Row> {
  title: string;
  text: string;
  /** One part of a page that has its own name and header. */
  isPart?: boolean;
  /** First part of the query key: what `invalidateQueries` names. */
  queryName: string;
  load: (search: ListSearch, signal: AbortSignal) => Promise<Page<Row>>;
  search: ListSearch;
  onSearchChange: (search: ListSearch) => void;
  /** Leave out where the list cannot be searched. */
  searchLabel?: string;
  defaultSort?: { column: string; direction: 'ascending' | 'descending' };
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  onOpen?: (row: Row) => void;
  renderActions?: (row: Row) => ReactNode;
  isPale?: (row: Row) => boolean;
  /** Further filters beside the search box. */
  filters?: ReactNode;
  /** What is shown when further filters leave nothing over. */
  filteredEmpty?: { title: string; text: string; clear: string; onClear: () => void } | undefined;
  /** Buttons at the top. */
  actions?: ReactNode;
  empty: { icon: LucideIcon; title: string; text: string; action?: ReactNode };
}

/** A list of the admin pages with all its states: loading, first use, empty by filter, failed, filled. */
export function AdminList<Row extends object>(props: AdminListProps<Row>) {
  const { title, text, searchLabel, actions, search, onSearchChange } = props;
  const searchBox = useRef<HTMLInputElement>(null);
  const [searchText, setSearchText] = useSearchText(search, onSearchChange);
  useShortcut(searchLabel === undefined ? undefined : '/', () => searchBox.current?.focus());
  return (
    <>
      {props.isPart !== true && <PageHeader title={title} text={text} actions={actions} />}
      <section aria-label={title} className="card">
        {searchLabel !== undefined && (
          <div className="flex flex-wrap items-end gap-2 border-b p-2">
            <div className="w-full sm:max-w-90">
              <SearchField ref={searchBox} label={searchLabel} aria-keyshortcuts="/" value={searchText} onValueChange={setSearchText} />
            </div>
            {props.filters}
          </div>
        )}
        {/* Not around the filters: their suggestions open over what is below. */}
        <div className="overflow-hidden rounded-card">
          <ListBody {...props} onClearSearch={() => setSearchText('')} />
        </div>
      </section>
    </>
  );
}

function ListBody<Row extends object>(props: AdminListProps<Row> & { onClearSearch: () => void }) {
  const { t } = useTranslation('lists');
  const toProblem = useProblem();
  const { queryName, load, search, onSearchChange, empty, defaultSort } = props;
  const list = useQuery({
    queryKey: [queryName, search],
    queryFn: ({ signal }) => load(search, signal),
    placeholderData: keepPreviousData,
  });
  if (list.isError) return <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <SkeletonRows count={8} />;
  const { items, total } = list.data;
  if (total === 0 && search.query !== undefined) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('noMatch', { query: search.query })}
        text={t('noMatchText')}
        action={<Button onClick={props.onClearSearch}>{t('clearFilter')}</Button>}
      />
    );
  }
  if (total === 0 && props.filteredEmpty !== undefined) {
    const { title, text, clear, onClear } = props.filteredEmpty;
    return <EmptyState icon={SearchX} title={title} text={text} action={<Button onClick={onClear}>{clear}</Button>} />;
  }
  if (total === 0) return <EmptyState {...empty} />;
  const order = search.sort === undefined ? defaultSort : { column: search.sort, direction: search.direction ?? ('ascending' as const) };
  return (
    <div aria-busy={list.isPlaceholderData}>
      <DataTable
        label={props.title}
        columns={props.columns}
        rows={items}
        keyOf={props.keyOf}
        order={order}
        onOrderChange={({ column, direction }) => onSearchChange({ ...search, sort: column, direction, page: 1 })}
        {...(props.onOpen === undefined ? {} : { onOpen: props.onOpen })}
        {...(props.renderActions === undefined ? {} : { renderActions: props.renderActions })}
        {...(props.isPale === undefined ? {} : { isPale: props.isPale })}
      />
      {total > PAGE_SIZE && (
        <Pager page={search.page ?? 1} pageSize={PAGE_SIZE} total={total} onPageChange={(page) => onSearchChange({ ...search, page })} />
      )}
    </div>
  );
}
