import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database, JobItems, Jobs } from '../../storage/index.ts';
import type { RunStore } from './run-store.ts';

export interface RunRetentionParts {
  readonly store: Pick<RunStore, 'removeKept'>;
  readonly database: Pick<Database, 'listTenants'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const runRetentionJob = 'plan-run-retention';
/** Every night. */
const cron = '57 2 * * *';
/** Small enough that no lock lasts. */
const batch = 1_000;

/** Forgets the ways through plans that were kept for 13 months, as long as what is recorded of the calls. */
export class RunRetention {
  readonly #parts: RunRetentionParts;

  constructor(parts: RunRetentionParts) {
    this.#parts = parts;
  }

  register(jobs: Jobs): Promise<void> {
    return jobs.repeat({ name: runRetentionJob, cron, run: (items) => this.#run(items) });
  }

  async #run(items: JobItems): Promise<void> {
    for (const { id } of await this.#parts.database.listTenants()) await items.attempt({ tenant: id }, () => this.#runFor(id));
  }

  async #runFor(tenantId: string): Promise<void> {
    const { store, clock, logger } = this.#parts;
    let removed = 0;
    for (;;) {
      const count = await store.removeKept(tenantId, clock.now(), batch);
      removed += count;
      if (count < batch) break;
    }
    if (removed > 0) logger.info({ tenant: tenantId, removed }, 'ways through dial plans were kept long enough and are deleted');
  }
}
