import { redirect } from '@tanstack/react-router';
import type { SessionStore } from '../../features/identity/index.ts';

/** What every route's guard may ask. */
export interface RouterContext {
  session: SessionStore;
}

interface GuardArguments {
  context: RouterContext;
  location: { href: string };
}

/** Lets in who is signed in and has a password of their own; leads others there, and back afterwards. */
export async function requireSignIn({ context, location }: GuardArguments): Promise<void> {
  const state = await context.session.ensureLoaded();
  if (state.kind !== 'signed-in') throw redirect({ to: '/login', search: { next: location.href } });
  if (state.me.mustChangePassword) throw redirect({ to: '/password', search: { next: location.href } });
}

/**
 * Where to go after the sign-in: a path of this site, or the start page. Anything else could lead to a stranger's
 * look-alike (`//evil.example`, `/\evil.example`, `https:…`).
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  const isOwn = URL.canParse(next, 'http://page.invalid') && new URL(next, 'http://page.invalid').host === 'page.invalid';
  return isOwn ? next : '/';
}
