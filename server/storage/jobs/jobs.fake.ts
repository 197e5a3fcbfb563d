import { silentLogger } from '../../platform/logger.ts';
import { noJobMetrics, runJob } from './job-run.ts';
import type { JobMetrics } from './job-run.ts';
import type { Jobs, RepeatingJob } from './jobs.ts';

/** Jobs whose time comes when a test says so. */
export class FakeJobs implements Jobs {
  readonly #jobs = new Map<string, RepeatingJob>();
  readonly #metrics: JobMetrics;

  constructor(metrics: JobMetrics = noJobMetrics) {
    this.#metrics = metrics;
  }

  async repeat(job: RepeatingJob): Promise<void> {
    this.#jobs.set(job.name, job);
  }

  async close(): Promise<void> {
    this.#jobs.clear();
  }

  get names(): readonly string[] {
    return [...this.#jobs.keys()];
  }

  /** The time of a job has come. @throws {JobItemsFailed} and what the job throws */
  async fire(name: string): Promise<void> {
    const job = this.#jobs.get(name);
    if (!job) throw new Error(`there is no job ${name}`);
    await runJob(job, { logger: silentLogger, metrics: this.#metrics });
  }
}
