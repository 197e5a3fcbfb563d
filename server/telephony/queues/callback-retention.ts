import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database, Jobs } from '../../storage/index.ts';
import type { CallbackStore } from './callback-store.ts';

export interface CallbackRetentionParts {
  readonly store: Pick<CallbackStore, 'prune'>;
  readonly database: Pick<Database, 'listTenants'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Every night. */
const cron = '47 2 * * *';
const keptMs = 30 * 86_400_000;

/** Deletes what is known of callbacks that ended long ago ([QU84]). */
export class CallbackRetention {
  readonly #parts: CallbackRetentionParts;

  constructor(parts: CallbackRetentionParts) {
    this.#parts = parts;
  }

  register(jobs: Jobs): Promise<void> {
    return jobs.repeat({ name: 'callback-retention', cron, run: () => this.run() });
  }

  async run(): Promise<void> {
    const { store, database, clock, logger } = this.#parts;
    for (const { id } of await database.listTenants()) {
      const deleted = await store.prune(id, clock.now() - keptMs);
      if (deleted > 0) logger.info({ tenant: id, deleted }, 'callbacks that ended long ago are deleted');
    }
  }
}
