import type { Clock } from '../../../platform/clock.ts';

export interface FailureLimitOptions {
  readonly clock: Clock;
  /** Failures that may come at once before a source has to wait. */
  readonly burst: number;
  /** One more failure is allowed after each such time. */
  readonly refillMs: number;
  /** Sources remembered at most; the one that failed longest ago is forgotten first. */
  readonly limit?: number;
}

/**
 * A leaky bucket of failures for each source. It slows guessing down and locks nobody out: a source that stops failing is
 * as good as new after `burst × refillMs`. Only failures with a nonce of ours are counted (see DigestAuthenticator), so a
 * forged UDP source address cannot make its owner wait.
 */
export class FailureLimit {
  readonly #options: FailureLimitOptions;
  /** When the bucket of a source will be empty again, on the monotonic clock. */
  readonly #emptyAtMs = new Map<string, number>();

  constructor(options: FailureLimitOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#emptyAtMs.size;
  }

  /** Seconds until the source may try again; 0 when it may try now. */
  waitSeconds(source: string): number {
    const emptyAtMs = this.#emptyAtMs.get(source);
    if (emptyAtMs === undefined) return 0;
    const { burst, refillMs, clock } = this.#options;
    return Math.max(0, Math.ceil((emptyAtMs - clock.monotonicMs() - (burst - 1) * refillMs) / 1000));
  }

  failed(source: string): void {
    const { refillMs, clock, limit = 10_000 } = this.#options;
    const now = clock.monotonicMs();
    const emptyAtMs = Math.max(now, this.#emptyAtMs.get(source) ?? 0) + refillMs;
    this.#emptyAtMs.delete(source);
    this.#emptyAtMs.set(source, emptyAtMs);
    for (const [oldest, dueMs] of this.#emptyAtMs) {
      if (this.#emptyAtMs.size <= limit && dueMs > now) return;
      this.#emptyAtMs.delete(oldest);
    }
  }

  succeeded(source: string): void {
    this.#emptyAtMs.delete(source);
  }
}
