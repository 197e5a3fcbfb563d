import { authValuesOf } from '../message/authentication.ts';
import type { SipRequest } from '../message/message.ts';
import { SipError } from '../message/sip-error.ts';
import { parseUri } from '../message/uri-parser.ts';
import type { AuthValue } from '../message/values.ts';
import type { DigestAlgorithm } from './digest-response.ts';

/** The parameters of one `Authorization: Digest …` (RFC 7616 §3.4), all checked for form. */
export interface DigestCredentials {
  readonly algorithm: DigestAlgorithm;
  readonly username: string;
  readonly nonce: string;
  /** As written. */
  readonly uri: string;
  /** 32 or 64 lower-case hex digits. */
  readonly response: string;
  readonly cnonce: string;
  /** As written: eight hex digits. */
  readonly nc: string;
  readonly count: number;
}

const responseLengths: Readonly<Record<DigestAlgorithm, number>> = { 'SHA-256': 64, MD5: 32 };

function isHex(text: string): boolean {
  return /^[0-9a-fA-F]+$/.test(text);
}

function algorithmOf(value: AuthValue): DigestAlgorithm | undefined {
  // RFC 7616 §3.3: "If the algorithm parameter is not present, it is assumed to be "MD5"."
  const name = (value.parameters.get('algorithm') ?? 'MD5').toUpperCase();
  return name === 'SHA-256' || name === 'MD5' ? name : undefined;
}

/**
 * The digest credentials for a realm, or undefined when there are none that answer a challenge of ours.
 * @throws {SipError} 400 for credentials that break the grammar or were made for another request
 */
export function digestCredentialsOf(request: SipRequest, realm: string): DigestCredentials | undefined {
  for (const value of authValuesOf(request.headers, 'Authorization')) {
    if (value.scheme !== 'digest' || value.parameters.get('realm')?.toLowerCase() !== realm) continue;
    const algorithm = algorithmOf(value);
    if (algorithm) return checked(value, algorithm, request);
  }
  return undefined;
}

function checked(value: AuthValue, algorithm: DigestAlgorithm, request: SipRequest): DigestCredentials {
  const parameter = (name: string): string => {
    const text = value.parameters.get(name);
    if (text === undefined || text === '') throw malformed(`${name} expected`);
    return text;
  };
  const response = parameter('response').toLowerCase();
  const nc = parameter('nc');
  // RFC 8760 §2.4 obliges us to send qop, and RFC 7616 §3.4 the client to answer it.
  if (parameter('qop') !== 'auth') throw malformed('qop=auth expected');
  if (nc.length !== 8 || !isHex(nc)) throw malformed('nc of eight hex digits expected');
  if (response.length !== responseLengths[algorithm] || !isHex(response)) throw malformed('response in hex expected');
  const uri = parameter('uri');
  if (!isSameTarget(uri, request)) throw malformed('uri of the request expected');
  const count = Number.parseInt(nc, 16);
  return { algorithm, username: parameter('username'), nonce: parameter('nonce'), uri, response, cnonce: parameter('cnonce'), nc, count };
}

/**
 * RFC 7616 §3.4.6: "The authenticating server MUST assure that the resource designated by the "uri" parameter is the same
 * as the resource specified in the Request-Line". Parameters may have been dropped on the way, so user and host decide. A
 * client that names only the host (sipp does) binds its answer to less, which is its own affair: the method is in it too.
 */
function isSameTarget(uri: string, request: SipRequest): boolean {
  const named = parseUri(uri);
  const isSameUser = named.user === undefined || named.user === request.uri.user;
  return named.scheme === request.uri.scheme && isSameUser && named.host === request.uri.host;
}

function malformed(what: string): SipError {
  return new SipError(400, `Authorization: ${what}`, 'Authorization');
}
