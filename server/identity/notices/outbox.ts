import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { repeat } from '../../platform/repeat.ts';
import type { NewNotice, Notice, NoticeStore } from './notice-store.ts';

/** What came of one attempt. `later`: at the earliest after `afterMs`. */
export type Attempt = { readonly kind: 'sent' } | { readonly kind: 'failed' } | { readonly kind: 'later'; readonly afterMs?: number };

/** Sends notices of one channel. One that rejects is tried again like one that says `later`. */
export type Channel = (tenantId: string, notice: Notice) => Promise<Attempt>;

export interface OutboxOptions {
  readonly store: NoticeStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Waits before the second, third, … attempt. After the last one it has failed. */
const waitsMs = [30_000, 120_000, 600_000, 3_600_000] as const;
/** How long an attempt has; what is unsettled then was cut off by a crash, and is tried again. */
const leaseMs = 60_000;
const sweepMs = 10_000;
/** Old news are no help. */
const oldestMs = 24 * 3_600_000;
/** How long it is remembered that a notice was there. */
const rememberedMs = 30 * 24 * 3_600_000;

/**
 * Notices that go out once each, also when the server is killed: they are on disk before anything is sent, under a key that is there
 * once. One that was on its way at the kill goes out again under the same id, by which its receiver knows it.
 *
 *   due ──take──► (lease) ──► sent | failed
 *    ▲               │ later, or the lease is over
 *    └───────────────┘
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #channels = new Map<string, Channel>();
  readonly #working = new Set<Promise<void>>();
  #timer: Timer | undefined;
  #isClosed = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Who sends what is addressed to this channel. */
  connect(channel: string, send: Channel): void {
    this.#channels.set(channel, send);
  }

  /** Keeps notices and begins to send them; those that were there before are left alone. Gives how many are new. */
  async add(tenantId: string, notices: readonly NewNotice[]): Promise<number> {
    const added = await this.#options.store.add(tenantId, notices, this.#options.clock.now());
    if (added > 0) void this.#begin(tenantId);
    return added;
  }

  /** Goes on with what a dead run left, now and from time to time. After all channels are connected. */
  start(): void {
    const { clock, store } = this.#options;
    const sweep = (): Promise<void> =>
      this.#work(async () => {
        for (const tenantId of await store.tenantIds()) await this.#begin(tenantId);
      });
    void sweep();
    this.#timer = repeat(clock, { everyMs: sweepMs, work: sweep, failed: (error) => this.#warn(error) });
  }

  /** Forgets what is long over. Meant to be called every night. */
  async purge(): Promise<void> {
    const { store, clock } = this.#options;
    for (const tenantId of await store.tenantIds()) await store.purge(tenantId, clock.now() - rememberedMs);
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  /** Waits for what is being sent; the rest is sent by the next start. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer?.stop();
    await this.idle();
  }

  /** Resolves when what is due is on its way, not when it was sent. */
  #begin(tenantId: string): Promise<void> {
    return this.#work(async () => {
      const { store, clock } = this.#options;
      const now = clock.now();
      for (const notice of await store.take(tenantId, now, now + leaseMs)) void this.#work(() => this.#attempt(tenantId, notice));
    });
  }

  async #attempt(tenantId: string, notice: Notice): Promise<void> {
    const { store, clock } = this.#options;
    const attempt = await this.#send(tenantId, notice);
    if (attempt.kind !== 'later') return store.settle(tenantId, notice.id, attempt.kind);
    const waitMs = waitsMs[notice.attempts - 1];
    const isOver = waitMs === undefined || clock.now() - notice.createdAtMs > oldestMs;
    if (isOver) return store.settle(tenantId, notice.id, 'failed');
    await store.postpone(tenantId, notice.id, clock.now() + Math.max(waitMs, attempt.afterMs ?? 0));
  }

  async #send(tenantId: string, notice: Notice): Promise<Attempt> {
    const { channel, id, attempts } = notice;
    const send = this.#channels.get(channel);
    try {
      // A channel of another version of the server, or one that is not configured any more.
      return send ? await send(tenantId, notice) : { kind: 'failed' };
    } catch (error) {
      this.#options.logger.warn({ err: error, tenant: tenantId, notice: id, channel, attempts }, 'a notice was not sent');
      return { kind: 'later' };
    }
  }

  /** What the database does not take now is found again by a later sweep. */
  async #work(work: () => Promise<void>): Promise<void> {
    if (this.#isClosed) return;
    const running = work()
      .catch((error: unknown) => this.#warn(error))
      .finally(() => this.#working.delete(running));
    this.#working.add(running);
    await running;
  }

  #warn(error: unknown): void {
    this.#options.logger.warn({ err: error }, 'notices wait for the database');
  }
}
