import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Opaque session tokens: 256 random bits; who reads the database cannot sign in with what is stored. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. No salt or stretching: the input has 256 random bits. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * The CSRF token of a session, derived from its token: a page that runs on our origin gets it from GET /api/session,
 * another origin cannot read that answer, and nothing more has to be stored.
 */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('deskline csrf v1').digest('base64url');
}

export function isSessionToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
