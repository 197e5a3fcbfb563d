import { headerKey } from './header-names.ts';
import type { SipHeaders } from './headers.ts';
import { parseNameAddr, parseNameAddrs } from './name-addr.ts';
import { maxCSeq, maxSeconds, parseDigits } from './numbers.ts';
import { badHeader } from './sip-error.ts';
import { chars, find, isAll, trimmed } from './chars.ts';
import type { CSeq, NameAddr, Via } from './values.ts';
import { parseFirstVia, parseVias } from './via.ts';

/** Exactly one line of that header. @throws {SipError} 400 for none or several */
function single(headers: SipHeaders, name: string): string {
  const value = optional(headers, name);
  if (value === undefined) throw badHeader(name, 'missing');
  return value;
}

/** One line of that header or none. @throws {SipError} 400 for several */
function optional(headers: SipHeaders, name: string): string | undefined {
  const values = headers.all(headerKey(name));
  if (values.length > 1) throw badHeader(name, 'given more than once');
  return values[0];
}

/** Every Via value, topmost first; at least one. @throws {SipError} 400 when missing or malformed */
export function viasOf(headers: SipHeaders): readonly Via[] {
  const { vias, topVia } = headers.cache;
  if (vias) return vias;
  const values = headers.all('via');
  if (values.length === 0) throw badHeader('Via', 'missing');
  // The usual case: one hop, whose Via the transport has read already.
  const isAlone = topVia !== undefined && values.length === 1 && values[0]?.includes(',') === false;
  return (headers.cache.vias = isAlone ? [topVia] : parseVias(values));
}

/** The topmost Via value. @throws {SipError} 400 when missing or malformed */
export function topViaOf(headers: SipHeaders): Via {
  if (headers.cache.topVia) return headers.cache.topVia;
  const first = headers.get('via');
  if (first === undefined) throw badHeader('Via', 'missing');
  return (headers.cache.topVia = parseFirstVia(first).via);
}

/** @throws {SipError} 400 */
export function fromOf(headers: SipHeaders): NameAddr {
  return (headers.cache.from ??= parseNameAddr(single(headers, 'From'), 'From'));
}

/** @throws {SipError} 400 */
export function toOf(headers: SipHeaders): NameAddr {
  return (headers.cache.to ??= parseNameAddr(single(headers, 'To'), 'To'));
}

/** @throws {SipError} 400; also for a number that is not below 2^31 (RFC 3261 §8.1.1.5) */
export function cseqOf(headers: SipHeaders): CSeq {
  return (headers.cache.cseq ??= parseCSeq(single(headers, 'CSeq')));
}

function parseCSeq(value: string): CSeq {
  const end = find(value, 0, chars.space);
  const number = parseDigits(value.slice(0, end), maxCSeq);
  const method = trimmed(value, end);
  if (number === undefined) throw badHeader('CSeq', 'number below 2^31 expected');
  if (!isAll(method, chars.token)) throw badHeader('CSeq', 'method expected');
  return { number, method };
}

/** @throws {SipError} 400 */
export function callIdOf(headers: SipHeaders): string {
  const value = single(headers, 'Call-ID');
  if (value === '' || value.includes(' ') || value.includes('\t')) throw badHeader('Call-ID', 'one word expected');
  return value;
}

/**
 * 0..255; undefined without one, and above 255, which RFC 4475 §3.1.2.4 lets us "process […] as if the field were not
 * present". @throws {SipError} 400
 */
export function maxForwardsOf(headers: SipHeaders): number | undefined {
  const value = optional(headers, 'Max-Forwards');
  if (value === undefined) return undefined;
  const number = parseDigits(value, Number.MAX_VALUE);
  if (number === undefined) throw badHeader('Max-Forwards', 'number expected');
  return number > 255 ? undefined : number;
}

/** Seconds; undefined without one; 3600 for a malformed one (RFC 3261 §10.3 step 6, §20.10). */
export function expiresOf(headers: SipHeaders): number | undefined {
  const value = headers.get('expires');
  return value === undefined ? undefined : parseSeconds(value);
}

/** The `expires` parameter of a contact: as `expiresOf`. */
export function contactExpiresOf(contact: NameAddr): number | undefined {
  const value = contact.parameters.get('expires');
  return value === undefined ? undefined : parseSeconds(value);
}

/** RFC 3261 §20.10: "Malformed values SHOULD be treated as equivalent to 3600." */
function parseSeconds(value: string): number {
  return parseDigits(value, maxSeconds) ?? 3600;
}

/** Content-Length as a number of octets; undefined without one. @throws {SipError} 400 for none, a malformed one or two that differ */
export function contentLengthOf(headers: SipHeaders): number | undefined {
  const values = headers.all('content-length');
  const first = values[0];
  if (first === undefined) return undefined;
  const length = parseDigits(first, Number.MAX_SAFE_INTEGER);
  if (length === undefined) throw badHeader('Content-Length', 'number expected');
  if (values.some((value) => parseDigits(value, Number.MAX_SAFE_INTEGER) !== length))
    throw badHeader('Content-Length', 'given twice with different values');
  return length;
}

/** Contact values; `'*'` for the star of an unregister-all (RFC 3261 §10.2.2). @throws {SipError} 400 */
export function contactsOf(headers: SipHeaders): readonly NameAddr[] | '*' {
  if (headers.cache.contacts) return headers.cache.contacts;
  const values = headers.all('contact');
  const isStar = values.length === 1 && values[0] === '*';
  return (headers.cache.contacts = isStar ? '*' : parseNameAddrs(values, 'Contact'));
}

/** @throws {SipError} 400 */
export function routesOf(headers: SipHeaders): readonly NameAddr[] {
  return parseNameAddrs(headers.all('route'), 'Route');
}

/** @throws {SipError} 400 */
export function recordRoutesOf(headers: SipHeaders): readonly NameAddr[] {
  return parseNameAddrs(headers.all('record-route'), 'Record-Route');
}
