import type { Clock, Timer } from './clock.ts';

interface Entry {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until `advance()` is called; timers fire in due order, then in order of creation. */
export class FakeClock implements Clock {
  #nowMs: number;
  #elapsedMs = 0;
  #order = 0;
  readonly #entries = new Set<Entry>();

  constructor(startMs = Date.UTC(2026, 0, 1)) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs + this.#elapsedMs;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  after(delayMs: number, callback: () => void): Timer {
    return this.#add({ dueMs: this.#elapsedMs + delayMs, order: this.#order++, callback });
  }

  every(periodMs: number, callback: () => void): Timer {
    let current: Entry | undefined;
    let stopped = false;
    const schedule = (dueMs: number): void => {
      current = {
        dueMs,
        order: this.#order++,
        callback: () => {
          if (!stopped) schedule(dueMs + periodMs);
          callback();
        },
      };
      this.#entries.add(current);
    };
    schedule(this.#elapsedMs + periodMs);
    return {
      stop: () => {
        stopped = true;
        if (current) this.#entries.delete(current);
      },
    };
  }

  /** Moves the wall clock without moving the monotonic one, as an administrator or NTP would. */
  setWallClock(nowMs: number): void {
    this.#nowMs = nowMs - this.#elapsedMs;
  }

  /** Advances both clocks by `ms`, firing what falls due. */
  advance(ms: number): void {
    const target = this.#elapsedMs + ms;
    for (let next = this.#next(target); next; next = this.#next(target)) {
      this.#entries.delete(next);
      this.#elapsedMs = next.dueMs;
      next.callback();
    }
    this.#elapsedMs = target;
  }

  /** How many timers are waiting: a leak shows here. */
  get pending(): number {
    return this.#entries.size;
  }

  #add(entry: Entry): Timer {
    this.#entries.add(entry);
    return { stop: () => this.#entries.delete(entry) };
  }

  #next(target: number): Entry | undefined {
    let best: Entry | undefined;
    for (const entry of this.#entries) {
      if (entry.dueMs > target) continue;
      if (!best || entry.dueMs < best.dueMs || (entry.dueMs === best.dueMs && entry.order < best.order)) best = entry;
    }
    return best;
  }
}
