import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database, JobItems, Jobs, Shredding } from '../../storage/index.ts';
import { endedTenantKeptMs } from './retention-rules.ts';
import type { VanishStore } from './vanish-store.ts';
import type { Vanisher } from './vanisher.ts';

export interface VanishJobParts {
  readonly store: VanishStore;
  readonly vanisher: Vanisher;
  readonly shredding: Shredding;
  readonly database: Pick<Database, 'listTenants'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const vanishJob = 'support-vanish';
/** Reading ends to the minute by itself; bytes are gone at most five minutes after. */
const cron = '*/5 * * * *';
const batch = 50;

/** Deletes what support kept long enough, never what is held. */
export class VanishJob {
  readonly #parts: VanishJobParts;
  #overdue = 0;

  constructor(parts: VanishJobParts) {
    this.#parts = parts;
  }

  register(jobs: Jobs): Promise<void> {
    return jobs.repeat({ name: vanishJob, cron, run: (items) => this.#run(items) });
  }

  /** Sessions that the last run should have made vanish and did not: an alarm when it is not 0. */
  get overdue(): number {
    return this.#overdue;
  }

  async #run(items: JobItems): Promise<void> {
    let overdue = 0;
    for (const { id, endedAt } of await this.#parts.database.listTenants())
      await items.attempt({ tenant: id }, async () => {
        const { vanished, failed } = await this.#runFor(id, items);
        overdue += failed;
        if (vanished > 0) this.#parts.logger.info({ tenant: id, vanished }, 'content of support sessions was kept long enough and is gone');
        await this.#sweep(id);
        const now = this.#parts.clock.now();
        if (endedAt && endedAt.getTime() + endedTenantKeptMs <= now) await this.#parts.store.endTenant(id, new Date(now));
      });
    this.#overdue = overdue;
  }

  async #runFor(tenantId: string, items: JobItems): Promise<{ vanished: number; failed: number }> {
    const { store, vanisher, clock } = this.#parts;
    /** What cannot be deleted must not stand before what can. */
    const tried: string[] = [];
    let vanished = 0;
    let failed = 0;
    for (;;) {
      const due = await store.due(tenantId, new Date(clock.now()), { limit: batch, except: tried });
      for (const sessionId of due) {
        const isTried = await items.attempt({ tenant: tenantId, session: sessionId }, async () => {
          if (await vanisher.vanish(tenantId, sessionId)) vanished += 1;
        });
        tried.push(sessionId);
        if (!isTried) failed += 1;
      }
      if (due.length < batch) return { vanished, failed };
    }
  }

  /** Keys of sessions that are gone: of an upload that came too late, or after a database was restored. */
  async #sweep(tenantId: string): Promise<void> {
    const { store, shredding } = this.#parts;
    const keyed = await shredding.matters(tenantId);
    if (keyed.length === 0) return;
    for (const shredId of await store.withoutContent(tenantId, keyed)) await shredding.shred({ tenantId, shredId });
  }
}
