import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/identity/index.ts';
import { Menu } from '../../ui/overlay/menu.tsx';
import { Avatar } from '../../ui/status/avatar.tsx';
import { useAccountActions } from './use-account-actions.ts';

/** The person's own menu at the right of the top bar. */
export function UserMenu() {
  const { t } = useTranslation('app');
  const me = useMe();
  const { groups } = useAccountActions();
  if (me === undefined) return null;
  const label = t('user.menu', { name: me.displayName });
  return (
    <Menu
      label={label}
      groups={groups}
      header={
        <div className="flex min-w-0 flex-col">
          <span className="truncate text-body font-semibold">{me.displayName}</span>
          <span className="truncate text-caption text-n11">{me.email}</span>
          <span className="truncate text-caption text-n11">
            {me.tenant.name} · {t(`roles.${me.role}`)}
          </span>
        </div>
      }
    >
      {(trigger) => (
        <button
          type="button"
          {...trigger}
          aria-label={label}
          title={label}
          className="flex size-9 shrink-0 items-center justify-center rounded-full transition-colors hover:bg-n4 pointer-coarse:size-11"
        >
          <Avatar name={me.displayName} />
        </button>
      )}
    </Menu>
  );
}
