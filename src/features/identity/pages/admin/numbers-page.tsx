import { useQueryClient } from '@tanstack/react-query';
import { Globe, Pencil, Plus, Trash2, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminNumber } from '../../../../../protocol/identity/numbers.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { useShortcut } from '../../../../ui/shortcuts/use-shortcut.ts';
import { AdminList } from '../../../../platform/lists/admin-list.tsx';
import { DeleteNumberDialog } from '../../components/admin/numbers/delete-number-dialog.tsx';
import { useNumberColumns } from '../../components/admin/numbers/number-columns.tsx';
import { NumberDialog } from '../../components/admin/numbers/number-dialog.tsx';
import { NumberImportDialog } from '../../components/admin/numbers/number-import-dialog.tsx';
import { useAssignmentText } from '../../components/admin/numbers/number-words.ts';
import { RowMenu } from '../../../../platform/lists/row-menu.tsx';
import { useAdminApi } from '../../components/admin/use-admin-api.ts';
import { useCan } from '../../components/session-context.tsx';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';

const NUMBERS_QUERY = 'admin-numbers';

type Open = { kind: 'nothing' | 'new' | 'import' } | { kind: 'edit' | 'delete'; number: AdminNumber };

/** `/admin/numbers` */
export function NumbersPage({ search, onSearchChange }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  const { t } = useTranslation('numbers');
  const api = useAdminApi();
  const columns = useNumberColumns();
  const mayCreate = useCan('numbers.create');
  const mayUpdate = useCan('numbers.update');
  const [open, setOpen] = useState<Open>({ kind: 'nothing' });
  useShortcut(mayCreate && open.kind === 'nothing' ? 'n' : undefined, () => setOpen({ kind: 'new' }));
  const create = (
    <Button tone="primary" icon={Plus} shortcut="n" aria-keyshortcuts="n" onClick={() => setOpen({ kind: 'new' })}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <AdminList
        title={t('title')}
        text={t('text')}
        queryName={NUMBERS_QUERY}
        load={api.numbers}
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('search')}
        defaultSort={{ column: 'number', direction: 'ascending' }}
        columns={columns}
        keyOf={(number) => number.id}
        {...(mayUpdate ? { onOpen: (number: AdminNumber) => setOpen({ kind: 'edit', number }) } : {})}
        renderActions={(number) => <NumberMenu number={number} onOpen={setOpen} />}
        actions={
          mayCreate && (
            <>
              <Button icon={Upload} onClick={() => setOpen({ kind: 'import' })}>
                {t('import')}
              </Button>
              {create}
            </>
          )
        }
        empty={{ icon: Globe, title: t('emptyTitle'), text: t('emptyText'), action: mayCreate && create }}
      />
      <OpenDialog open={open} onOpen={setOpen} />
    </>
  );
}

function NumberMenu({ number, onOpen }: { number: AdminNumber; onOpen: (open: Open) => void }) {
  const { t } = useTranslation(['numbers', 'admin']);
  const assignmentText = useAssignmentText();
  const mayUpdate = useCan('numbers.update');
  const mayDelete = useCan('numbers.delete');
  const remove = (): void => {
    const target = assignmentText(number.assignment);
    if (target === undefined) return onOpen({ kind: 'delete', number });
    // Nothing to confirm: the server would refuse it.
    toasts.show({ tone: 'error', text: `${t('inUseTitle', { number: number.formatted })}. ${t('inUseText', { target })}` });
  };
  const edit = { id: 'edit', label: t('admin:edit'), icon: Pencil, onSelect: () => onOpen({ kind: 'edit', number }) };
  const del = { id: 'delete', label: t('delete'), icon: Trash2, isDangerous: true, onSelect: remove };
  return <RowMenu name={number.formatted} entries={[...(mayUpdate ? [edit] : []), ...(mayDelete ? [del] : [])]} />;
}

function OpenDialog({ open, onOpen }: { open: Open; onOpen: (open: Open) => void }) {
  const { t } = useTranslation(['numbers', 'admin']);
  const queries = useQueryClient();
  const refresh = (): void => void queries.invalidateQueries({ queryKey: [NUMBERS_QUERY] });
  const close = (): void => onOpen({ kind: 'nothing' });
  const saved = (added: number): void => {
    close();
    toasts.show({ tone: 'success', text: added === 0 ? t('admin:saved') : t('added', { count: added }) });
    refresh();
  };
  switch (open.kind) {
    case 'new':
      return <NumberDialog number={undefined} onClose={close} onSaved={saved} />;
    case 'edit':
      return <NumberDialog number={open.number} onClose={close} onSaved={saved} />;
    case 'delete':
      return (
        <DeleteNumberDialog
          number={open.number}
          onClose={close}
          onDeleted={() => {
            close();
            refresh();
          }}
        />
      );
    case 'import':
      return <NumberImportDialog onClose={close} onImported={refresh} />;
    default:
      return null;
  }
}
