import type { Clock } from '../../../platform/clock.ts';

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** More addresses than send at one time; the ones first heard of longest ago are forgotten first. */
const maxSources = 10_000;

/** A token bucket per source, in bounded memory. */
export class SourceLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #burst: number;

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** Whether one more message from there may pass now. */
  admits(source: string): boolean {
    const nowMs = this.#clock.monotonicMs();
    const bucket = this.#buckets.get(source) ?? this.#create(source, nowMs);
    bucket.tokens = Math.min(this.#burst, bucket.tokens + ((nowMs - bucket.filledAtMs) * this.#perSecond) / 1000);
    bucket.filledAtMs = nowMs;
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  }

  get size(): number {
    return this.#buckets.size;
  }

  #create(source: string, nowMs: number): Bucket {
    if (this.#buckets.size >= maxSources) this.#forgetOldest();
    const bucket = { tokens: this.#burst, filledAtMs: nowMs };
    this.#buckets.set(source, bucket);
    return bucket;
  }

  /** A Map keeps the order of insertion, so the first one is the one that came first. */
  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
