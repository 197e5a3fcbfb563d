import { Ban, CircleCheck, KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AdminUser } from '../../../../../protocol/identity/admin.ts';
import { Avatar } from '../../../../ui/status/avatar.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import { useSites } from './use-site-options.ts';
import type { Column } from '../../../../ui/table/column.ts';

/** The columns of the user list; their ids are what the server sorts by. */
export function useUserColumns(): readonly Column<AdminUser>[] {
  const { t } = useTranslation('admin');
  const sites = useSites();
  const siteOf = (user: AdminUser): string =>
    sites?.find((site) => (user.siteId === null ? site.isDefault : site.id === user.siteId))?.name ?? '';
  return [
    {
      id: 'name',
      title: t('users.name'),
      isSortable: true,
      isRowHeader: true,
      render: (user) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={user.displayName} size="small" />
          <span className="truncate font-medium">{user.displayName}</span>
        </span>
      ),
    },
    { id: 'email', title: t('users.email'), isSortable: true, render: (user) => user.email },
    { id: 'role', title: t('users.role'), isSortable: true, width: 'w-40', render: (user) => t(`roles.${user.role}`) },
    {
      id: 'extension',
      title: t('users.extension'),
      isSortable: true,
      width: 'w-28',
      render: (user) => (
        <span className="tabular-nums">{user.extensions.map((extension) => extension.number).join(', ') || t('none')}</span>
      ),
    },
    { id: 'site', title: t('users.site'), width: 'w-32', render: (user) => <span className="truncate">{siteOf(user)}</span> },
    { id: 'state', title: t('users.state'), width: 'w-44', render: (user) => <UserState user={user} /> },
  ];
}

function UserState({ user }: { user: AdminUser }) {
  const { t } = useTranslation('admin');
  if (user.isDisabled) {
    return (
      <Badge tone="red" icon={Ban}>
        {t('users.disabled')}
      </Badge>
    );
  }
  if (user.mustChangePassword) {
    return (
      <Badge tone="amber" icon={KeyRound}>
        {t('users.invited')}
      </Badge>
    );
  }
  return (
    <Badge tone="green" icon={CircleCheck}>
      {t('users.active')}
    </Badge>
  );
}
