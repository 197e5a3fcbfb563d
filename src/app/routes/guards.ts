import type { Role } from '../../../protocol/identity/role.ts';
import type { SessionStore } from '../../features/identity/index.ts';
import { hrefOf, type PageLocation } from '../../platform/router/page-location.ts';
import type { RouteGuard } from '../../platform/router/router.ts';

function comingBackTo(page: '/login' | '/password', location: PageLocation): string {
  const href = hrefOf(location);
  return href === '/' || href === '/phone' ? page : `${page}?next=${encodeURIComponent(href)}`;
}

/** Lets in who is signed in and has a password of their own; leads others there, and back afterwards. */
export function signInFirst(session: SessionStore): RouteGuard {
  return async (location) => {
    const state = await session.ensureLoaded();
    if (state.kind !== 'signed-in') return comingBackTo('/login', location);
    return state.me.mustChangePassword ? comingBackTo('/password', location) : undefined;
  };
}

/** The page of the forced password is for those who must set one. */
export function whileForced(session: SessionStore): RouteGuard {
  return async (location) => {
    const state = await session.ensureLoaded();
    if (state.kind !== 'signed-in') return '/login';
    return state.me.mustChangePassword ? undefined : safeNext(new URLSearchParams(location.search).get('next'));
  };
}

/** `/admin` is the first admin page that one may see; who may see none gets the first, which says what is needed. */
export function startOfAdmin(session: SessionStore, firstPageOf: (role: Role) => string | undefined): RouteGuard {
  return async (location) => {
    const state = await session.ensureLoaded();
    if (state.kind !== 'signed-in') return comingBackTo('/login', location);
    return firstPageOf(state.me.role) ?? '/admin/users';
  };
}

/**
 * Where to go after the sign-in: a path of this site, or the start page. Anything else could lead to a stranger's
 * look-alike (`//evil.example`, `/\evil.example`, `https:…`).
 */
export function safeNext(next: string | null): string {
  if (next === null || !next.startsWith('/')) return '/';
  const isOwn = URL.canParse(next, 'http://page.invalid') && new URL(next, 'http://page.invalid').host === 'page.invalid';
  return isOwn ? next : '/';
}
