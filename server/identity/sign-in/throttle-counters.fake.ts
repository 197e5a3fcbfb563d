import type { ThrottleCounters } from './throttle.ts';

interface Counter {
  failures: number;
  lastMs: number;
  blockedUntil: Date | undefined;
}

/** Counters in memory. */
export class FakeThrottleCounters implements ThrottleCounters {
  readonly counters = new Map<string, Counter>();

  async get(keys: readonly string[]): Promise<ReadonlyMap<string, { readonly failures: number; readonly blockedUntil: Date | undefined }>> {
    return new Map(
      keys.flatMap((key) => {
        const counter = this.counters.get(key);
        return counter ? [[key, counter] as const] : [];
      }),
    );
  }

  async fail(key: string, at: Date, forgetAfterSeconds: number): Promise<number> {
    const counter = this.counters.get(key);
    const isForgotten = !counter || counter.lastMs < at.getTime() - forgetAfterSeconds * 1000;
    const failures = isForgotten ? 1 : counter.failures + 1;
    this.counters.set(key, { failures, lastMs: at.getTime(), blockedUntil: counter?.blockedUntil });
    return failures;
  }

  async block(key: string, until: Date): Promise<void> {
    const counter = this.counters.get(key);
    if (counter) counter.blockedUntil = until;
  }

  async clear(key: string): Promise<void> {
    this.counters.delete(key);
  }

  async purge(before: Date): Promise<number> {
    const old = [...this.counters].filter(([, counter]) => counter.lastMs < before.getTime());
    for (const [key] of old) this.counters.delete(key);
    return old.length;
  }
}
