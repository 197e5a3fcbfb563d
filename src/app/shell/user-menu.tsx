import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/identity/index.ts';
import { LateMenu } from '../../ui/overlay/menu.tsx';
import { Avatar } from '../../ui/status/avatar.tsx';

const loadMenu = () => import('./open-user-menu.tsx').then((module) => ({ default: module.OpenUserMenu }));
const OpenUserMenu = lazy(loadMenu);

/** The person's own menu at the right of the top bar. */
export function UserMenu() {
  const { t } = useTranslation('app');
  const me = useMe();
  if (me === undefined) return null;
  const label = t('user.menu', { name: me.displayName });
  return (
    <LateMenu preload={() => void loadMenu()} renderMenu={(open) => <OpenUserMenu {...open} label={label} me={me} />}>
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
    </LateMenu>
  );
}
