import type { HeaderEntry } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import { answer } from './answers.ts';
import { capabilityHeaders } from './capabilities.ts';
import { readSdp } from './sdp-body.ts';
import type { ReinviteReply } from './user-agent.ts';

export interface IncomingReinvitesOptions {
  /** Contact and what the session timer says, for a 2xx to this request. */
  acceptHeaders(request: SipRequest): readonly HeaderEntry[];
  /** Whether an INVITE of ours has no final answer yet. */
  hasOwnOffer(): boolean;
  /** Hands the offer up. @returns false when nobody listens */
  deliver(offer: string | undefined, reply: ReinviteReply): boolean;
  /** A 2xx went out: repeat it until ACK. */
  accepted(transaction: ServerTransaction, response: SipResponse): void;
  /** Nothing of theirs is open any more: our own INVITEs may go on. */
  settled(): void;
}

/**
 * The re-INVITEs of the far end (RFC 3261 §14.2): one at a time. JsSIP ends the call at the second 491 in a row, so glare
 * is answered 491 once and the next one waits behind our own transaction.
 */
export class IncomingReinvites {
  readonly #options: IncomingReinvitesOptions;
  #open: ServerTransaction | undefined;
  #held: { readonly transaction: ServerTransaction; readonly offer: string | undefined } | undefined;
  #hasRefused = false;

  constructor(options: IncomingReinvitesOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** @throws {SipError} 400 or 415 for the body */
  handle(transaction: ServerTransaction): void {
    const offer = readSdp(transaction.request);
    if (this.#open || this.#held) {
      // "A UAS that receives a second INVITE before it sends the final response to a first INVITE with a lower CSeq […] MUST
      // return a 500 (Server Internal Error) response […] and MUST include a Retry-After header field with a randomly chosen
      // value of between 0 and 10 seconds."
      const seconds = Math.floor(Math.random() * 11);
      answer(transaction, 500, 'Another INVITE Is Open', { headers: [['Retry-After', String(seconds)]] });
      return;
    }
    if (!this.#options.hasOwnOffer()) {
      this.#deliver(transaction, offer);
    } else if (this.#hasRefused) {
      this.#hold(transaction, offer);
    } else {
      // "A UAS that receives an INVITE on a dialog while an INVITE it had sent on that dialog is in progress MUST return a 491"
      this.#hasRefused = true;
      answer(transaction, 491, 'Request Pending');
    }
  }

  /** Our own INVITE has its final answer: a held one of theirs goes on. */
  ownOfferSettled(): void {
    this.#hasRefused = false;
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#deliver(held.transaction, held.offer);
  }

  /** RFC 3261 §15.1.2: "the UAS MUST still respond to any pending requests received for that dialog. It is RECOMMENDED that a 487". */
  close(): void {
    for (const transaction of [this.#open, this.#held?.transaction]) {
      if (transaction) answer(transaction, 487, 'Request Terminated');
    }
    this.#open = undefined;
    this.#held = undefined;
  }

  #hold(transaction: ServerTransaction, offer: string | undefined): void {
    this.#held = { transaction, offer };
    transaction.onCancel(() => {
      if (this.#held?.transaction !== transaction) return;
      this.#held = undefined;
      answer(transaction, 487, 'Request Terminated');
    });
  }

  #deliver(transaction: ServerTransaction, offer: string | undefined): void {
    this.#open = transaction;
    transaction.onCancel(() => this.#reject(transaction, 487, 'Request Terminated'));
    const isHeard = this.#options.deliver(offer, {
      accept: (sdp) => this.#accept(transaction, sdp),
      reject: (status, reason, retryAfterSeconds) => this.#reject(transaction, status, reason, retryAfterSeconds),
    });
    if (!isHeard) this.#reject(transaction, 488, 'Not Acceptable Here');
  }

  #accept(transaction: ServerTransaction, sdp: string): void {
    if (this.#open !== transaction) return;
    const response = answer(transaction, 200, 'OK', {
      headers: [...this.#options.acceptHeaders(transaction.request), ...capabilityHeaders],
      body: { type: 'application/sdp', content: sdp },
    });
    this.#open = undefined;
    this.#options.accepted(transaction, response);
    this.#options.settled();
  }

  #reject(transaction: ServerTransaction, status: number, reason: string, retryAfterSeconds?: number): void {
    if (this.#open !== transaction) return;
    this.#open = undefined;
    const headers: HeaderEntry[] = retryAfterSeconds === undefined ? [] : [['Retry-After', String(retryAfterSeconds)]];
    answer(transaction, status, reason, { headers });
    this.#options.settled();
  }
}
