import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { Invitation } from '../sip/dialog/user-agent.ts';
import type { SipUri } from '../sip/message/uri.ts';

/** Longer than any extension, login name or address; what the record keeps. */
const maxDialledCharacters = 254;
const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * What a Request-URI dials inside the caller's PBX, or undefined when it names a domain that is not the caller's:
 * we relay to nobody, and another tenant's domain is "not found" like any other.
 *
 * Devices often dial the server's address instead of their domain; that means their own PBX. `tel:` URIs
 * (RFC 3966) have no domain; a `;phone-context` that is a number is kept. `urn:service:sos` (RFC 5031) calls for help.
 */
export function dialledBy(uri: SipUri, ownHost: string): string | undefined {
  const text = uri.scheme === 'tel' || uri.scheme === 'urn' ? withoutDomain(uri.opaque ?? '') : isOwn(uri, ownHost) ? uri.user : undefined;
  const dialled = text?.trim() ?? '';
  return dialled === '' || dialled.length > maxDialledCharacters || hasControlCharacter(dialled) ? undefined : dialled;
}

/** RFC 3966 §5.1.5: a context is a number that goes before, or a domain, which here can only be the caller's own. */
function withoutDomain(opaque: string): string {
  const [number = '', ...parameters] = opaque.split(';');
  const context = parameters.find((parameter) => /^phone-context=(?:\+|%2b)?[\d.()-]+$/i.test(parameter));
  return context === undefined ? number : `${number};${context}`;
}

/** From where an invitation came: the site that the page named, if any, and the network address. */
export function originOf({ request, flow }: Pick<Invitation, 'request' | 'flow'>): {
  readonly siteId: string | undefined;
  readonly address: string;
} {
  return { siteId: request.headers.get(sipNames.site), address: flow.remoteAddress };
}

function isOwn(uri: SipUri, ownHost: string): boolean {
  if (uri.scheme !== 'sip' && uri.scheme !== 'sips') return false;
  return uri.host === ownHost || uri.host === 'localhost' || uri.host.startsWith('[') || ipv4.test(uri.host);
}

function hasControlCharacter(text: string): boolean {
  return text.split('').some((character) => character < ' ' || character === '\u007f');
}

/** The domain of an address of record: `sip:alice@main.acme.example` → `main.acme.example`. */
export function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
