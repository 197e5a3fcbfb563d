import { lazy, type ComponentType } from 'react';
import type { Permission } from '../../../protocol/identity/permissions.ts';
import { useCan } from '../../features/identity/index.ts';
import { listSearchOf, searchTextOf, type ListSearch } from '../../platform/lists/list-search.ts';
import { useLocation, useNavigate } from '../../platform/router/router-context.tsx';
import { Permitted } from './permitted.tsx';

interface ListPageProps {
  search: ListSearch;
  onSearchChange: (search: ListSearch) => void;
  /** Whether the person may change what is listed, for pages whose feature does not know who is signed in. */
  mayUpdate: boolean;
}

const pages = {
  users: lazy(() => import('../../features/identity/pages/admin/users-page.tsx').then((module) => ({ default: module.UsersPage }))),
  extensions: lazy(() =>
    import('../../features/identity/pages/admin/extensions-page.tsx').then((module) => ({ default: module.ExtensionsPage })),
  ),
  numbers: lazy(() => import('../../features/identity/pages/admin/numbers-page.tsx').then((module) => ({ default: module.NumbersPage }))),
  devices: lazy(() => import('../../features/identity/pages/admin/devices-page.tsx').then((module) => ({ default: module.DevicesPage }))),
  pbxs: lazy(() => import('../../features/identity/pages/admin/pbxs-page.tsx').then((module) => ({ default: module.PbxsPage }))),
  sites: lazy(() => import('../../features/identity/pages/admin/sites-page.tsx').then((module) => ({ default: module.SitesPage }))),
  prompts: lazy(() => import('../../features/media/pages/prompts-page.tsx').then((module) => ({ default: module.PromptsPage }))),
  audit: lazy(() => import('../../features/identity/pages/admin/audit-page.tsx').then((module) => ({ default: module.AuditPage }))),
  ringGroups: lazy(() =>
    import('../../features/telephony/pages/admin/ring-groups-page.tsx').then((module) => ({ default: module.RingGroupsPage })),
  ),
  sharedBoxes: lazy(() =>
    import('../../features/telephony/pages/admin/shared-boxes-page.tsx').then((module) => ({ default: module.SharedBoxesPage })),
  ),
  queues: lazy(() => import('../../features/telephony/pages/admin/queues-page.tsx').then((module) => ({ default: module.QueuesPage }))),
} satisfies Record<string, ComponentType<ListPageProps>>;

/** A list page whose filter, order and page live in the address: reload, back and a sent link show the same. */
function listRoute(Page: ComponentType<ListPageProps>, permission: Permission, change: Permission = permission): () => React.ReactNode {
  return function ListRoute() {
    const { path, search } = useLocation();
    const navigate = useNavigate();
    const mayUpdate = useCan(change);
    const onSearchChange = (next: ListSearch): void => {
      const text = searchTextOf(next);
      navigate(text === '' ? path : `${path}?${text}`, { isReplacing: true });
    };
    return (
      <Permitted permission={permission}>
        <Page search={listSearchOf(search)} onSearchChange={onSearchChange} mayUpdate={mayUpdate} />
      </Permitted>
    );
  };
}

export const UsersRoute = listRoute(pages.users, 'users.read');
export const ExtensionsRoute = listRoute(pages.extensions, 'extensions.read');
export const NumbersRoute = listRoute(pages.numbers, 'numbers.read');
export const DevicesRoute = listRoute(pages.devices, 'devices.read');
export const PbxsRoute = listRoute(pages.pbxs, 'pbxs.read');
export const SitesRoute = listRoute(pages.sites, 'sites.read');
export const PromptsRoute = listRoute(pages.prompts, 'prompts.read', 'prompts.update');
export const AuditRoute = listRoute(pages.audit, 'audit.read');
export const RingGroupsRoute = listRoute(pages.ringGroups, 'groups.read', 'groups.update');
export const QueuesRoute = listRoute(pages.queues, 'groups.read', 'groups.update');
export const SharedBoxesRoute = listRoute(pages.sharedBoxes, 'shared-boxes.read', 'shared-boxes.update');
