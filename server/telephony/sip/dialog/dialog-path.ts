import { callIdOf, contactsOf, cseqOf, fromOf, recordRoutesOf, toOf } from '../message/accessors.ts';
import { createRequest, type MessageExtras } from '../message/builders.ts';
import type { SipHeaders } from '../message/headers.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { nameAddr, tagOf, withTag } from '../message/name-addr.ts';
import { badHeader } from '../message/sip-error.ts';
import type { SipUri } from '../message/uri.ts';
import type { NameAddr } from '../message/values.ts';

interface PathFields {
  readonly callId: string;
  /** Ours with our tag, theirs with their tag. */
  readonly local: NameAddr;
  readonly remote: NameAddr;
  readonly routes: readonly NameAddr[];
  readonly target: SipUri;
  readonly localCSeq: number;
  /** Undefined until the far end's first request (RFC 3261 §12.1.2: "MUST be empty"). */
  readonly remoteCSeq: number | undefined;
  /** We made the Call-ID: decides who waits longer after glare (RFC 3261 §14.1). */
  readonly isCallIdOurs: boolean;
}

/** How requests of one dialog are addressed and numbered: the dialog state of RFC 3261 §12. */
export class DialogPath {
  readonly callId: string;
  readonly local: NameAddr;
  readonly remote: NameAddr;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly isCallIdOurs: boolean;
  readonly #routes: readonly NameAddr[];
  #target: SipUri;
  #localCSeq: number;
  #remoteCSeq: number | undefined;

  constructor(fields: PathFields) {
    this.callId = fields.callId;
    this.local = fields.local;
    this.remote = fields.remote;
    this.localTag = tagOf(fields.local) ?? '';
    // RFC 3261 §12.1.1: "A UAS MUST be prepared to receive a request without a tag in the From field, in which case the
    // tag is considered to have a value of null."
    this.remoteTag = tagOf(fields.remote) ?? '';
    this.isCallIdOurs = fields.isCallIdOurs;
    this.#routes = fields.routes;
    this.#target = fields.target;
    this.#localCSeq = fields.localCSeq;
    this.#remoteCSeq = fields.remoteCSeq;
  }

  /** Identifies the dialog in this process (RFC 3261 §12: Call-ID, local tag, remote tag). */
  get id(): string {
    return dialogId(this.callId, this.localTag, this.remoteTag);
  }

  get target(): SipUri {
    return this.#target;
  }

  /** The next request of ours. RFC 3261 §12.2.1.1: "the value of the local sequence number MUST be incremented by one". */
  next(method: string, contact: NameAddr, extras?: MessageExtras): SipRequest {
    this.#localCSeq += 1;
    return this.#request(method, this.#localCSeq, { ...extras, contact });
  }

  /** The ACK to a 2xx (RFC 3261 §13.2.2.4): "The sequence number of the CSeq header field MUST be the same as the INVITE being acknowledged". */
  ack(inviteCSeq: number): SipRequest {
    return this.#request('ACK', inviteCSeq, {});
  }

  /**
   * Takes note of a request's number (RFC 3261 §12.2.2).
   * @returns false when it "is lower than the remote sequence number, the request is out of order and MUST be rejected with
   * a 500"; an equal number can only be a copy that took another way and is refused alike
   */
  acceptNumber(cseq: number): boolean {
    if (this.#remoteCSeq !== undefined && cseq <= this.#remoteCSeq) return false;
    this.#remoteCSeq = cseq;
    return true;
  }

  /** RFC 3261 §12.2.2: a target refresh "MUST replace the dialog's remote target URI with the URI from the Contact header field". */
  refreshTarget(headers: SipHeaders): void {
    const contacts = contactsOf(headers);
    const first = contacts === '*' ? undefined : contacts[0];
    if (first) this.#target = first.uri;
  }

  #request(method: string, cseq: number, extras: MessageExtras & { readonly contact?: NameAddr }): SipRequest {
    const route = this.#routing();
    return createRequest({ ...extras, ...route, method, cseq, callId: this.callId, from: this.local, to: this.remote });
  }

  /**
   * RFC 3261 §12.2.1.1: with a loose first route "the UAC MUST place the remote target URI into the Request-URI"; with a
   * strict one "the UAC MUST place the first URI from the route set into the Request-URI" and the target last in Route.
   */
  #routing(): { readonly uri: SipUri; readonly routes: readonly NameAddr[] } {
    const [first, ...others] = this.#routes;
    if (!first || first.uri.parameters.has('lr')) return { uri: this.#target, routes: this.#routes };
    return { uri: first.uri, routes: [...others, nameAddr(this.#target)] };
  }
}

export function dialogId(callId: string, localTag: string, remoteTag: string): string {
  return `${callId};${localTag};${remoteTag}`;
}

/** The one address of a Contact that makes a dialog. @throws {SipError} 400 (RFC 3261 §8.1.1.8: "exactly one SIP or SIPS URI") */
export function dialogContactOf(headers: SipHeaders): SipUri {
  const contacts = contactsOf(headers);
  const [contact, ...others] = contacts === '*' ? [] : contacts;
  if (!contact || others.length > 0) throw badHeader('Contact', 'exactly one address expected');
  if (contact.uri.scheme !== 'sip' && contact.uri.scheme !== 'sips') throw badHeader('Contact', 'SIP URI expected');
  return contact.uri;
}

/** The dialog that our response with `localTag` to their INVITE makes (RFC 3261 §12.1.1). @throws {SipError} 400 */
export function pathOfUas(invite: SipRequest, localTag: string): DialogPath {
  return new DialogPath({
    callId: callIdOf(invite.headers),
    local: withTag(toOf(invite.headers), localTag),
    remote: fromOf(invite.headers),
    routes: recordRoutesOf(invite.headers),
    target: dialogContactOf(invite.headers),
    localCSeq: 0,
    remoteCSeq: cseqOf(invite.headers).number,
    isCallIdOurs: false,
  });
}

/** The dialog that their 2xx to our INVITE makes (RFC 3261 §12.1.2). @throws {SipError} 400 */
export function pathOfUac(invite: SipRequest, response: SipResponse): DialogPath {
  return new DialogPath({
    callId: callIdOf(invite.headers),
    local: fromOf(invite.headers),
    remote: toOf(response.headers),
    // "taken from the Record-Route header field in the response, taken in reverse order"
    routes: recordRoutesOf(response.headers).toReversed(),
    // A 2xx without Contact breaks §12.1.1, but the callee is at the address that we called.
    target: response.headers.has('Contact') ? dialogContactOf(response.headers) : invite.uri,
    localCSeq: cseqOf(invite.headers).number,
    remoteCSeq: undefined,
    isCallIdOurs: true,
  });
}
