import { useQueryClient } from '@tanstack/react-query';
import { Hash, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminExtension } from '../../../../../protocol/identity/admin.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { useShortcut } from '../../../../ui/shortcuts/use-shortcut.ts';
import type { Column } from '../../../../ui/table/column.ts';
import { AdminList } from '../../../../platform/lists/admin-list.tsx';
import { ExtensionDialog } from '../../components/admin/extension-dialog.tsx';
import { RowMenu } from '../../../../platform/lists/row-menu.tsx';
import { useAdminApi } from '../../components/admin/use-admin-api.ts';
import { useCan } from '../../components/session-context.tsx';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';

const EXTENSIONS_QUERY = 'admin-extensions';

/** `/admin/extensions` */
export function ExtensionsPage({ search, onSearchChange }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const queries = useQueryClient();
  const columns = useExtensionColumns();
  const mayCreate = useCan('extensions.create');
  const mayUpdate = useCan('extensions.update');
  const [open, setOpen] = useState<{ extension: AdminExtension | undefined }>();
  useShortcut(mayCreate && open === undefined ? 'n' : undefined, () => setOpen({ extension: undefined }));
  const create = (
    <Button tone="primary" icon={Plus} shortcut="n" aria-keyshortcuts="n" onClick={() => setOpen({ extension: undefined })}>
      {t('extensions.new')}
    </Button>
  );
  const edit = (extension: AdminExtension): void => setOpen({ extension });
  return (
    <>
      <AdminList
        title={t('extensions.title')}
        text={t('extensions.text')}
        queryName={EXTENSIONS_QUERY}
        load={api.extensions}
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('extensions.search')}
        defaultSort={{ column: 'number', direction: 'ascending' }}
        columns={columns}
        keyOf={(extension) => extension.id}
        {...(mayUpdate ? { onOpen: edit } : {})}
        renderActions={(extension) => <ExtensionMenu extension={extension} onEdit={edit} />}
        actions={mayCreate && create}
        empty={{ icon: Hash, title: t('extensions.emptyTitle'), text: t('extensions.emptyText'), action: mayCreate && create }}
      />
      {open !== undefined && (
        <ExtensionDialog
          extension={open.extension}
          onClose={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined);
            toasts.show({ tone: 'success', text: t('saved') });
            void queries.invalidateQueries({ queryKey: [EXTENSIONS_QUERY] });
          }}
        />
      )}
    </>
  );
}

function useExtensionColumns(): readonly Column<AdminExtension>[] {
  const { t } = useTranslation('admin');
  return [
    {
      id: 'number',
      title: t('extensions.number'),
      isSortable: true,
      isRowHeader: true,
      width: 'w-32',
      render: (extension) => <span className="font-medium tabular-nums">{extension.number}</span>,
    },
    {
      id: 'person',
      title: t('extensions.person'),
      isSortable: true,
      render: ({ userName }) => userName ?? <span className="text-n11">{t('extensions.nobody')}</span>,
    },
    { id: 'label', title: t('extensions.label'), render: ({ label }) => label },
    { id: 'pbx', title: t('extensions.pbx'), isSortable: true, width: 'w-44', render: ({ pbxName }) => pbxName },
  ];
}

function ExtensionMenu({ extension, onEdit }: { extension: AdminExtension; onEdit: (extension: AdminExtension) => void }) {
  const { t } = useTranslation('admin');
  const remove = useDeleteExtension();
  const mayUpdate = useCan('extensions.update');
  const mayDelete = useCan('extensions.delete');
  const edit = { id: 'edit', label: t('edit'), icon: Pencil, onSelect: () => onEdit(extension) };
  const del = { id: 'delete', label: t('delete'), icon: Trash2, isDangerous: true, onSelect: () => remove(extension) };
  return <RowMenu name={extension.number} entries={[...(mayUpdate ? [edit] : []), ...(mayDelete ? [del] : [])]} />;
}

/** Deletes at once; the toast's undo makes the same extension again. */
function useDeleteExtension(): (extension: AdminExtension) => void {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const queries = useQueryClient();
  const toProblem = useProblem();
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (failure) {
      const { title, advice } = toProblem(failure);
      toasts.show({ tone: 'error', text: `${title} ${advice}` });
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: [EXTENSIONS_QUERY] });
    }
  };
  const remove = async (extension: AdminExtension): Promise<void> => {
    if (!(await attempt(() => api.deleteExtension(extension.id)))) return;
    const { pbxId, number, label, userId } = extension;
    const restore = (): void => void attempt(() => api.createExtension({ pbxId, number, label, userId }));
    toasts.show({ tone: 'success', text: t('extensions.deleted', { number }), undo: restore });
  };
  return (extension) => void remove(extension);
}
