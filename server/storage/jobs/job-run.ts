import type { Logger } from '../../platform/logger.ts';
import type { JobItems, RepeatingJob } from './jobs.ts';

/** What jobs report to /metrics. */
export interface JobMetrics {
  /** One item could not be done; the others were. */
  itemFailed(job: string): void;
  /** A run came to nothing or not to its end. */
  runFailed(job: string): void;
}

export const noJobMetrics: JobMetrics = { itemFailed() {}, runFailed() {} };

/** A run did everything but these items. */
export class JobItemsFailed extends Error {
  readonly failed: number;
  /** `cause` is what the first of them failed at. */
  constructor(job: string, failed: number, cause: unknown) {
    super(`${failed} items of the job ${job} could not be done`, { cause });
    this.name = 'JobItemsFailed';
    this.failed = failed;
  }
}

/**
 * Runs a job once, item by item ([ST92]).
 * @throws {JobItemsFailed} when all but some items were done, so that the run is tried again; what the job threw when it went no further.
 */
export async function runJob(job: RepeatingJob, { logger, metrics }: { logger: Logger; metrics: JobMetrics }): Promise<void> {
  let failed = 0;
  let firstError: unknown;
  const items: JobItems = {
    async attempt(item, work) {
      try {
        await work();
        return true;
      } catch (error) {
        if (failed === 0) firstError = error;
        failed += 1;
        metrics.itemFailed(job.name);
        logger.error({ err: error, job: job.name, ...item }, 'an item of a job failed; the others go on');
        return false;
      }
    },
  };
  try {
    await job.run(items);
  } catch (error) {
    metrics.runFailed(job.name);
    logger.error({ err: error, job: job.name }, 'a job failed; it will be tried again');
    throw error;
  }
  if (failed > 0) throw new JobItemsFailed(job.name, failed, firstError);
}
