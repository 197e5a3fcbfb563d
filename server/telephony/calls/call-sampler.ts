import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { inBackground } from './background.ts';

/** How often each call's quality goes into its record; also the grain of `ended_at` after a kill -9 ([CA43]). */
const periodMs = 60_000;
const tickMs = 5_000;
/** Calls asked per tick at most: a thousand calls are a steady trickle, never a burst. */
const maxPerTick = 200;

/** A call in progress. */
export interface Sampled {
  sample(): Promise<void>;
}

/**
 * Samples calls in progress one after the other, each about once a minute, and none that still owes its last answer. Has a timer only while
 * there are calls.
 */
export class CallSampler {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #dueAtMs = new Map<Sampled, number>();
  /** Being asked: a media worker that hangs is not asked for the same call minute after minute. */
  readonly #asked = new WeakSet<Sampled>();
  #timer: Timer | undefined;

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  add(call: Sampled): void {
    if (this.#dueAtMs.has(call)) return;
    this.#dueAtMs.set(call, this.#clock.monotonicMs() + periodMs);
    this.#timer ??= this.#clock.every(tickMs, () => this.#tick());
  }

  remove(call: Sampled): void {
    this.#dueAtMs.delete(call);
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
    for (const [call, dueAtMs] of this.#dueAtMs) {
      if (dueAtMs > nowMs || asked >= maxPerTick) return;
      asked += 1;
      this.#dueAtMs.delete(call);
      this.#dueAtMs.set(call, nowMs + periodMs);
      this.#ask(call);
    }
  }

  #ask(call: Sampled): void {
    if (this.#asked.has(call)) return;
    this.#asked.add(call);
    inBackground(
      this.#logger,
      'sampling a call',
      call.sample().finally(() => this.#asked.delete(call)),
    );
  }
}
