import { cseqOf } from '../message/accessors.ts';
import { knownMethods } from '../transaction/request-checks.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import { answer, answerError } from './answers.ts';
import { acceptHeader, allowHeader, capabilityHeaders } from './capabilities.ts';
import type { DialogPath } from './dialog-path.ts';
import type { IncomingReinvites } from './incoming-reinvites.ts';
import { isSessionTooShort, minSessionSeconds, type SessionTimer } from './session-timer.ts';
import { UnsupportedBody } from './sdp-body.ts';
import type { RequestReply } from './user-agent.ts';
import type { HeaderEntry } from '../message/builders.ts';

export interface IncomingRequestsOptions {
  readonly path: DialogPath;
  readonly reinvites: IncomingReinvites;
  readonly sessionTimer: SessionTimer;
  contactHeader(): HeaderEntry;
  /** The far end hung up; 200 was sent. */
  bye(transaction: ServerTransaction): void;
  /** Hands a request up. @returns false when nobody listens */
  deliver(transaction: ServerTransaction, reply: RequestReply): boolean;
}

/** Requests that calls answers (DialogEvents.request). */
const deliveredMethods: ReadonlySet<string> = new Set(['INFO', 'REFER', 'MESSAGE', 'NOTIFY', 'UPDATE']);
const maxUnanswered = 16;

/** Answers the requests of the far end within one dialog (RFC 3261 §12.2.2). */
export class IncomingRequests {
  readonly #options: IncomingRequestsOptions;
  readonly #unanswered = new Set<ServerTransaction>();

  constructor(options: IncomingRequestsOptions) {
    this.#options = options;
  }

  /** @param isLeaving we hung up and only BYE still means something */
  handle(transaction: ServerTransaction, isLeaving: boolean): void {
    const { path } = this.#options;
    const { request } = transaction;
    try {
      if (!path.acceptNumber(cseqOf(request.headers).number)) {
        answer(transaction, 500, 'CSeq Out Of Order');
      } else if (request.method === 'BYE') {
        answer(transaction, 200, 'OK');
        this.#options.bye(transaction);
      } else if (isLeaving) {
        answer(transaction, 481, 'Call/Transaction Does Not Exist');
      } else {
        this.#handleWithin(transaction);
      }
    } catch (error) {
      answerError(transaction, error, error instanceof UnsupportedBody ? [acceptHeader] : []);
    }
  }

  /** The dialog ended: whoever still waits for an answer gets 487 (RFC 3261 §15.1.2). */
  close(): void {
    for (const transaction of this.#unanswered) answer(transaction, 487, 'Request Terminated');
    this.#unanswered.clear();
    this.#options.reinvites.close();
  }

  #handleWithin(transaction: ServerTransaction): void {
    const { method, body } = transaction.request;
    const isOffer = method === 'INVITE' || method === 'UPDATE';
    if (isOffer && isSessionTooShort(transaction.request)) {
      answer(transaction, 422, 'Session Interval Too Small', { headers: [['Min-SE', String(minSessionSeconds)]] });
    } else if (method === 'INVITE') {
      this.#options.reinvites.handle(transaction);
    } else if (method === 'UPDATE' && body.length === 0) {
      this.#refresh(transaction);
    } else if (method === 'UPDATE') {
      // RFC 3311 §5.2: a UAS that would have to ask a person or another leg answers 504 or refuses; our peers use re-INVITE.
      answer(transaction, 488, 'Offer By re-INVITE');
    } else if (method === 'OPTIONS') {
      answer(transaction, 200, 'OK', { headers: [acceptHeader, ...capabilityHeaders] });
    } else if (deliveredMethods.has(method)) {
      this.#deliver(transaction);
    } else if (method === 'SUBSCRIBE') {
      // RFC 6665 §4.5.2: subscriptions do not share the dialog of a call, but those of RFC 3265's time tried.
      answer(transaction, 403, 'Subscribe In A Dialog Of Its Own');
    } else if (knownMethods.has(method)) {
      answer(transaction, 405, 'Method Not Allowed', { headers: [allowHeader] });
    } else {
      answer(transaction, 501, 'Not Implemented', { headers: [allowHeader] });
    }
  }

  /** An UPDATE without offer refreshes the target and the session timer (RFC 3311 §5.2, RFC 4028 §9). */
  #refresh(transaction: ServerTransaction): void {
    const { path, sessionTimer } = this.#options;
    path.refreshTarget(transaction.request.headers);
    const headers = [this.#options.contactHeader(), ...sessionTimer.answer(transaction.request), ...capabilityHeaders];
    answer(transaction, 200, 'OK', { headers });
  }

  #deliver(transaction: ServerTransaction): void {
    if (this.#unanswered.size >= maxUnanswered) {
      answer(transaction, 503, 'Too Many Open Requests', { headers: [['Retry-After', '1']] });
      return;
    }
    this.#unanswered.add(transaction);
    const isHeard = this.#options.deliver(transaction, {
      headers: transaction.request.headers,
      respond: (status, reason, extras) => {
        if (!this.#unanswered.has(transaction)) return;
        if (status >= 200) this.#unanswered.delete(transaction);
        answer(transaction, status, reason, extras);
      },
    });
    if (isHeard) return;
    this.#unanswered.delete(transaction);
    answer(transaction, 405, 'Method Not Allowed', { headers: [allowHeader] });
  }
}
