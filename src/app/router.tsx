import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { listSearchSchema } from '../features/identity/index.ts';
import { AuditRoute, ExtensionsRoute, PbxsRoute, SitesRoute, UsersRoute } from './routes/admin-routes.tsx';
import { Crash } from './routes/crash.tsx';
import { AccountPassword, ForcedPassword, Login } from './routes/front-routes.tsx';
import { requireSignIn, type RouterContext } from './routes/guards.ts';
import { NotFound } from './routes/not-found.tsx';
import { PhoneRoute, TestRoute } from './routes/phone-routes.tsx';
import { adminPages, pagesFor } from './pages.ts';
import { Loading } from './shell/loading.tsx';
import { AdminFrame } from './shell/admin-frame.tsx';
import { Shell } from './shell/shell.tsx';

const nextSchema = z.object({ next: z.string().optional().catch(undefined) });

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

const login = createRoute({ getParentRoute: () => root, path: '/login', validateSearch: nextSchema, component: Login });

const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  validateSearch: nextSchema,
  component: ForcedPassword,
  beforeLoad: async ({ context }) => {
    const state = await context.session.ensureLoaded();
    if (state.kind !== 'signed-in') throw redirect({ to: '/login' });
  },
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell, beforeLoad: requireSignIn });

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/phone' });
  },
});

const phone = createRoute({
  getParentRoute: () => shell,
  path: '/phone',
  component: PhoneRoute,
});

const test = createRoute({
  getParentRoute: () => shell,
  path: '/test',
  component: TestRoute,
});

const sessions = createRoute({
  getParentRoute: () => shell,
  path: '/account/sessions',
  component: lazyRouteComponent(() => import('../features/identity/pages/sessions-page.tsx'), 'SessionsPage'),
});

const accountPassword = createRoute({ getParentRoute: () => shell, path: '/account/password', component: AccountPassword });

const admin = createRoute({ getParentRoute: () => shell, path: '/admin', component: AdminFrame });

const adminStart = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: ({ context }) => {
    const role = context.session.me?.role ?? 'user';
    throw redirect({ to: pagesFor(role, adminPages)[0]?.path ?? '/admin/users' });
  },
});

const users = createRoute({ getParentRoute: () => admin, path: '/users', validateSearch: listSearchSchema, component: UsersRoute });
const extensions = createRoute({
  getParentRoute: () => admin,
  path: '/extensions',
  validateSearch: listSearchSchema,
  component: ExtensionsRoute,
});
const pbxs = createRoute({ getParentRoute: () => admin, path: '/pbxs', validateSearch: listSearchSchema, component: PbxsRoute });
const sites = createRoute({ getParentRoute: () => admin, path: '/sites', validateSearch: listSearchSchema, component: SitesRoute });
const audit = createRoute({ getParentRoute: () => admin, path: '/audit', validateSearch: listSearchSchema, component: AuditRoute });

const routeTree = root.addChildren([
  login,
  password,
  shell.addChildren([
    start,
    phone,
    test,
    sessions,
    accountPassword,
    admin.addChildren([adminStart, users, extensions, pbxs, sites, audit]),
  ]),
]);

/** The product's routes. Guards ask `context.session`. */
export function createAppRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
    defaultPendingMinMs: 0,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Crash,
    scrollRestoration: false,
    defaultPreload: 'intent',
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
