import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { repeat } from '../../platform/repeat.ts';
import type { Database, JobItems, Jobs } from '../../storage/index.ts';
import type { InviteStore } from '../invites/invite-store.ts';
import type { SessionEnder } from './session-ender.ts';
import type { SessionStore } from './session-store.ts';
import { emptyEndsMs, inviteKeptMs, logKeptMs, waitingEndsMs } from './session-times.ts';

export interface SessionClockParts {
  readonly sessions: Pick<SessionStore, 'due' | 'open' | 'purge'>;
  readonly invites: Pick<InviteStore, 'purge'>;
  readonly ender: SessionEnder;
  readonly database: Pick<Database, 'listTenants'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const lookEveryMs = 60_000;
export const supportPurgeJob = 'support-purge';
/** Every ten minutes: logs are gone at most that much later than they should be. */
const purgeCron = '*/10 * * * *';

/** Ends sessions whose time is over, and deletes what is kept for a day only. */
export class SessionClock {
  readonly #parts: SessionClockParts;
  #timer: Timer | undefined;

  constructor(parts: SessionClockParts) {
    this.#parts = parts;
  }

  async start(jobs: Jobs): Promise<void> {
    const { clock, logger } = this.#parts;
    this.#timer = repeat(clock, {
      everyMs: lookEveryMs,
      work: () => this.#endDue(),
      failed: (error) => logger.warn({ err: error }, 'support sessions could not be looked through; again in a minute'),
    });
    await jobs.repeat({ name: supportPurgeJob, cron: purgeCron, run: (items) => this.#purge(items) });
  }

  close(): void {
    this.#timer?.stop();
  }

  /** Ends everything that runs: the tenant's time is over. */
  async endAll(tenantId: string): Promise<void> {
    const { sessions, ender } = this.#parts;
    for (const id of await sessions.open(tenantId)) await ender.end(tenantId, id, { reason: 'tenant-ended', by: {} });
  }

  /** Ends what waited for a day, what everybody left a quarter of an hour ago, and what a tenant's end has overlooked. */
  async #endDue(): Promise<void> {
    const { sessions, ender, database, clock } = this.#parts;
    const now = clock.now();
    const before = { waiting: new Date(now - waitingEndsMs), empty: new Date(now - emptyEndsMs) };
    for (const { id: tenantId, endedAt } of await database.listTenants()) {
      if (endedAt) await this.endAll(tenantId);
      for (const { id, why } of await sessions.due(tenantId, before)) await ender.end(tenantId, id, { reason: why, by: {} });
    }
  }

  async #purge(items: JobItems): Promise<void> {
    const { sessions, invites, database, clock } = this.#parts;
    const now = clock.now();
    for (const { id: tenantId } of await database.listTenants()) {
      await items.attempt({ tenant: tenantId }, () => sessions.purge(tenantId, new Date(now - logKeptMs), new Date(now)));
      await items.attempt({ tenant: tenantId }, () => invites.purge(tenantId, new Date(now - inviteKeptMs)));
    }
  }
}
