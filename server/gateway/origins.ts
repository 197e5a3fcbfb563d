import type { IncomingMessage } from 'node:http';

/** Which pages may talk to us. */
export interface Origins {
  /** Whether browsers reach us over TLS: decides cookie names, HSTS and wss. */
  readonly isSecure: boolean;
  /** Whether `origin` is exactly ours, for a request with this Host header. */
  isOurs(origin: string, host: string | undefined): boolean;
}

export interface OriginOptions {
  /** PUBLIC_URL: then only its origin is ours. Without it, the origin that the Host header names. */
  readonly publicUrl: string | undefined;
  /** This server speaks TLS itself. */
  readonly hasTls: boolean;
  /** Further origins, for the development server. */
  readonly more?: readonly string[];
}

/** Exact comparison of serialised origins (RFC 6454 §6.2): scheme, host and port, no wildcards, never `null`. */
export function createOrigins(options: OriginOptions): Origins {
  const fixed = options.publicUrl === undefined ? undefined : new URL(options.publicUrl).origin;
  const more = new Set(options.more ?? []);
  const isSecure = options.hasTls || (fixed?.startsWith('https:') ?? false);
  return {
    isSecure,
    isOurs(origin, host) {
      if (origin === 'null') return false;
      if (more.has(origin)) return true;
      if (fixed !== undefined) return origin === fixed;
      return host !== undefined && origin === `${options.hasTls ? 'https' : 'http'}://${host.toLowerCase()}`;
    },
  };
}

/** The address of whoever is at the other end of the connection. */
export function addressOf(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}
