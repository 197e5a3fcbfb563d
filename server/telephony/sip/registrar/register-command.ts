import { callIdOf, contactExpiresOf, contactsOf, cseqOf, expiresOf, toOf } from '../message/accessors.ts';
import { supportedOf } from '../message/accessors-extensions.ts';
import type { SipRequest } from '../message/message.ts';
import { parseDigits } from '../message/numbers.ts';
import { SipError } from '../message/sip-error.ts';
import { formatUri, sipUri } from '../message/uri-parser.ts';
import type { SipUri } from '../message/uri.ts';
import type { NameAddr } from '../message/values.ts';

/** One contact that a REGISTER adds, refreshes or (with 0 s) removes. */
export interface ContactWish {
  readonly uri: SipUri;
  readonly instanceId: string | undefined;
  readonly regId: number | undefined;
  /** What tells bindings of one address apart: the instance and reg-id, or the URI (RFC 5626 §6). */
  readonly key: string;
  /** Seconds asked for; undefined leaves it to us. */
  readonly expires: number | undefined;
}

interface CommonPart {
  /** `sip:alice@main.acme.example`, without parameters, host in lower case (RFC 3261 §10.3 step 5). */
  readonly aor: string;
  readonly callId: string;
  readonly cseq: number;
}

export type RegisterCommand =
  | (CommonPart & { readonly kind: 'query' })
  | (CommonPart & { readonly kind: 'remove-all' })
  | (CommonPart & { readonly kind: 'update'; readonly contacts: readonly ContactWish[]; readonly userAgent: string | undefined });

const maxInstanceLength = 128;
const maxContactLength = 512;
const maxContactsPerRequest = 10;

/** The address of record as one canonical text. */
export function aorOf(user: string | undefined, host: string): string {
  return formatUri(sipUri(user, host));
}

/** Reads a REGISTER (RFC 3261 §10.3, RFC 5626 §6). @throws {SipError} 400 or 404 */
export function registerCommandOf(request: SipRequest): RegisterCommand {
  const to = toOf(request.headers).uri;
  // RFC 3261 §10.3 step 5: "If the address-of-record is not valid for the domain in the Request-URI, the registrar MUST
  // send a 404 (Not Found) response".
  if (to.host !== request.uri.host) throw new SipError(404, 'Address not of this domain');
  const common = { aor: aorOf(to.user, to.host), callId: ownCopy(callIdOf(request.headers)), cseq: cseqOf(request.headers).number };
  const contacts = contactsOf(request.headers);
  if (contacts === '*') return removeAll(request, common);
  if (contacts.length === 0) return { ...common, kind: 'query' };
  if (contacts.length > maxContactsPerRequest) throw new SipError(400, 'Contact: too many');
  const hasOutbound = supportedOf(request.headers).includes('outbound');
  const expires = expiresOf(request.headers);
  const userAgent = request.headers.get('User-Agent');
  const wishes = contacts.map((contact) => wishOf(contact, { expires, hasOutbound }));
  if (new Set(wishes.map((wish) => wish.key)).size < wishes.length) throw new SipError(400, 'Contact: the same one twice');
  return {
    ...common,
    kind: 'update',
    contacts: wishes,
    userAgent: userAgent === undefined ? undefined : ownCopy(userAgent.slice(0, maxInstanceLength)),
  };
}

/** RFC 3261 §10.3 step 6: "If the request has additional Contact fields or an expiration time other than zero, […] the server MUST return a 400". */
function removeAll(request: SipRequest, common: CommonPart): RegisterCommand {
  if (expiresOf(request.headers) !== 0) throw new SipError(400, 'Contact: * needs Expires: 0');
  return { ...common, kind: 'remove-all' };
}

function wishOf(contact: NameAddr, request: { readonly expires: number | undefined; readonly hasOutbound: boolean }): ContactWish {
  const { uri } = contact;
  if (uri.scheme !== 'sip' && uri.scheme !== 'sips') throw new SipError(400, 'Contact: SIP URI expected');
  const uriText = formatUri(uri);
  if (uriText.length > maxContactLength) throw new SipError(400, 'Contact: too long');
  const instanceId = instanceOf(contact);
  // RFC 5626 §6: "reg-id […] without […] '+sip.instance' […] MUST be ignored".
  const regId = instanceId !== undefined && request.hasOutbound ? regIdOf(contact) : undefined;
  return {
    uri: copyOf(uri),
    instanceId,
    regId,
    key: instanceId === undefined ? ownCopy(uriText) : `${instanceId} ${String(regId ?? '')}`,
    expires: contactExpiresOf(contact) ?? request.expires,
  };
}

function instanceOf(contact: NameAddr): string | undefined {
  const value = contact.parameters.get('+sip.instance');
  if (value === undefined || value === '') return undefined;
  const id = value.startsWith('<') && value.endsWith('>') ? value.slice(1, -1) : value;
  if (id === '' || id.length > maxInstanceLength) throw new SipError(400, 'Contact: +sip.instance of 1 to 128 characters expected');
  return ownCopy(id);
}

/** RFC 5626 §11.1: reg-id is a number from 1 to 2^31-1. */
function regIdOf(contact: NameAddr): number | undefined {
  const value = contact.parameters.get('reg-id');
  if (value === undefined) return undefined;
  const regId = parseDigits(value, 2 ** 31 - 1);
  if (regId === undefined || regId === 0) throw new SipError(400, 'Contact: reg-id from 1 to 2147483647 expected');
  return regId;
}

/** A slice of a message would keep the whole message in memory for as long as the binding lives. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

function copyOf(uri: SipUri): SipUri {
  const parameters = new Map([...uri.parameters].map(([name, value]) => [ownCopy(name), ownCopy(value)]));
  return { ...uri, host: ownCopy(uri.host), parameters, ...(uri.user !== undefined && { user: ownCopy(uri.user) }) };
}
