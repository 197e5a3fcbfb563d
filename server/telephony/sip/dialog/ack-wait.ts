import type { Clock, Timer } from '../../../platform/clock.ts';

/** RFC 3261 §17.1.1.1, Table 4. */
const t1Ms = 500;
const t2Ms = 4000;

export interface AckWaitOptions {
  readonly clock: Clock;
  /** Sends the 2xx once more over the flow that the dialog has now. */
  resend(): void;
  /** 64*T1 went by without the ACK to that INVITE. */
  giveUp(cseq: number): void;
}

/**
 * Repeats a 2xx until its ACK comes. RFC 3261 §13.3.1.4: "the 2xx response is passed to the transport with an interval that
 * starts at T1 seconds and doubles for each retransmission until it reaches T2 seconds […] Response retransmissions cease
 * when an ACK request for the response is received. This is independent of whatever transport protocols are used".
 */
export class AckWait {
  readonly #options: AckWaitOptions;
  #cseq: number | undefined;
  #repeat: Timer | undefined;
  #limit: Timer | undefined;

  constructor(options: AckWaitOptions) {
    this.#options = options;
  }

  get isWaiting(): boolean {
    return this.#cseq !== undefined;
  }

  /** @param cseq number of the INVITE whose 2xx was just sent for the first time */
  start(cseq: number): void {
    this.stop();
    this.#cseq = cseq;
    this.#schedule(t1Ms);
    this.#limit = this.#options.clock.after(64 * t1Ms, () => {
      this.stop();
      this.#options.giveUp(cseq);
    });
  }

  /** @returns whether this ACK was waited for */
  acknowledged(cseq: number): boolean {
    if (this.#cseq !== cseq) return false;
    this.stop();
    return true;
  }

  stop(): void {
    this.#cseq = undefined;
    this.#repeat?.stop();
    this.#limit?.stop();
  }

  #schedule(delayMs: number): void {
    this.#repeat = this.#options.clock.after(delayMs, () => {
      this.#options.resend();
      if (this.isWaiting) this.#schedule(Math.min(delayMs * 2, t2Ms));
    });
  }
}
