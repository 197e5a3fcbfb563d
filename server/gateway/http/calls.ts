import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { csrfTokenOf, type Identity, type LiveSession } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Origins } from '../origins.ts';
import type { Call, CookieName, SignedInCall } from './call.ts';
import { cookieLine, cookieNameOf, readCookie } from './cookies.ts';
import type { CallFactory, HttpEnv } from './router.ts';

export interface CallFactoryOptions {
  readonly sessions: Identity['sessions'];
  readonly origins: Origins;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Proves who asks and from where. */
export function createCallFactory(options: CallFactoryOptions): CallFactory {
  const { sessions, origins } = options;
  const callOf = (context: Context<HttpEnv>): Call => {
    const visit = origins.visitOf(context.env.incoming);
    const isSecure = origins.isSecure(visit);
    return {
      requestId: context.get('requestId'),
      address: visit.address,
      userAgent: context.req.header('user-agent') ?? '',
      cookie: (name) => readCookie(context.req.header('cookie'), cookieNameOf(name, isSecure)),
      setCookie: (name, value, { maxAgeSeconds }) => setCookie(context, cookieLine(name, value, { isSecure, maxAgeSeconds })),
      clearCookie: (name: CookieName) => setCookie(context, cookieLine(name, '', { isSecure, maxAgeSeconds: 0 })),
    };
  };
  return {
    async anonymous(context) {
      requireOwnOrigin(context, origins);
      return callOf(context);
    },
    async signedIn(context, { allowsDuePassword, worksAfterEnd }) {
      requireOwnOrigin(context, origins);
      const call = callOf(context);
      const token = call.cookie('deskline');
      const live = token === undefined ? undefined : await sessions.authenticate(token);
      if (token === undefined || !live) throw new ServiceError('not-signed-in');
      requireCsrfToken(context, token);
      if (live.user.mustChangePassword && !allowsDuePassword) throw new ServiceError('password-change-required');
      if (live.tenant.endedAt && !worksAfterEnd && !safeMethods.has(context.req.method)) throw new ServiceError('tenant-ended');
      return { ...call, live, token, actor: actorOf(live, call.address) };
    },
  };
}

function actorOf(live: LiveSession, address: string): SignedInCall['actor'] {
  return { tenantId: live.tenant.id, userId: live.user.id, role: live.user.role, sessionId: live.session.id, address };
}

/**
 * Other sites may not change anything here: a browser says where a request comes from in Origin and Sec-Fetch-Site,
 * which pages cannot forge. Programs that send neither have no cookies of somebody else to abuse.
 */
function requireOwnOrigin(context: Context<HttpEnv>, origins: Origins): void {
  if (safeMethods.has(context.req.method)) return;
  const origin = context.req.header('origin');
  const site = context.req.header('sec-fetch-site');
  const isForeignOrigin = origin !== undefined && !origins.isOurs(origin, origins.visitOf(context.env.incoming));
  const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  // The development server forwards pages of an origin that is ours by configuration.
  if (isForeignOrigin || (isForeignSite && origin === undefined)) throw new ServiceError('foreign-origin');
}

/** @throws {ServiceError} `foreign-origin` unless the request carries the token that only our own pages can read. */
function requireCsrfToken(context: Context<HttpEnv>, token: string): void {
  if (safeMethods.has(context.req.method)) return;
  const given = Buffer.from(context.req.header('x-csrf-token') ?? '');
  const wanted = Buffer.from(csrfTokenOf(token));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new ServiceError('foreign-origin', { fields: { 'x-csrf-token': 'wrong' } });
}

function setCookie(context: Context<HttpEnv>, line: string): void {
  context.header('set-cookie', line, { append: true });
}

/** An id for the log; a client's own is taken when it is harmless. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomUUID();
}
