import { useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button/button.tsx';
import { toasts } from '../../ui/feedback/toast-store.ts';
import { useShortcut } from '../../ui/shortcuts/use-shortcut.ts';
import type { MenuEntry } from '../../ui/overlay/menu.tsx';
import type { Column } from '../../ui/table/column.ts';
import type { ListSearch } from './list-search.ts';
import { AdminList } from './admin-list.tsx';
import { RowMenu } from './row-menu.tsx';
import { shownRows, type RowsView } from './shown-rows.ts';

export interface SimplePageProps<Row> {
  title: string;
  text: string;
  newLabel: string;
  empty: { icon: LucideIcon; title: string; text: string };
  queryName: string;
  load: (signal: AbortSignal) => Promise<{ items: readonly Row[] }>;
  /** Leave out where the list is too short to be searched and sorted. */
  view?: RowsView<Row> & { searchLabel: string };
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  mayUpdate: boolean;
  search: ListSearch;
  onSearchChange: (search: ListSearch) => void;
  /** The dialog that edits a row, or makes a new one when there is none. */
  renderDialog: (row: Row | undefined, close: () => void, saved: () => void) => ReactNode;
  /** The dialog that asks before a row is deleted; leave out where rows stay. */
  renderDelete?: (row: Row, close: () => void, deleted: () => void) => ReactNode;
  /** Further buttons at the top. */
  moreActions?: ReactNode;
  /** What else can be done with a row, in its menu. */
  moreEntries?: (row: Row) => readonly MenuEntry[];
  /** Names a row's menu. */
  nameOf?: (row: Row) => string;
}

/** A page for a short list of things: all rows at once, add and edit. */
export function SimplePage<Row extends object>(props: SimplePageProps<Row>) {
  const { t } = useTranslation('lists');
  const queries = useQueryClient();
  const { mayUpdate, queryName, newLabel, view, renderDelete, nameOf, moreEntries } = props;
  const [open, setOpen] = useState<{ row: Row | undefined }>();
  const [leaving, setLeaving] = useState<Row>();
  useShortcut(mayUpdate && open === undefined ? 'n' : undefined, () => setOpen({ row: undefined }));
  const create = mayUpdate && (
    <Button tone="primary" icon={Plus} shortcut="n" aria-keyshortcuts="n" onClick={() => setOpen({ row: undefined })}>
      {newLabel}
    </Button>
  );
  const close = (): void => setOpen(undefined);
  const renew = (text: string): void => {
    toasts.show({ tone: 'success', text });
    void queries.invalidateQueries({ queryKey: [queryName] });
  };
  const saved = (): void => {
    close();
    renew(t('saved'));
  };
  const deleted = (): void => {
    setLeaving(undefined);
    renew(t('deleted'));
  };
  return (
    <>
      <AdminList
        title={props.title}
        text={props.text}
        queryName={queryName}
        load={async (search, signal) => {
          const { items } = await props.load(signal);
          return view === undefined ? { items, total: items.length } : shownRows(items, search, view);
        }}
        search={props.search}
        onSearchChange={props.onSearchChange}
        columns={props.columns}
        keyOf={props.keyOf}
        {...(mayUpdate ? { onOpen: (row: Row) => setOpen({ row }) } : {})}
        {...(view === undefined ? {} : { searchLabel: view.searchLabel })}
        {...(mayUpdate && renderDelete !== undefined
          ? {
              renderActions: (row: Row) => (
                <RowMenu
                  name={nameOf?.(row) ?? ''}
                  entries={[
                    { id: 'edit', label: t('edit'), icon: Pencil, onSelect: () => setOpen({ row }) },
                    ...(moreEntries?.(row) ?? []),
                    { id: 'delete', label: t('delete'), icon: Trash2, isDangerous: true, onSelect: () => setLeaving(row) },
                  ]}
                />
              ),
            }
          : {})}
        actions={
          <>
            {props.moreActions}
            {create}
          </>
        }
        empty={{ ...props.empty, action: create }}
      />
      {open !== undefined && props.renderDialog(open.row, close, saved)}
      {leaving !== undefined && renderDelete?.(leaving, () => setLeaving(undefined), deleted)}
    </>
  );
}

/** Finds a thing again in a list that has no address for each. */
export function foundAgain<Row extends { id: string }>(items: readonly Row[], row: Row): Row {
  return items.find((each) => each.id === row.id) ?? row;
}
