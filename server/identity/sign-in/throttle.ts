import { ServiceError } from '../../platform/service-error.ts';
import type { Clock } from '../../platform/clock.ts';

/** Counters that survive a restart; storage has one in PostgreSQL. */
export interface ThrottleCounters {
  get(keys: readonly string[]): Promise<ReadonlyMap<string, { readonly failures: number; readonly blockedUntil: Date | undefined }>>;
  fail(key: string, at: Date, forgetAfterSeconds: number): Promise<number>;
  block(key: string, until: Date): Promise<void>;
  clear(key: string): Promise<void>;
  purge(before: Date): Promise<number>;
}

/** What failures are counted for. `familiar` is one person at a device or address where they signed in before. */
export type BucketKind = 'account' | 'familiar' | 'address';

export interface Bucket {
  readonly kind: BucketKind;
  readonly key: string;
}

interface BucketRule {
  /** Failures without any delay. */
  readonly free: number;
  readonly maxDelaySeconds: number;
  /** A quiet time after which counting starts again. */
  readonly forgetAfterSeconds: number;
  /** Attempts whose answer is still being computed, so that a burst cannot outrun the count. */
  readonly maxPending: number;
}

/** ID10-ID12. The delay doubles from one second with each failure beyond the free ones. */
export const bucketRules: Readonly<Record<BucketKind, BucketRule>> = {
  account: { free: 5, maxDelaySeconds: 300, forgetAfterSeconds: 3600, maxPending: 5 },
  familiar: { free: 10, maxDelaySeconds: 300, forgetAfterSeconds: 3600, maxPending: 10 },
  address: { free: 30, maxDelaySeconds: 300, forgetAfterSeconds: 900, maxPending: 100 },
};

/** Seconds that must pass after the `failures`-th failure in a row. */
export function delaySeconds(kind: BucketKind, failures: number): number {
  const rule = bucketRules[kind];
  if (failures <= rule.free) return 0;
  return Math.min(2 ** Math.min(failures - rule.free - 1, 20), rule.maxDelaySeconds);
}

/** Slows guessing down, per account and per address, without slowing down a person where they are known. */
export class Throttle {
  readonly #counters: ThrottleCounters;
  readonly #clock: Clock;
  readonly #pending = new Map<string, number>();

  constructor(counters: ThrottleCounters, clock: Clock) {
    this.#counters = counters;
    this.#clock = clock;
  }

  /**
   * Runs `attempt` unless one of the buckets is blocked; an attempt that answers undefined counts as a failure.
   * @throws {ServiceError} `too-many-attempts` with the seconds to wait; `attempt` did not run and is not counted,
   *   so that hammering on a blocked account does not keep it blocked.
   */
  async guard<T>(buckets: readonly Bucket[], attempt: () => Promise<T | undefined>): Promise<T | undefined> {
    this.#enter(buckets);
    try {
      await this.#requireOpen(buckets);
      const result = await attempt();
      if (result === undefined) await this.#fail(buckets);
      else await this.#succeed(buckets);
      return result;
    } finally {
      this.#leave(buckets);
    }
  }

  /** Counts one failure for buckets that did not stand in the way. */
  async count(buckets: readonly Bucket[]): Promise<void> {
    await this.#fail(buckets);
  }

  /** Forgets what has been quiet for a day. */
  async purge(): Promise<void> {
    await this.#counters.purge(new Date(this.#clock.now() - 86_400_000));
  }

  async #requireOpen(buckets: readonly Bucket[]): Promise<void> {
    const now = this.#clock.now();
    const states = await this.#counters.get(buckets.map(keyOf));
    const blockedUntil = Math.max(0, ...[...states.values()].map((state) => state.blockedUntil?.getTime() ?? 0));
    if (blockedUntil > now) throw new ServiceError('too-many-attempts', { retryAfterSeconds: Math.ceil((blockedUntil - now) / 1000) });
  }

  async #fail(buckets: readonly Bucket[]): Promise<void> {
    const now = this.#clock.now();
    for (const bucket of buckets) {
      const failures = await this.#counters.fail(keyOf(bucket), new Date(now), bucketRules[bucket.kind].forgetAfterSeconds);
      const delay = delaySeconds(bucket.kind, failures);
      if (delay > 0) await this.#counters.block(keyOf(bucket), new Date(now + delay * 1000));
    }
  }

  /** An address is not cleared: otherwise somebody with one account of their own could guess others without end. */
  async #succeed(buckets: readonly Bucket[]): Promise<void> {
    for (const bucket of buckets) if (bucket.kind !== 'address') await this.#counters.clear(keyOf(bucket));
  }

  #enter(buckets: readonly Bucket[]): void {
    if (buckets.some((bucket) => (this.#pending.get(keyOf(bucket)) ?? 0) >= bucketRules[bucket.kind].maxPending)) {
      throw new ServiceError('too-many-attempts', { retryAfterSeconds: 1 });
    }
    for (const bucket of buckets) this.#pending.set(keyOf(bucket), (this.#pending.get(keyOf(bucket)) ?? 0) + 1);
  }

  #leave(buckets: readonly Bucket[]): void {
    for (const bucket of buckets) {
      const left = (this.#pending.get(keyOf(bucket)) ?? 1) - 1;
      if (left > 0) this.#pending.set(keyOf(bucket), left);
      else this.#pending.delete(keyOf(bucket));
    }
  }
}

function keyOf(bucket: Bucket): string {
  return `${bucket.kind}:${bucket.key}`;
}
