import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { inBackground } from './background.ts';
import type { CallLife } from './call-life.ts';

/** How often each call's quality goes into its record; also the grain of `ended_at` after a kill -9 ([CA43]). */
const periodMs = 60_000;
const tickMs = 5_000;
/** Calls asked per tick at most: a thousand calls are a steady trickle, never a burst. */
const maxPerTick = 200;

/** Samples calls in progress one after the other, each about once a minute. Has a timer only while there are calls. */
export class CallSampler {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #dueAtMs = new Map<CallLife, number>();
  #timer: Timer | undefined;

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  add(life: CallLife): void {
    if (this.#dueAtMs.has(life)) return;
    this.#dueAtMs.set(life, this.#clock.monotonicMs() + periodMs);
    this.#timer ??= this.#clock.every(tickMs, () => this.#tick());
  }

  remove(life: CallLife): void {
    this.#dueAtMs.delete(life);
    if (this.#dueAtMs.size === 0) this.close();
  }

  close(): void {
    this.#timer?.stop();
    this.#timer = undefined;
  }

  #tick(): void {
    const nowMs = this.#clock.monotonicMs();
    let asked = 0;
    // Insertion order is order of due time: what was asked goes to the end.
    for (const [life, dueAtMs] of this.#dueAtMs) {
      if (dueAtMs > nowMs || asked >= maxPerTick) return;
      asked += 1;
      this.#dueAtMs.delete(life);
      this.#dueAtMs.set(life, nowMs + periodMs);
      inBackground(this.#logger, 'sampling a call', life.sample());
    }
  }
}
