import { chars, isAll, isChar } from './chars.ts';
import { noParameters } from './cursor.ts';
import { escapeUri, unescapeUri } from './escapes.ts';
import { SipError } from './sip-error.ts';
import type { SipUri } from './uri.ts';
import type { Parameters } from './values.ts';

function malformed(what: string): SipError {
  return new SipError(400, `Malformed URI: ${what}`);
}

/**
 * Parses the text between the angle brackets (RFC 3261 §19.1.1). Other schemes than sip and sips keep their text.
 * @throws {SipError} 400
 */
export function parseUri(text: string): SipUri {
  const colon = text.indexOf(':');
  if (colon < 1) throw malformed('no scheme');
  const scheme = text.slice(0, colon).toLowerCase();
  if (scheme !== 'sip' && scheme !== 'sips') return parseOpaque(text, scheme, colon);
  // Neither parameters nor headers of the URI may hold a bare "@", so the first one ends the user part.
  const at = text.indexOf('@', colon + 1);
  const user = at < 0 ? undefined : parseUserInfo(text.slice(colon + 1, at));
  let end = text.length;
  const hostStart = at < 0 ? colon + 1 : at + 1;
  const question = text.indexOf('?', hostStart);
  if (question >= 0) end = question;
  let semicolon = text.indexOf(';', hostStart);
  if (semicolon < 0 || semicolon > end) semicolon = end;
  return {
    scheme,
    ...user,
    ...parseHostPort(text.slice(hostStart, semicolon)),
    parameters: parseUriParameters(text.slice(semicolon, end)),
    ...(question >= 0 && { headers: checkHeaders(text.slice(question + 1)) }),
  };
}

function parseOpaque(text: string, scheme: string, colon: number): SipUri {
  const opaque = text.slice(colon + 1);
  if (!isChar(text.charCodeAt(0), chars.alpha) || !isAll(scheme, chars.scheme)) throw malformed('scheme');
  if (!isAll(opaque, chars.uri)) throw malformed('character not allowed');
  return { scheme, host: '', parameters: noParameters, opaque };
}

function parseUserInfo(text: string): { user: string; password?: string } {
  const colon = text.indexOf(':');
  const user = colon < 0 ? text : text.slice(0, colon);
  if (!isAll(user, chars.user)) throw malformed('user part');
  if (colon < 0) return { user: unescapeUri(user) };
  const password = text.slice(colon + 1);
  if (password !== '' && !isAll(password, chars.password)) throw malformed('password part');
  return { user: unescapeUri(user), password: unescapeUri(password) };
}

/** `host [":" port]` of a URI or a Via. @throws {SipError} 400 */
export function parseHostPort(text: string): { host: string; port?: number } {
  const bracket = text.charCodeAt(0) === 91 ? text.indexOf(']') : -1;
  const colon = text.indexOf(':', bracket + 1);
  const hostEnd = colon < 0 ? text.length : colon;
  const host = text.slice(0, hostEnd);
  const isValid = bracket > 0 ? bracket === hostEnd - 1 && isAll(text.slice(1, bracket), chars.ipv6) : isAll(host, chars.host);
  if (!isValid || host.length > 255) throw malformed('host');
  if (colon < 0) return { host: host.toLowerCase() };
  const digits = text.slice(colon + 1);
  const port = Number(digits);
  if (!isAll(digits, chars.digit) || digits.length > 5 || port > 65_535) throw malformed('port');
  return { host: host.toLowerCase(), port };
}

function parseUriParameters(text: string): Parameters {
  if (text === '') return noParameters;
  const parameters = new Map<string, string>();
  for (const part of text.slice(1).split(';')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    const value = equals < 0 ? '' : part.slice(equals + 1);
    if (!isAll(name, chars.param) || (equals >= 0 && !isAll(value, chars.param))) throw malformed('parameter');
    const key = unescapeUri(name).toLowerCase();
    // RFC 3261 §19.1.1: "any given parameter-name MUST NOT appear more than once."
    if (parameters.has(key)) throw malformed('parameter given twice');
    parameters.set(key, unescapeUri(value));
  }
  return parameters;
}

function checkHeaders(text: string): string {
  if (!isAll(text, chars.uri)) throw malformed('headers');
  return text;
}

/** Writes a URI; the inverse of `parseUri` up to equivalence (RFC 3261 §19.1.4). */
export function formatUri(uri: SipUri): string {
  if (uri.opaque !== undefined) return `${uri.scheme}:${uri.opaque}`;
  let text = `${uri.scheme}:`;
  if (uri.user !== undefined) {
    text += escapeUri(uri.user, chars.user);
    if (uri.password !== undefined) text += `:${escapeUri(uri.password, chars.password)}`;
    text += '@';
  }
  text += uri.host;
  if (uri.port !== undefined) text += `:${String(uri.port)}`;
  for (const [name, value] of uri.parameters) {
    text += `;${escapeUri(name, chars.param)}`;
    if (value !== '') text += `=${escapeUri(value, chars.param)}`;
  }
  return uri.headers === undefined ? text : `${text}?${uri.headers}`;
}

/** A plain `sip:user@host:port;parameters`. */
export function sipUri(user: string | undefined, host: string, port?: number, parameters: Parameters = noParameters): SipUri {
  return { scheme: 'sip', ...(user !== undefined && { user }), host, ...(port !== undefined && { port }), parameters };
}
