import type { Clock } from '../../platform/clock.ts';
import { delay } from '../../platform/wait.ts';

/** How many frames one socket may send: some at once, fewer in the long run. */
export class FrameRate {
  readonly #clock: Clock;
  readonly #limits: { readonly burst: number; readonly perSecond: number };
  #left: number;
  #countedAtMs: number;

  constructor(clock: Clock, limits: { readonly burst: number; readonly perSecond: number }) {
    this.#clock = clock;
    this.#limits = limits;
    this.#left = limits.burst;
    this.#countedAtMs = clock.monotonicMs();
  }

  /** Resolves when another frame may be handled; says no when `lifetime` ended before. */
  async take(lifetime: AbortSignal): Promise<boolean> {
    this.#refill();
    while (this.#left < 1) {
      const waitMs = ((1 - this.#left) / this.#limits.perSecond) * 1_000;
      if (!(await delay(this.#clock, Math.ceil(waitMs), lifetime))) return false;
      this.#refill();
    }
    this.#left -= 1;
    return true;
  }

  #refill(): void {
    const now = this.#clock.monotonicMs();
    const earned = ((now - this.#countedAtMs) / 1_000) * this.#limits.perSecond;
    this.#left = Math.min(this.#limits.burst, this.#left + earned);
    this.#countedAtMs = now;
  }
}
