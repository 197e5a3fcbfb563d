import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { atMost } from '../../platform/wait.ts';
import type { RunStore, StoredRun } from './run-store.ts';

export interface RunJournalOptions {
  readonly store: RunStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Waiting {
  readonly tenantId: string;
  readonly run: StoredRun;
}

const retryMs = 1_000;
/** Runs that wait while the database is away; the newest state of each. */
const maxWaiting = 20_000;

/**
 * Writes runs behind their calls: per call only the newest state waits, one write goes on at a time, and a database that is away
 * delays what is kept, never a call.
 */
export class RunJournal {
  readonly #options: RunJournalOptions;
  readonly #waiting = new Map<string, Waiting>();
  #writing: Promise<void> | undefined;
  #retry: Timer | undefined;
  #isClosed = false;

  constructor(options: RunJournalOptions) {
    this.#options = options;
  }

  /** Calls whose newest state is not on disk yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  write(tenantId: string, run: StoredRun): void {
    // Set anew, so that the order is that of the last change.
    this.#waiting.delete(run.callId);
    this.#waiting.set(run.callId, { tenantId, run });
    if (this.#waiting.size > maxWaiting) this.#drop([...this.#waiting.keys()][0] ?? '', 'there is no room for more');
    this.#start();
  }

  /** Waits at most `ms` for what is not written yet, then gives it up. Idempotent. */
  async close(ms: number): Promise<void> {
    if (this.#isClosed) return;
    this.#start();
    await atMost(this.#options.clock, ms, this.#writing ?? Promise.resolve(), undefined);
    this.#isClosed = true;
    this.#retry?.stop();
    if (this.#waiting.size > 0) this.#options.logger.error({ runs: this.#waiting.size }, 'ways through dial plans were not written');
  }

  #start(): void {
    if (this.#writing || this.#isClosed) return;
    this.#retry?.stop();
    this.#writing = this.#work().finally(() => (this.#writing = undefined));
  }

  async #work(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      const { tenantId, run } = next;
      try {
        await this.#options.store.save(tenantId, run);
        if (this.#waiting.get(run.callId) === next) this.#waiting.delete(run.callId);
      } catch (error) {
        if (!isAway(error)) this.#drop(run.callId, error);
        else {
          this.#options.logger.warn({ err: error, runs: this.#waiting.size }, 'ways through dial plans wait for the database');
          this.#retry = this.#options.clock.after(retryMs, () => this.#start());
          return;
        }
      }
    }
  }

  #next(): Waiting | undefined {
    for (const waiting of this.#waiting.values()) return waiting;
    return undefined;
  }

  #drop(callId: string, error: unknown): void {
    this.#waiting.delete(callId);
    this.#options.logger.error({ err: error, call: callId }, 'a way through a dial plan was lost');
  }
}

function isAway(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'unavailable' || error.code === 'timeout' || error.code === 'retry');
}
