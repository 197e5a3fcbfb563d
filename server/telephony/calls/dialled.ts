import type { SipUri } from '../sip/message/uri.ts';

/** Longer than any extension, login name or address; what the record keeps. */
const maxDialledCharacters = 254;
const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * What a Request-URI dials inside the caller's PBX, or undefined when it names a domain that is not the caller's:
 * we relay to nobody, and another tenant's domain is "not found" like any other.
 *
 * Devices often dial the server's address instead of their domain; that means their own PBX. `tel:` URIs
 * (RFC 3966) have no domain.
 */
export function dialledBy(uri: SipUri, ownHost: string): string | undefined {
  const text = uri.scheme === 'tel' ? (uri.opaque ?? '').split(';', 1)[0] : isOwn(uri, ownHost) ? uri.user : undefined;
  const dialled = text?.trim() ?? '';
  return dialled === '' || dialled.length > maxDialledCharacters || hasControlCharacter(dialled) ? undefined : dialled;
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
