import type { Subscriber } from '../../identity/index.ts';
import type { CallParty, PersonParty } from '../history/call-record.ts';
import type { SipUri } from '../sip/message/uri.ts';
import { hostOf } from './dialled.ts';

/** How a person appears inside a PBX: their extension there, else their login name. */
export function partyIn(pbxId: string, person: Subscriber): PersonParty {
  const own = person.extensions.find((extension) => extension.pbxId === pbxId);
  return { userId: person.userId, displayName: person.displayName, number: own?.number ?? person.loginName };
}

/** The address that a callee sees and can call back: the party's number in the caller's own domain. */
export function addressOf(party: CallParty, person: Subscriber): SipUri {
  return { scheme: 'sip', user: party.number, host: hostOf(person.address), parameters: new Map() };
}

/**
 * P-Asserted-Identity (RFC 3325 §9.1): who the caller is, as we authenticated them; what a device itself claims is
 * not passed on.
 */
export function assertedIdentity(party: CallParty, person: Subscriber): string {
  return `${quoted(party.displayName)} <sip:${encodeURIComponent(party.number)}@${hostOf(person.address)}>`;
}

/** RFC 3261 §25.1 quoted-string: `\` and `"` are escaped, control characters have no place in it. */
function quoted(text: string): string {
  const clean = text
    .split('')
    .filter((character) => character >= ' ' && character !== '\u007f')
    .join('');
  return `"${clean.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
