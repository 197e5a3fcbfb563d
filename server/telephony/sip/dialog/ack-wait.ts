import type { Clock, Timer } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import { cseqOf } from '../message/accessors.ts';
import type { SipResponse } from '../message/message.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';

/** RFC 3261 §17.1.1.1, Table 4. */
const t1Ms = 500;
const t2Ms = 4000;

export interface AckWaitOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** The flow that the dialog has now, open or closed. */
  flow(): Flow;
  /** We hung up already: whether the call lives is no question any more. */
  isLeaving(): boolean;
  /** 64*T1 went by without ACK over an open flow, or after we hung up. */
  giveUp(): void;
}

/** A 2xx of ours that was sent and not acknowledged. */
interface Unacknowledged {
  readonly cseq: number;
  readonly transaction: ServerTransaction;
  readonly response: SipResponse;
}

/**
 * Repeats a 2xx until its ACK comes. RFC 3261 §13.3.1.4: "the 2xx response is passed to the transport with an interval that
 * starts at T1 seconds and doubles for each retransmission until it reaches T2 seconds […] Response retransmissions cease
 * when an ACK request for the response is received. This is independent of whatever transport protocols are used".
 */
export class AckWait {
  readonly #options: AckWaitOptions;
  #open: Unacknowledged | undefined;
  #hasMoved = false;
  #repeat: Timer | undefined;
  #limit: Timer | undefined;

  constructor(options: AckWaitOptions) {
    this.#options = options;
  }

  get isWaiting(): boolean {
    return this.#open !== undefined;
  }

  /** Whether the flow changed meanwhile. JsSIP forgets its INVITE with the socket that carried it, so its ACK may never come. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  /** The 2xx to that INVITE was just sent for the first time. */
  start(transaction: ServerTransaction, response: SipResponse): void {
    this.stop();
    this.#open = { cseq: cseqOf(transaction.request.headers).number, transaction, response };
    this.#hasMoved = false;
    this.#schedule(t1Ms);
    this.#startLimit();
  }

  /** @returns whether the ACK with this number was waited for */
  acknowledged(cseq: number): boolean {
    if (this.#open?.cseq !== cseq) return false;
    this.stop();
    return true;
  }

  /** The dialog has another flow: the copy goes out there at once. */
  moved(): void {
    this.#hasMoved = true;
    this.#resend();
  }

  stop(): void {
    this.#open = undefined;
    this.#repeat?.stop();
    this.#limit?.stop();
  }

  #schedule(delayMs: number): void {
    this.#repeat = this.#options.clock.after(delayMs, () => {
      this.#resend();
      this.#schedule(Math.min(delayMs * 2, t2Ms));
    });
  }

  #startLimit(): void {
    this.#limit = this.#options.clock.after(64 * t1Ms, () => {
      // Over a closed flow nobody could have acknowledged; whether the call still lives is for media to say.
      if (this.#options.flow().closed.aborted && !this.#options.isLeaving()) {
        this.#startLimit();
      } else {
        this.stop();
        this.#options.giveUp();
      }
    });
  }

  /** The transaction knows only the flow that its request came by, so after a move the copy goes out on the new one. */
  #resend(): void {
    const flow = this.#options.flow();
    if (!this.#open || flow.closed.aborted) return;
    const { transaction, response } = this.#open;
    if (transaction.flow.id === flow.id) transaction.respond(response);
    else flow.send(response).catch((error: unknown) => this.#options.logger.debug({ err: error, flow: flow.id }, 'copy of a 2xx not sent'));
  }
}
