import { chars } from './chars.ts';
import { Cursor, noParameters } from './cursor.ts';
import { quoteString } from './format.ts';
import type { SipHeaders } from './headers.ts';
import type { AuthValue } from './values.ts';

const comma = 44;
const equals = 61;
const quote = 34;

export type AuthHeader = 'Authorization' | 'Proxy-Authorization' | 'WWW-Authenticate' | 'Proxy-Authenticate' | 'Authentication-Info';

/**
 * Credentials or challenges, one per header line: RFC 3261 §20.7 does not let them be combined with commas.
 * @throws {SipError} 400
 */
export function authValuesOf(headers: SipHeaders, name: AuthHeader): readonly AuthValue[] {
  return headers.all(name).map((value) => parseAuthValue(value, name));
}

function parseAuthValue(value: string, name: string): AuthValue {
  const cursor = new Cursor(value, name);
  cursor.skipSpace();
  const scheme = cursor.token('scheme').toLowerCase();
  cursor.skipSpace();
  const start = cursor.position;
  // token68 (RFC 7235 §2.1) has no parameters: one word up to the end, with "=" only as padding.
  const token = cursor.until(chars.credentialEnd).replaceAll('=', '');
  if (cursor.isAtEnd && isToken68(value.slice(start), token)) return { scheme, token: value.slice(start), parameters: noParameters };
  cursor.position = start;
  return { scheme, token: undefined, parameters: takeAuthParameters(cursor) };
}

function isToken68(text: string, withoutPadding: string): boolean {
  return text !== '' && text.startsWith(withoutPadding) && text.length - withoutPadding.length <= 2;
}

function takeAuthParameters(cursor: Cursor): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  do {
    const name = cursor.token('parameter').toLowerCase();
    if (!cursor.take(equals)) throw cursor.fail('"=" expected');
    // A URI may stand unquoted in no RFC, but base64 and hosts do.
    const value = cursor.peek() === quote ? cursor.quoted() : cursor.run(chars.credential);
    if (found.has(name)) throw cursor.fail('parameter given twice');
    found.set(name, value);
  } while (cursor.take(comma));
  cursor.end();
  return found;
}

/** Parameters that RFC 7616 §3.3 to §3.5 want without quotes. */
const unquoted = new Set(['algorithm', 'stale', 'nc', 'qop-response']);

/** Writes a challenge or credentials: `Digest realm="…", nonce="…", algorithm=SHA-256`. */
export function formatAuthValue(scheme: string, parameters: Iterable<readonly [string, string]>): string {
  const parts: string[] = [];
  for (const [name, value] of parameters) parts.push(`${name}=${unquoted.has(name) ? value : quoteString(value)}`);
  return `${scheme} ${parts.join(', ')}`;
}
