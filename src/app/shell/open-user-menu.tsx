import { useTranslation } from 'react-i18next';
import type { Me } from '../../../protocol/identity/session.ts';
import { MenuBody } from '../../ui/overlay/menu-body.tsx';
import type { OpenMenuProps } from '../../ui/overlay/menu.tsx';
import { useAccountActions } from './use-account-actions.ts';

/** The open user menu: who one is, language, appearance, account. Load it through `UserMenu`. */
export function OpenUserMenu({ label, me, ...open }: OpenMenuProps & { label: string; me: Me }) {
  const { t } = useTranslation('app');
  const { groups } = useAccountActions();
  const header = (
    <div className="flex min-w-0 flex-col">
      <span className="truncate text-body font-semibold">{me.displayName}</span>
      <span className="truncate text-caption text-n11">{me.email}</span>
      <span className="truncate text-caption text-n11">
        {me.tenant.name} · {t(`roles.${me.role}`)}
      </span>
    </div>
  );
  return <MenuBody label={label} groups={groups} header={header} {...open} />;
}
