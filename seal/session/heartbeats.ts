import type { SealClock } from './sealed-session.ts';

const beatMs = 2000;
const silenceMs = 10_000;

export interface HeartbeatsOptions {
  readonly clock: SealClock;
  /** The customer beats like all others, and waits for nobody. */
  readonly waitsForCustomer: boolean;
  readonly beat: () => void;
  readonly changed: (isAlive: boolean) => void;
}

/** Beats every 2 s; not alive once the customer was not heard for 10 s, or spoke of log entries that did not come for as long. */
export class Heartbeats {
  readonly #options: HeartbeatsOptions;
  #beating: { stop(): void } | undefined;
  #silence: { stop(): void } | undefined;
  #owedNumber: number | undefined;
  #isClosed = false;

  constructor(options: HeartbeatsOptions) {
    this.#options = options;
  }

  /** A group begins: the customer counts as heard. */
  start(): void {
    if (this.#isClosed) return;
    if (this.#beating === undefined) this.#beatOn();
    this.#heard();
  }

  /** The customer's: up to which number the log went, and up to which it came here. */
  handleCustomer(saidNumber: number, myNumber: number): void {
    if (saidNumber > myNumber) this.#owedNumber = saidNumber;
    else this.#heard();
  }

  /** The log came up to here. */
  handleNumber(myNumber: number): void {
    if (this.#owedNumber === undefined || myNumber < this.#owedNumber) return;
    this.#heard();
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#beating?.stop();
    this.#silence?.stop();
  }

  #beatOn(): void {
    this.#beating = this.#options.clock.after(beatMs, () => {
      this.#beatOn();
      this.#options.beat();
    });
  }

  #heard(): void {
    this.#owedNumber = undefined;
    if (!this.#options.waitsForCustomer) return;
    this.#silence?.stop();
    this.#silence = this.#options.clock.after(silenceMs, () => this.#options.changed(false));
    this.#options.changed(true);
  }
}
