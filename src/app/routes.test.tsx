import { createInstance } from 'i18next';
import type { ReactNode } from 'react';
import { prerender } from 'react-dom/static';
import { initReactI18next } from 'react-i18next/initReactI18next';
import { describe, expect, it } from 'vitest';
import { can, permissionTable } from '../../protocol/identity/permissions.ts';
import { roles, type Role } from '../../protocol/identity/role.ts';
import type { Me } from '../../protocol/identity/session.ts';
import { IdentityProvider, SessionStore, type SessionApi } from '../features/identity/index.ts';
import { NavigationProvider } from '../platform/router/router-context.tsx';
import { PlatformProvider, type Platform } from '../platform/platform-context.tsx';
import { AppPartsProvider, type AppParts } from './app-context.tsx';
import { adminPages, planPages, recordingPages, supportPages, type PageEntry } from './pages.ts';
import { appRoutes } from './routes.ts';
import { Permitted } from './routes/permitted.tsx';
import { AdminFrame } from './shell/admin-frame.tsx';
import { Rail } from './shell/rail.tsx';
import { words as german } from './words.de.ts';
import { words as english } from './words.en.ts';

const guarded = [...recordingPages, ...planPages, ...supportPages, ...adminPages].filter(({ permission }) => permission !== undefined);
const resources = { en: { app: english }, de: { app: german } };

async function sessionOf(role: Role): Promise<SessionStore> {
  const me: Me = {
    userId: 'u1',
    email: 'alice@acme.test',
    displayName: 'Alice Adams',
    role,
    tenant: { id: 't1', name: 'Acme', slug: 'acme' },
    mustChangePassword: false,
    csrfToken: 'c',
    extensions: [],
    protocolVersion: 1,
  };
  const store = new SessionStore({ me: async () => me, signIn: async () => me, signOut: async () => undefined }, () => false);
  await store.ensureLoaded();
  return store;
}

/** Part of the shell as somebody of this role sees it, with all of its code there. */
async function drawn(part: ReactNode, role: Role, language: 'en' | 'de' = 'en'): Promise<string> {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({ lng: language, resources, interpolation: { escapeValue: false } });
  const store = await sessionOf(role);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing of them is asked before something is shown
  const nothing = {} as unknown as SessionApi & Platform;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the phone only that it is not there yet
  const parts = { telephony: { subscribe: () => () => undefined, running: () => undefined } } as unknown as AppParts;
  const { prelude } = await prerender(
    <IdentityProvider value={{ store, api: nothing }}>
      <PlatformProvider value={nothing}>
        <AppPartsProvider value={parts}>
          <NavigationProvider value={{ location: { path: '/phone', search: '' }, navigate: () => undefined }}>{part}</NavigationProvider>
        </AppPartsProvider>
      </PlatformProvider>
    </IdentityProvider>,
  );
  return new Response(prelude).text();
}

const linksIn = (html: string): readonly string[] => [...html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/gu)].map(([, href]) => href ?? '');
const allowed = (role: Role, pages: readonly PageEntry[]): readonly string[] =>
  pages.filter(({ permission }) => permission !== undefined && can(role, permission)).map(({ path }) => path);

describe('the shell', () => {
  it.each(roles)('[UI17] leaves out what a %s may not see', async (role) => {
    const areas = allowed(role, [...recordingPages, ...planPages, ...supportPages]);
    const admin = allowed(role, adminPages);
    const rail = linksIn(await drawn(<Rail />, role));
    expect(rail.toSorted()).toEqual(['/phone', ...areas, ...(admin.length > 0 ? ['/admin'] : [])].toSorted());
    expect(linksIn(await drawn(<AdminFrame>{''}</AdminFrame>, role))).toEqual(admin);
  });

  it('[UI17] says of every page which role it needs and who can grant it, to whoever lacks it; others see it (control)', async () => {
    const routes = appRoutes(await sessionOf('user'));
    let refused = 0;
    for (const { path, permission } of guarded) {
      if (permission === undefined || can('user', permission)) continue;
      const Page = routes.find((route) => route.path === path)?.page ?? (() => 'no such page');
      const html = await drawn(<Page />, 'user');
      expect(html, path).toContain('You may not see this page.');
      expect(html, path).toContain(
        `the role “${english.roles[permissionTable[permission]]}”. An administrator of Acme can grant it to you.`,
      );
      refused += 1;
    }
    expect(refused).toBeGreaterThan(10);
    const page = <Permitted permission="users.read">the people</Permitted>;
    expect(await drawn(page, 'admin')).toBe('the people');
    expect(await drawn(page, 'supervisor', 'de')).toContain('Acme');
    expect(await drawn(page, 'supervisor', 'de')).not.toContain('the people');
  });

  it('[UI76] has a name for the window of every page, in both languages; different pages of the menus have different ones', async () => {
    const routes = appRoutes(await sessionOf('user'));
    for (const words of [english, german]) for (const { title } of routes) expect(words.nav[title]).toMatch(/\S/u);
    const titles = guarded.map(({ path }) => routes.find((route) => route.path === path)?.title);
    expect(titles).toEqual(guarded.map(({ word }) => word));
    expect(new Set(titles.map((title) => title && english.nav[title])).size).toBe(titles.length);
  });
});
