import type { IncomingMessage } from 'node:http';
import { noNetworks, type Networks } from '../platform/networks.ts';
import { visitOf, type Visit } from './visits.ts';

/** Which pages may talk to us, and how they reached us. */
export interface Origins {
  /** How a request came: by itself, or through proxies that we trust. */
  visitOf(request: IncomingMessage): Visit;
  /** Whether this browser reaches us over TLS: decides cookie names, HSTS and wss. */
  isSecure(visit: Visit): boolean;
  /** Whether `origin` is exactly ours, for a request that came this way. */
  isOurs(origin: string, visit: Visit): boolean;
}

export interface OriginOptions {
  /** PUBLIC_URL: then only its origin is ours. Without it, the origin that the request's host names. */
  readonly publicUrl: string | undefined;
  /** This server speaks TLS itself. */
  readonly hasTls: boolean;
  /** TRUSTED_PROXIES: whose forwarded headers are believed; nobody's when absent. */
  readonly proxies?: Networks | undefined;
  /** Further origins, for the development server. */
  readonly more?: readonly string[];
}

/** Exact comparison of serialised origins (RFC 6454 §6.2): scheme, host and port, no wildcards, never `null`. */
export function createOrigins(options: OriginOptions): Origins {
  const { hasTls, proxies = noNetworks } = options;
  const fixed = options.publicUrl === undefined ? undefined : new URL(options.publicUrl).origin;
  const more = new Set(options.more ?? []);
  const isAlwaysSecure = hasTls || (fixed?.startsWith('https:') ?? false);
  return {
    visitOf: (request) => visitOf(request, { proxies, hasTls }),
    isSecure: (visit) => isAlwaysSecure || (fixed === undefined && visit.isTls),
    isOurs(origin, visit) {
      if (origin === 'null') return false;
      if (more.has(origin)) return true;
      if (fixed !== undefined) return origin === fixed;
      return visit.host !== undefined && origin === `${visit.isTls ? 'https' : 'http'}://${visit.host.toLowerCase()}`;
    },
  };
}
