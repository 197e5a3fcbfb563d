import { chars } from './chars.ts';
import { Cursor } from './cursor.ts';
import type { SipHeaders } from './headers.ts';
import { maxSeconds, parseDigits } from './numbers.ts';
import { badHeader } from './sip-error.ts';
import type { MediaType, ParameterisedValue, Replaces } from './values.ts';

const comma = 44;
const slash = 47;

/** A comma list of tokens over all lines, as written: Require, Supported, Allow, Unsupported, Proxy-Require. @throws {SipError} 400 */
export function tokensOf(headers: SipHeaders, name: string): readonly string[] {
  const found: string[] = [];
  for (const value of headers.all(name)) {
    const cursor = new Cursor(value, name);
    cursor.skipSpace();
    // Supported and Allow may be empty (RFC 3261 §20.5, §20.37).
    if (cursor.isAtEnd) continue;
    do found.push(cursor.token('token'));
    while (cursor.take(comma));
    cursor.end();
  }
  return found;
}

/** Option tags in lower case. @throws {SipError} 400 */
export function requireOf(headers: SipHeaders): readonly string[] {
  return tokensOf(headers, 'Require').map((tag) => tag.toLowerCase());
}

/** Option tags in lower case. @throws {SipError} 400 */
export function supportedOf(headers: SipHeaders): readonly string[] {
  return tokensOf(headers, 'Supported').map((tag) => tag.toLowerCase());
}

function takeMediaType(cursor: Cursor): MediaType {
  const type = cursor.token('media type');
  if (!cursor.take(slash)) throw cursor.fail('"/" expected');
  const subtype = cursor.token('media subtype');
  return { type: `${type}/${subtype}`.toLowerCase(), parameters: cursor.parameters() };
}

/** RFC 3261 §20.15; undefined without one. @throws {SipError} 400 */
export function contentTypeOf(headers: SipHeaders): MediaType | undefined {
  const value = headers.get('content-type');
  if (value === undefined) return undefined;
  const cursor = new Cursor(value, 'Content-Type');
  const type = takeMediaType(cursor);
  cursor.end();
  return type;
}

/** Media ranges of Accept; undefined without one (then RFC 3261 §20.1 assumes `application/sdp`). @throws {SipError} 400 */
export function acceptOf(headers: SipHeaders): readonly MediaType[] | undefined {
  if (!headers.has('accept')) return undefined;
  const found: MediaType[] = [];
  for (const value of headers.all('accept')) {
    const cursor = new Cursor(value, 'Accept');
    cursor.skipSpace();
    if (cursor.isAtEnd) continue;
    do found.push(takeMediaType(cursor));
    while (cursor.take(comma));
    cursor.end();
  }
  return found;
}

/** A comma list of `token *(;parameter)`, e.g. Reason, Event, Subscription-State. @throws {SipError} 400 */
export function valuesOf(headers: SipHeaders, name: string): readonly ParameterisedValue[] {
  const found: ParameterisedValue[] = [];
  for (const text of headers.all(name)) {
    const cursor = new Cursor(text, name);
    cursor.skipSpace();
    do found.push({ value: cursor.token('value'), parameters: cursor.parameters() });
    while (cursor.take(comma));
    cursor.end();
  }
  return found;
}

/** RFC 3326: protocol as value, `cause` and `text` as parameters. @throws {SipError} 400 */
export function reasonsOf(headers: SipHeaders): readonly ParameterisedValue[] {
  return valuesOf(headers, 'Reason');
}

/** RFC 3891 §6.1; undefined without one. @throws {SipError} 400, also for more than one (§3) */
export function replacesOf(headers: SipHeaders): Replaces | undefined {
  const values = headers.all('replaces');
  const [value] = values;
  if (value === undefined) return undefined;
  if (values.length > 1) throw badHeader('Replaces', 'given more than once');
  const cursor = new Cursor(value, 'Replaces');
  cursor.skipSpace();
  const callId = cursor.until(chars.wordEnd);
  const parameters = cursor.parameters();
  cursor.end();
  const toTag = parameters.get('to-tag');
  const fromTag = parameters.get('from-tag');
  if (callId === '' || !toTag || !fromTag) throw badHeader('Replaces', 'Call-ID, to-tag and from-tag expected');
  return { callId, toTag, fromTag, earlyOnly: parameters.has('early-only') };
}

/** RFC 4028 §4; undefined without one. @throws {SipError} 400 */
export function sessionExpiresOf(headers: SipHeaders): { seconds: number; refresher: 'uac' | 'uas' | undefined } | undefined {
  const value = headers.get('session-expires');
  if (value === undefined) return undefined;
  const cursor = new Cursor(value, 'Session-Expires');
  const seconds = parseDigits(cursor.run(chars.token), maxSeconds);
  const refresher = cursor.parameters().get('refresher');
  cursor.end();
  if (seconds === undefined) throw badHeader('Session-Expires', 'seconds expected');
  return { seconds, refresher: refresher === 'uac' || refresher === 'uas' ? refresher : undefined };
}

/** Seconds of a header with one number (Min-SE, Min-Expires, Retry-After); undefined without one. @throws {SipError} 400 */
export function secondsOf(headers: SipHeaders, name: string): number | undefined {
  const value = headers.get(name);
  if (value === undefined) return undefined;
  const seconds = parseDigits(new Cursor(value, name).run(chars.value), maxSeconds);
  if (seconds === undefined) throw badHeader(name, 'seconds expected');
  return seconds;
}
