import type { Clock, Timer } from '../../platform/clock.ts';

const periodMs = 1000;

/**
 * Once a second, all recorders write what they have and wait for the disk together, so that the file system can put their fsyncs into one
 * commit. Runs while anybody records.
 */
export class RecordingTicker {
  readonly #clock: Clock;
  readonly #ticks = new Set<() => void>();
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Recorders at work. */
  get size(): number {
    return this.#ticks.size;
  }

  /** Calls `tick` every second until the returned function is called. `tick` must not throw. */
  add(tick: () => void): () => void {
    this.#ticks.add(tick);
    this.#timer ??= this.#clock.every(periodMs, () => {
      for (const one of this.#ticks) one();
    });
    return () => {
      this.#ticks.delete(tick);
      if (this.#ticks.size > 0) return;
      this.#timer?.stop();
      this.#timer = undefined;
    };
  }
}
