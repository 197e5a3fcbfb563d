import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { delay } from '../../platform/wait.ts';
import { StorageError } from '../../storage/index.ts';
import type { CallBusEvents, CallEvent, CallSnapshot } from './call-record.ts';
import type { CallRecordStore } from './call-record-store.ts';
import { JournalQueue } from './journal-queue.ts';
import type { Waiting } from './journal-queue.ts';
import type { Journal, JournalEntry, JournalMetrics } from './journal.ts';

/** Calls written in one transaction at most: a burst costs few commits. */
const batchSize = 64;
/** How long a batch gathers: at a hundred calls a second this makes one commit out of eight. */
const usualGatherMs = 20;
const firstRetryMs = 250;
const longestRetryMs = 5_000;

/** Failures of the database, not of the row: worth trying again. */
const passing = new Set(['unavailable', 'timeout', 'retry', 'internal']);

export interface CallJournalOptions {
  readonly store: CallRecordStore;
  readonly bus: Bus<CallBusEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: JournalMetrics;
  /** How long a batch gathers before it is written; 0 is until the event loop turns. */
  readonly gatherMs?: number;
  /** Told after a milestone is on disk. */
  readonly onMilestone: (snapshot: CallSnapshot) => void;
}

/**
 * Writes call records and events, one transaction at a time, in order per call (docs/adr/0060). While the database is away
 * entries wait in memory, newer ones of a call merged with older, up to a limit; calls go on.
 */
export class CallJournal implements Journal {
  readonly #options: CallJournalOptions;
  readonly #queue = new JournalQueue();
  readonly #lifetime = new AbortController();
  #writing: Promise<void> | undefined;
  #retryMs = firstRetryMs;

  constructor(options: CallJournalOptions) {
    this.#options = options;
  }

  /** Calls whose newest state is not on disk yet. */
  get waiting(): number {
    return this.#queue.size;
  }

  write(entry: JournalEntry): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#lifetime.signal.aborted || !this.#queue.add(entry, resolve)) return this.#drop(entry.snapshot, 'no room', resolve);
      this.#options.metrics.journalWaiting(this.#queue.size);
      this.#writing ??= this.#run();
    });
  }

  /** Resolves when all is written, or when the database does not take it within `ms`; says whether all was. */
  async flush(ms: number): Promise<boolean> {
    const giveUp = new AbortController();
    const writing = this.#writing ?? Promise.resolve();
    await Promise.race([writing.then(() => giveUp.abort()), delay(this.#options.clock, ms, giveUp.signal)]);
    return this.#queue.size === 0;
  }

  /** Writes what waits if the database takes it within `ms`; the rest is lost and logged. */
  async close(ms: number): Promise<void> {
    const isAll = await this.flush(ms);
    this.#lifetime.abort();
    await this.#writing;
    if (isAll) return;
    for (const waiting of this.#queue.take(Number.MAX_SAFE_INTEGER)) this.#giveUp(waiting, 'the server stopped');
  }

  async #run(): Promise<void> {
    try {
      while (this.#queue.size > 0 && !this.#lifetime.signal.aborted) {
        await this.#gather();
        await this.#writeBatch(this.#queue.take(batchSize));
      }
    } finally {
      this.#writing = undefined;
    }
  }

  async #gather(): Promise<void> {
    const { clock, gatherMs = usualGatherMs } = this.#options;
    if (gatherMs > 0) await delay(clock, gatherMs, this.#lifetime.signal);
    else await new Promise((resolve) => setImmediate(resolve));
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    try {
      await this.#options.store.save(
        first.snapshot.tenantId,
        batch.map((waiting) => waiting.snapshot),
        batch.flatMap((waiting) => waiting.events),
      );
    } catch (error) {
      return this.#handleFailure(batch, error);
    }
    this.#retryMs = firstRetryMs;
    this.#options.metrics.journalWaiting(this.#queue.size);
    for (const waiting of batch) this.#announce(waiting);
  }

  async #handleFailure(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (error instanceof StorageError && passing.has(error.code)) {
      this.#options.logger.error(
        { err: error, waiting: this.#queue.size + batch.length, retryMs: this.#retryMs },
        'call records wait for the database',
      );
      this.#queue.putBack(batch);
      await delay(this.#options.clock, this.#retryMs, this.#lifetime.signal);
      this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
      return;
    }
    // One row that the database refuses must not take its neighbours along.
    if (batch.length > 1) for (const waiting of batch) await this.#writeBatch([waiting]);
    else for (const waiting of batch) this.#giveUp(waiting, error);
  }

  #announce({ snapshot, events, isMilestone, done }: Waiting): void {
    for (const event of events) this.#publish(event);
    if (isMilestone) this.#options.onMilestone(snapshot);
    for (const resolve of done) resolve(true);
  }

  #publish(event: CallEvent): void {
    this.#options.bus.publish('telephony.call-event-recorded', event);
  }

  #giveUp({ snapshot, done }: Waiting, why: unknown): void {
    this.#drop(snapshot, why, (isWritten) => done.forEach((resolve) => resolve(isWritten)));
  }

  #drop(snapshot: CallSnapshot, why: unknown, resolve: (isWritten: boolean) => void): void {
    this.#options.metrics.journalDropped();
    this.#options.logger.error({ call: snapshot.id, ...(why instanceof Error ? { err: why } : { why }) }, 'a call record is lost');
    resolve(false);
  }
}
