import { requireOf } from '../message/accessors-extensions.ts';
import { callIdOf, contactsOf, cseqOf, fromOf, maxForwardsOf, routesOf, toOf, viasOf } from '../message/accessors.ts';
import type { SipRequest } from '../message/message.ts';
import { tagOf } from '../message/name-addr.ts';
import { badHeader, SipError } from '../message/sip-error.ts';
import type { HeaderEntry } from '../message/builders.ts';

/** What the user agent above can do; what it cannot is refused before it hears of it. */
export interface Capabilities {
  /** Methods that the user hears of. */
  readonly methods: readonly string[];
  /** Those of them that it refuses whatever they say: known, but not allowed. */
  readonly refused: readonly string[];
  /** Option tags that may stand in Require. */
  readonly extensions: readonly string[];
  /** Schemes that may stand in a Request-URI, in lower case. */
  readonly schemes: readonly string[];
}

/** Methods that we carry out (RFC 3261 §20.5). */
export const allowedMethods = [
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'OPTIONS',
  'REGISTER',
  'INFO',
  'UPDATE',
  'REFER',
  'NOTIFY',
  'SUBSCRIBE',
] as const;

/** Option tags that a request may name in Require (RFC 4028, RFC 3891, RFC 5626). */
export const supportedOptions = ['timer', 'replaces', 'outbound'] as const;

const refusedMethods = ['PUBLISH', 'MESSAGE'] as const;

export const defaultCapabilities: Capabilities = {
  methods: [...allowedMethods, ...refusedMethods],
  refused: refusedMethods,
  extensions: supportedOptions,
  schemes: ['sip', 'sips'],
};

/** Methods of the IANA registry: 405 for the ones we do not serve, 501 for words nobody knows (RFC 3261 §21.4.6, §21.5.2). */
export const knownMethods: ReadonlySet<string> = new Set([...defaultCapabilities.methods, 'PRACK']);

/** A refusal before the user is asked. */
export interface Rejection {
  readonly status: number;
  readonly reason: string;
  readonly headers?: readonly HeaderEntry[];
}

/** A request that stays in the dialog or is answered by ourselves is not sent on, so it may have run out of hops. */
const endsHere = new Set(['OPTIONS', 'REGISTER', 'ACK', 'CANCEL']);

/**
 * Everything that RFC 3261 §8.2 wants checked before the request is understood, in this order: framing and version, syntax
 * of the mandatory headers, method (§8.2.1), scheme of the Request-URI (§8.2.2.1), Max-Forwards, Require (§8.2.2.3). It
 * comes before authentication. Undefined when nothing is wrong.
 */
export function checkRequest(request: SipRequest, capabilities: Capabilities): Rejection | undefined {
  try {
    if (request.defect) throw request.defect;
    return (
      checkMethod(request, capabilities) ??
      checkSyntax(request) ??
      checkTarget(request, capabilities) ??
      checkRequire(request, capabilities)
    );
  } catch (error) {
    if (error instanceof SipError) return { status: error.status, reason: error.message };
    throw error;
  }
}

function checkMethod(request: SipRequest, capabilities: Capabilities): Rejection | undefined {
  const { method } = request;
  const { methods, refused } = capabilities;
  if (methods.includes(method)) return undefined;
  const allow: HeaderEntry = ['Allow', methods.filter((name) => !refused.includes(name)).join(', ')];
  // An unknown method is told so even when more is wrong: RFC 4475 §3.1.2.18.
  if (!knownMethods.has(method)) return { status: 501, reason: 'Not Implemented', headers: [allow] };
  return { status: 405, reason: 'Method Not Allowed', headers: [allow] };
}

/** @throws {SipError} 400 */
function checkSyntax(request: SipRequest): undefined {
  const { headers, method } = request;
  viasOf(headers);
  fromOf(headers);
  toOf(headers);
  callIdOf(headers);
  // RFC 3261 §8.1.1.5: "The method MUST match that of the request."
  if (cseqOf(headers).method !== method) throw badHeader('CSeq', 'method differs from the Request-Line');
  if (headers.has('contact')) contactsOf(headers);
  if (headers.has('route')) routesOf(headers);
  return undefined;
}

function checkTarget(request: SipRequest, capabilities: Capabilities): Rejection | undefined {
  if (!capabilities.schemes.includes(request.uri.scheme)) return { status: 416, reason: 'Unsupported URI Scheme' };
  const hops = maxForwardsOf(request.headers);
  const isInDialog = tagOf(toOf(request.headers)) !== undefined;
  // RFC 4475 §3.3.11: an OPTIONS without hops left may be answered by the element that has it.
  if (hops === 0 && !isInDialog && !endsHere.has(request.method)) return { status: 483, reason: 'Too Many Hops' };
  return undefined;
}

/** RFC 3261 §8.2.2.3: "This extension mechanism MUST NOT be used in CANCEL and ACK"; the 420 lists what we lack. */
function checkRequire(request: SipRequest, capabilities: Capabilities): Rejection | undefined {
  if (!request.headers.has('require') || request.method === 'ACK' || request.method === 'CANCEL') return undefined;
  const unknown = requireOf(request.headers).filter((tag) => !capabilities.extensions.includes(tag));
  if (unknown.length === 0) return undefined;
  return { status: 420, reason: 'Bad Extension', headers: [['Unsupported', unknown.join(', ')]] };
}
