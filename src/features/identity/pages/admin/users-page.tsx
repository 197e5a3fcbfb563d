import { useQueryClient } from '@tanstack/react-query';
import { Ban, CircleCheck, KeyRound, Pencil, Plus, Trash2, Upload, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminUser } from '../../../../../protocol/identity/admin.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { useShortcut } from '../../../../ui/shortcuts/use-shortcut.ts';
import { AdminList } from '../../../../platform/lists/admin-list.tsx';
import { DeleteUserDialog } from '../../components/admin/delete-user-dialog.tsx';
import { ImportDialog } from '../../components/admin/import-dialog.tsx';
import { OneTimePasswordDialog, type HandOver } from '../../components/admin/one-time-password.tsx';
import { ResetPasswordDialog } from '../../components/admin/reset-password-dialog.tsx';
import { RowMenu } from '../../../../platform/lists/row-menu.tsx';
import { useAdminApi } from '../../components/admin/use-admin-api.ts';
import { useUserActions, USERS_QUERY } from '../../components/admin/use-user-actions.ts';
import { useUserColumns } from '../../components/admin/user-columns.tsx';
import { UserDialog } from '../../components/admin/user-dialog.tsx';
import { useCan, useMe } from '../../components/session-context.tsx';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';

type Open =
  | { kind: 'nothing' | 'new' | 'import' }
  | { kind: 'edit' | 'reset' | 'delete'; user: AdminUser }
  | { kind: 'hand-over'; handOver: HandOver };

/** `/admin/users` */
export function UsersPage({ search, onSearchChange }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const columns = useUserColumns();
  const mayUpdate = useCan('users.update');
  const mayCreate = useCan('users.create');
  const [open, setOpen] = useState<Open>({ kind: 'nothing' });
  useShortcut(mayCreate && open.kind === 'nothing' ? 'n' : undefined, () => setOpen({ kind: 'new' }));
  const create = (
    <Button tone="primary" icon={Plus} shortcut="n" aria-keyshortcuts="n" onClick={() => setOpen({ kind: 'new' })}>
      {t('users.new')}
    </Button>
  );
  return (
    <>
      <AdminList
        title={t('users.title')}
        text={t('users.text')}
        queryName={USERS_QUERY}
        load={api.users}
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('users.search')}
        defaultSort={{ column: 'name', direction: 'ascending' }}
        columns={columns}
        keyOf={(user) => user.id}
        isPale={(user) => user.isDisabled}
        {...(mayUpdate ? { onOpen: (user: AdminUser) => setOpen({ kind: 'edit', user }) } : {})}
        renderActions={(user) => <UserMenu user={user} onOpen={setOpen} />}
        actions={
          mayCreate && (
            <>
              <Button icon={Upload} onClick={() => setOpen({ kind: 'import' })}>
                {t('users.import')}
              </Button>
              {create}
            </>
          )
        }
        empty={{ icon: Users, title: t('users.emptyTitle'), text: t('users.emptyText'), action: mayCreate && create }}
      />
      <OpenDialog open={open} onOpen={setOpen} />
    </>
  );
}

function UserMenu({ user, onOpen }: { user: AdminUser; onOpen: (open: Open) => void }) {
  const { t } = useTranslation('admin');
  const { setDisabled } = useUserActions();
  const mayUpdate = useCan('users.update');
  const mayReset = useCan('users.reset-password');
  // Nobody deletes themselves: the entry is absent, not refused.
  const me = useMe();
  const mayDelete = useCan('users.delete') && me?.userId !== user.id;
  const update = [
    { id: 'edit', label: t('edit'), icon: Pencil, onSelect: () => onOpen({ kind: 'edit', user }) },
    user.isDisabled
      ? { id: 'enable', label: t('users.enable'), icon: CircleCheck, onSelect: () => setDisabled(user, false) }
      : { id: 'disable', label: t('users.disable'), icon: Ban, isDangerous: true, onSelect: () => setDisabled(user, true) },
  ];
  const reset = { id: 'reset', label: t('users.resetPassword'), icon: KeyRound, onSelect: () => onOpen({ kind: 'reset', user }) };
  const remove = {
    id: 'delete',
    label: t('users.delete'),
    icon: Trash2,
    isDangerous: true,
    onSelect: () => onOpen({ kind: 'delete', user }),
  };
  return (
    <RowMenu
      name={user.displayName}
      entries={[...(mayReset ? [reset] : []), ...(mayUpdate ? update : []), ...(mayDelete ? [remove] : [])]}
    />
  );
}

function OpenDialog({ open, onOpen }: { open: Open; onOpen: (open: Open) => void }) {
  const queries = useQueryClient();
  const refresh = (): void => void queries.invalidateQueries({ queryKey: [USERS_QUERY] });
  const close = (): void => onOpen({ kind: 'nothing' });
  const handOver = (given: HandOver | undefined): void => {
    refresh();
    onOpen(given === undefined ? { kind: 'nothing' } : { kind: 'hand-over', handOver: given });
  };
  switch (open.kind) {
    case 'new':
      return <UserDialog user={undefined} onClose={close} onSaved={handOver} />;
    case 'edit':
      return <UserDialog user={open.user} onClose={close} onSaved={handOver} />;
    case 'reset':
      return <ResetPasswordDialog user={open.user} onClose={close} onReset={handOver} />;
    case 'delete':
      return <DeleteUserDialog user={open.user} onClose={close} onDeleted={() => handOver(undefined)} />;
    case 'import':
      return <ImportDialog onClose={close} onImported={refresh} />;
    case 'hand-over':
      return <OneTimePasswordDialog handOver={open.handOver} onClose={close} />;
    default:
      return null;
  }
}
