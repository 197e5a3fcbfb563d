import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Logger } from '../../platform/logger.ts';
import { toStorageError } from '../errors.ts';
import { runJob } from './job-run.ts';
import type { JobMetrics } from './job-run.ts';
import type { Jobs, RepeatingJob } from './jobs.ts';

export interface PgBossJobsOptions {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly metrics: JobMetrics;
}

const stopMs = 5_000;
/** Nobody waits for these jobs. */
const pollingIntervalSeconds = 30;

/** Jobs by pg-boss, in its own schema `jobs` of the same database. It starts with the first job. */
export class PgBossJobs implements Jobs {
  readonly #options: PgBossJobsOptions;
  #boss: Promise<PgBoss> | undefined;

  constructor(options: PgBossJobsOptions) {
    this.#options = options;
  }

  async repeat(job: RepeatingJob): Promise<void> {
    const { name, cron } = job;
    try {
      const boss = await (this.#boss ??= this.#start());
      // One at a time over all servers, one more waiting at most.
      await boss.createQueue(name, { policy: 'stately', retryLimit: 2, retryDelay: 60, expireInSeconds: 3600 });
      await boss.schedule(name, cron, null, { tz: 'UTC' });
      await boss.work(name, { pollingIntervalSeconds }, () => runJob(job, this.#options));
    } catch (error) {
      throw toStorageError(error);
    }
  }

  async close(): Promise<void> {
    const boss = await this.#boss?.catch(() => undefined);
    this.#boss = undefined;
    await boss?.stop({ graceful: true, timeout: stopMs });
  }

  async #start(): Promise<PgBoss> {
    const { pool, logger } = this.#options;
    const boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      schema: 'jobs',
      // The migrations made the schema; our role may not.
      migrate: false,
      createSchema: false,
    });
    boss.on('error', (error) => logger.warn({ err: toStorageError(error) }, 'the job queue had a failure; it goes on'));
    await boss.start();
    return boss;
  }
}
