import type { SealClock } from '../sealed-session.ts';

/** Time that goes on when it is told to. */
export class FakeClock implements SealClock {
  #nowMs = 0;
  readonly #timers = new Set<{ readonly atMs: number; readonly run: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, run: () => void): { stop(): void } {
    const timer = { atMs: this.#nowMs + ms, run };
    this.#timers.add(timer);
    return { stop: () => void this.#timers.delete(timer) };
  }

  advance(ms: number): void {
    this.#nowMs += ms;
    const due = [...this.#timers].filter(({ atMs }) => atMs <= this.#nowMs).toSorted((one, other) => one.atMs - other.atMs);
    for (const timer of due) if (this.#timers.delete(timer)) timer.run();
  }
}
