import { lazy, type ComponentType, type ReactNode } from 'react';
import type { SessionStore } from '../features/identity/index.ts';
import type { RouteRule } from '../platform/router/router.ts';
import { adminPages, pagesFor } from './pages.ts';
import { signInFirst, startOfAdmin, whileForced } from './routes/guards.ts';
import { keepingSecret } from './routes/join-secret.ts';
import { AccountPassword, ForcedPassword, Login, Setup } from './routes/front-routes.tsx';
import { PhoneRoute, TestRoute } from './routes/phone-routes.tsx';
import { Shell } from './shell/shell.tsx';

/** Draws what stands around a page. */
export type Layout = ComponentType<{ children: ReactNode }>;

/** A page of the product: where it is, who may go there, what it shows. */
export interface AppRoute extends RouteRule {
  page: ComponentType;
  /** From the outside in. */
  layouts: readonly Layout[];
  /** Key of the page's name in the shell's words, under `nav`: the window's title. */
  title:
    | 'signIn'
    | 'setup'
    | 'phone'
    | 'test'
    | 'recordings'
    | 'plans'
    | 'plan'
    | 'users'
    | 'extensions'
    | 'numbers'
    | 'devices'
    | 'pbxs'
    | 'ringGroups'
    | 'queues'
    | 'sharedBoxes'
    | 'sites'
    | 'prompts'
    | 'sealing'
    | 'retention'
    | 'support'
    | 'audit'
    | 'organisation'
    | 'sessions'
    | 'notices'
    | 'password'
    | 'adminHome';
}

const AdminFrame = lazy(() => import('./shell/admin-frame.tsx').then((module) => ({ default: module.AdminFrame })));
const SessionsRoute = lazy(() => import('./routes/sessions-route.tsx').then((module) => ({ default: module.SessionsRoute })));
const NoticesRoute = lazy(() => import('./routes/notices-route.tsx').then((module) => ({ default: module.NoticesRoute })));
const RecordingsRoute = lazy(() => import('./routes/recordings-route.tsx').then((module) => ({ default: module.RecordingsRoute })));
const PlansRoute = lazy(() => import('./routes/plan-routes.tsx').then((module) => ({ default: module.PlansRoute })));
const PlanRoute = lazy(() => import('./routes/plan-routes.tsx').then((module) => ({ default: module.PlanRoute })));
const UsersRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.UsersRoute })));
const ExtensionsRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.ExtensionsRoute })));
const NumbersRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.NumbersRoute })));
const DevicesRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.DevicesRoute })));
const PbxsRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.PbxsRoute })));
const SitesRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.SitesRoute })));
const PromptsRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.PromptsRoute })));
const SealingRoute = lazy(() => import('./routes/recordings-route.tsx').then((module) => ({ default: module.SealingRoute })));
const SupportRoute = lazy(() => import('./routes/support-routes.tsx').then((module) => ({ default: module.SupportRoute })));
const SupportReportRoute = lazy(() => import('./routes/support-routes.tsx').then((module) => ({ default: module.SupportReportRoute })));
const JoinConsoleRoute = lazy(() => import('./routes/support-routes.tsx').then((module) => ({ default: module.JoinConsoleRoute })));
const RelayViewRoute = lazy(() => import('./routes/support-routes.tsx').then((module) => ({ default: module.RelayViewRoute })));
const ConsoleRoute = lazy(() => import('./routes/support-routes.tsx').then((module) => ({ default: module.ConsoleRoute })));
const RetentionRoute = lazy(() => import('./routes/support-routes.tsx').then((module) => ({ default: module.RetentionRoute })));
const RingGroupsRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.RingGroupsRoute })));
const QueuesRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.QueuesRoute })));
const SharedBoxesRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.SharedBoxesRoute })));
const AuditRoute = lazy(() => import('./routes/admin-routes.tsx').then((module) => ({ default: module.AuditRoute })));
const OrganisationRoute = lazy(() => import('./routes/organisation-route.tsx').then((module) => ({ default: module.OrganisationRoute })));

function Nothing(): null {
  return null;
}

/** The product's routes. What one may not see at all is decided by the guard; rights of a page by the page (it says who can grant it). */
export function appRoutes(session: SessionStore): readonly AppRoute[] {
  const guard = signInFirst(session);
  const inShell = { guard, layouts: [Shell] };
  const inAdmin = { guard, layouts: [Shell, AdminFrame] };
  return [
    { path: '/login', title: 'signIn', page: Login, layouts: [] },
    { path: '/setup', title: 'setup', page: Setup, layouts: [] },
    { path: '/password', title: 'password', page: ForcedPassword, layouts: [], guard: whileForced(session) },
    { path: '/', title: 'phone', page: Nothing, layouts: [], guard: () => '/phone' },
    { path: '/phone', title: 'phone', page: PhoneRoute, ...inShell },
    { path: '/test', title: 'test', page: TestRoute, ...inShell },
    { path: '/recordings', title: 'recordings', page: RecordingsRoute, ...inShell },
    { path: '/plans', title: 'plans', page: PlansRoute, ...inShell },
    { path: '/plans/:id', title: 'plan', page: PlanRoute, ...inShell },
    { path: '/support', title: 'support', page: SupportRoute, ...inShell },
    { path: '/support/report', title: 'support', page: SupportReportRoute, ...inShell },
    { path: '/support/join/:routing', title: 'support', page: JoinConsoleRoute, ...inShell, guard: keepingSecret(guard) },
    { path: '/support/:id/relay', title: 'support', page: RelayViewRoute, ...inShell },
    { path: '/support/:id', title: 'support', page: ConsoleRoute, ...inShell },
    { path: '/account/sessions', title: 'sessions', page: SessionsRoute, ...inShell },
    { path: '/account/notices', title: 'notices', page: NoticesRoute, ...inShell },
    { path: '/account/password', title: 'password', page: AccountPassword, ...inShell },
    {
      path: '/admin',
      title: 'adminHome',
      page: Nothing,
      layouts: [],
      guard: startOfAdmin(session, (role) => pagesFor(role, adminPages)[0]?.path),
    },
    { path: '/admin/users', title: 'users', page: UsersRoute, ...inAdmin },
    { path: '/admin/extensions', title: 'extensions', page: ExtensionsRoute, ...inAdmin },
    { path: '/admin/numbers', title: 'numbers', page: NumbersRoute, ...inAdmin },
    { path: '/admin/devices', title: 'devices', page: DevicesRoute, ...inAdmin },
    { path: '/admin/pbxs', title: 'pbxs', page: PbxsRoute, ...inAdmin },
    { path: '/admin/ring-groups', title: 'ringGroups', page: RingGroupsRoute, ...inAdmin },
    { path: '/admin/queues', title: 'queues', page: QueuesRoute, ...inAdmin },
    { path: '/admin/voicemail', title: 'sharedBoxes', page: SharedBoxesRoute, ...inAdmin },
    { path: '/admin/sites', title: 'sites', page: SitesRoute, ...inAdmin },
    { path: '/admin/prompts', title: 'prompts', page: PromptsRoute, ...inAdmin },
    { path: '/admin/sealing', title: 'sealing', page: SealingRoute, ...inAdmin },
    { path: '/admin/retention', title: 'retention', page: RetentionRoute, ...inAdmin },
    { path: '/admin/audit', title: 'audit', page: AuditRoute, ...inAdmin },
    { path: '/admin/organisation', title: 'organisation', page: OrganisationRoute, ...inAdmin },
  ];
}
