import type { Actor, LiveSession } from '../../identity/index.ts';

export interface CookieOptions {
  readonly maxAgeSeconds: number;
}

/** What a handler knows about the request beside its validated input. */
export interface Call {
  /** Names the log entries of this request; in the answer's header `X-Request-Id` and in error bodies. */
  readonly requestId: string;
  /** Network address of the client. */
  readonly address: string;
  readonly userAgent: string;
  /** A cookie of ours by its plain name; the prefix that HTTPS asks for is added here. */
  cookie(name: CookieName): string | undefined;
  setCookie(name: CookieName, value: string, options: CookieOptions): void;
  clearCookie(name: CookieName): void;
}

/** A call by somebody whose session was proven. */
export interface SignedInCall extends Call {
  readonly actor: Actor;
  readonly live: LiveSession;
  /** The session's token: only to derive the CSRF token from. */
  readonly token: string;
}

/** `deskline` is the session, `deskline-familiar` marks a browser where somebody signed in before. */
export type CookieName = 'deskline' | 'deskline-familiar';
