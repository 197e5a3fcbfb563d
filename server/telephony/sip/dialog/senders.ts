import type { Logger } from '../../../platform/logger.ts';
import type { Refusal, SenderCheck, SenderVerdict } from '../digest/sender-check.ts';
import { SipError } from '../message/sip-error.ts';
import type { SipUri } from '../message/uri.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import { answer, answerError } from './answers.ts';
import type { SipPrincipal } from './user-agent.ts';

/** Lets a request go on when its sender is known, and answers it otherwise. */
export class Senders {
  readonly #check: SenderCheck;
  readonly #logger: Logger;

  constructor(check: SenderCheck, logger: Logger) {
    this.#check = check;
    this.#logger = logger;
  }

  /**
   * @param claimed the address that the sender speaks for
   * @param goOn runs at once for a sender who is known already, else after the check
   */
  authorise(transaction: ServerTransaction, claimed: SipUri, goOn: (principal: SipPrincipal) => void): void {
    const { request, flow } = transaction;
    try {
      const verdict = this.#check.check(request, flow, claimed);
      if (verdict instanceof Promise) void this.#later(transaction, verdict, goOn);
      else this.#apply(transaction, verdict, goOn);
    } catch (error) {
      answerError(transaction, error);
    }
  }

  async #later(transaction: ServerTransaction, verdict: Promise<SenderVerdict>, goOn: (principal: SipPrincipal) => void): Promise<void> {
    try {
      this.#apply(transaction, await verdict, goOn);
    } catch (error) {
      if (error instanceof SipError) {
        answerError(transaction, error);
        return;
      }
      this.#logger.error({ err: error, method: transaction.request.method }, 'a SIP request could not be handled');
      answer(transaction, 500, 'Server Internal Error');
    }
  }

  #apply(transaction: ServerTransaction, verdict: SenderVerdict, goOn: (principal: SipPrincipal) => void): void {
    if (verdict.kind === 'accepted') goOn(verdict.principal);
    else this.#refuse(transaction, verdict);
  }

  #refuse(transaction: ServerTransaction, refusal: Refusal): void {
    answer(transaction, refusal.status, refusal.reason, { headers: refusal.headers });
  }
}
