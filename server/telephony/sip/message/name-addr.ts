import { chars, isAll } from './chars.ts';
import { Cursor, noParameters } from './cursor.ts';
import type { Parameters, NameAddr } from './values.ts';
import { formatUri, parseUri } from './uri-parser.ts';
import { formatParameters, quoteString } from './format.ts';
import type { SipUri } from './uri.ts';

const quote = 34;
const less = 60;
const comma = 44;

/** Takes one `( name-addr / addr-spec ) *( SEMI param )` (RFC 3261 §20.10). @throws {SipError} 400 */
export function takeNameAddr(cursor: Cursor): NameAddr {
  cursor.skipSpace();
  const displayName = takeDisplayName(cursor);
  if (cursor.peek() !== less) return takeAddrSpec(cursor);
  const close = cursor.text.indexOf('>', cursor.position);
  if (close < 0) throw cursor.fail('"<" without ">"');
  const uri = parseUri(cursor.text.slice(cursor.position + 1, close));
  cursor.position = close + 1;
  const parameters = cursor.parameters();
  return displayName === undefined ? { uri, parameters } : { displayName, uri, parameters };
}

/** `display-name = *(token LWS) / quoted-string`; moves only when a "<" follows, as it must. */
function takeDisplayName(cursor: Cursor): string | undefined {
  if (cursor.peek() === less) return undefined;
  if (cursor.peek() === quote) {
    const name = cursor.quoted();
    cursor.skipSpace();
    if (cursor.peek() !== less) throw cursor.fail('"<" expected behind the display name');
    return name;
  }
  const start = cursor.position;
  cursor.run(chars.token | chars.space);
  if (cursor.peek() === less) return cursor.text.slice(start, cursor.position).trimEnd();
  cursor.position = start;
  return undefined;
}

/**
 * RFC 3261 §20.10: "If the URI is not enclosed in angle brackets, any semicolon-delimited parameters are header-parameters,
 * not URI parameters", and a URI with a comma, semicolon or question mark must be enclosed.
 */
function takeAddrSpec(cursor: Cursor): NameAddr {
  const text = cursor.until(chars.wordEnd);
  if (text.includes('?')) throw cursor.fail('a URI with "?" must stand in angle brackets');
  return { uri: parseUri(text), parameters: cursor.parameters() };
}

/** A header value with exactly one address. @throws {SipError} 400 */
export function parseNameAddr(value: string, header: string): NameAddr {
  const cursor = new Cursor(value, header);
  const result = takeNameAddr(cursor);
  cursor.end();
  return result;
}

/** A comma list of addresses over all lines of a header. @throws {SipError} 400 */
export function parseNameAddrs(values: readonly string[], header: string): NameAddr[] {
  const found: NameAddr[] = [];
  for (const value of values) {
    const cursor = new Cursor(value, header);
    do found.push(takeNameAddr(cursor));
    while (cursor.take(comma));
    cursor.end();
  }
  return found;
}

/** Writes the angle-bracket form, which is always right. */
export function formatNameAddr(address: NameAddr): string {
  const uri = `<${formatUri(address.uri)}>`;
  const name = address.displayName;
  const front = name === undefined || name === '' ? uri : `${quoteString(name)} ${uri}`;
  return front + formatParameters(address.parameters);
}

export function nameAddr(uri: SipUri, displayName?: string, parameters: Parameters = noParameters): NameAddr {
  return displayName === undefined ? { uri, parameters } : { displayName, uri, parameters };
}

/** The `tag` of a From or To; undefined without one. */
export function tagOf(address: NameAddr): string | undefined {
  return address.parameters.get('tag');
}

/** The same address with that tag. @throws {TypeError} when the tag is no token */
export function withTag(address: NameAddr, tag: string): NameAddr {
  if (!isAll(tag, chars.token)) throw new TypeError('a tag must be a token');
  return { ...address, parameters: new Map([...address.parameters, ['tag', tag]]) };
}
