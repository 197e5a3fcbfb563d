import { useQueryClient } from '@tanstack/react-query';
import { Plus, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button/button.tsx';
import { toasts } from '../../ui/feedback/toast-store.ts';
import { useShortcut } from '../../ui/shortcuts/use-shortcut.ts';
import type { Column } from '../../ui/table/column.ts';
import type { ListSearch } from './list-search.ts';
import { AdminList } from './admin-list.tsx';

export interface SimplePageProps<Row> {
  title: string;
  text: string;
  newLabel: string;
  empty: { icon: LucideIcon; title: string; text: string };
  queryName: string;
  load: (signal: AbortSignal) => Promise<{ items: readonly Row[] }>;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  mayUpdate: boolean;
  search: ListSearch;
  onSearchChange: (search: ListSearch) => void;
  /** The dialog that edits a row, or makes a new one when there is none. */
  renderDialog: (row: Row | undefined, close: () => void, saved: () => void) => ReactNode;
}

/** A page for a short list of things: all rows at once, add and edit. */
export function SimplePage<Row extends object>(props: SimplePageProps<Row>) {
  const { t } = useTranslation('lists');
  const queries = useQueryClient();
  const { mayUpdate, queryName, newLabel } = props;
  const [open, setOpen] = useState<{ row: Row | undefined }>();
  useShortcut(mayUpdate && open === undefined ? 'n' : undefined, () => setOpen({ row: undefined }));
  const create = mayUpdate && (
    <Button tone="primary" icon={Plus} shortcut="n" aria-keyshortcuts="n" onClick={() => setOpen({ row: undefined })}>
      {newLabel}
    </Button>
  );
  const close = (): void => setOpen(undefined);
  const saved = (): void => {
    close();
    toasts.show({ tone: 'success', text: t('saved') });
    void queries.invalidateQueries({ queryKey: [queryName] });
  };
  return (
    <>
      <AdminList
        title={props.title}
        text={props.text}
        queryName={queryName}
        load={async (_search, signal) => {
          const { items } = await props.load(signal);
          return { items, total: items.length };
        }}
        search={props.search}
        onSearchChange={props.onSearchChange}
        columns={props.columns}
        keyOf={props.keyOf}
        {...(mayUpdate ? { onOpen: (row: Row) => setOpen({ row }) } : {})}
        actions={create}
        empty={{ ...props.empty, action: create }}
      />
      {open !== undefined && props.renderDialog(open.row, close, saved)}
    </>
  );
}

/** Finds a thing again in a list that has no address for each. */
export function foundAgain<Row extends { id: string }>(items: readonly Row[], row: Row): Row {
  return items.find((each) => each.id === row.id) ?? row;
}
