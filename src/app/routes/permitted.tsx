import { ShieldX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { permissionTable, type Permission } from '../../../protocol/identity/permissions.ts';
import { useCan, useMe } from '../../features/identity/index.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';

/** Shows a page to those who may see it; to others it says what is needed and who can grant it. */
export function Permitted({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation('app');
  const isPermitted = useCan(permission);
  const me = useMe();
  if (me === undefined) return null;
  if (isPermitted) return children;
  const role = t(`roles.${permissionTable[permission]}`);
  return <EmptyState isPage icon={ShieldX} title={t('forbidden.title')} text={t('forbidden.text', { role, tenant: me.tenant.name })} />;
}
