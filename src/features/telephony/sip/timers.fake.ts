import type { Timers } from './timers.ts';

/** A clock that moves only when a test says so. */
export class FakeTimers implements Timers {
  #now = 1_700_000_000_000;
  readonly #due = new Set<{ readonly atMs: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  after(ms: number, run: () => void): () => void {
    const entry = { atMs: this.#now + ms, run };
    this.#due.add(entry);
    return () => this.#due.delete(entry);
  }

  /** Timers that wait: leak tests expect 0. */
  get pending(): number {
    return this.#due.size;
  }

  /** Moves time forward and runs what became due, in order. */
  advance(ms: number): void {
    const endMs = this.#now + ms;
    for (;;) {
      const next = [...this.#due].filter((entry) => entry.atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#due.delete(next);
      this.#now = next.atMs;
      next.run();
    }
    this.#now = endMs;
  }
}
