import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../platform/logger.ts';
import { clientConfig } from '../pool.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.testing.ts';
import { FakeJobs } from './jobs.fake.ts';
import { noJobMetrics } from './job-run.ts';
import { PgBossJobs } from './pg-boss-jobs.ts';

describe('jobs of pg-boss', () => {
  let test: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    test = await createTestDatabase();
    pool = new Pool(clientConfig(test.target('app')));
  });
  afterAll(async () => {
    await pool.end();
    await test.close();
  });

  it('[ST90] run when they are due, by a role that may create nothing, and are tried again when they fail', async () => {
    const jobs = new PgBossJobs({ pool, logger: silentLogger, metrics: noJobMetrics });
    const { promise: done, resolve } = Promise.withResolvers<void>();
    await jobs.repeat({ name: 'test-retention', cron: '0 3 * * *', run: async () => resolve() });
    await jobs.repeat({ name: 'test-retention', cron: '0 4 * * *', run: async () => resolve() });
    const schedules = await test.query<{ name: string; cron: string }>('select name, cron from jobs.schedule');
    expect(schedules).toEqual([{ name: 'test-retention', cron: '0 4 * * *' }]);
    // What pg-boss does when the time has come.
    await test.query(`insert into jobs.job_common (name, policy, retry_limit, retry_delay, expire_seconds, keep_until, deletion_seconds)
      select name, policy, retry_limit, retry_delay, expire_seconds, now() + interval '1 day', 3600 from jobs.queue where name = 'test-retention'`);
    await done;
    await jobs.close();
    await jobs.close();
  });

  it('[ST91] hold no content: only their names and times are in the database', async () => {
    const rows = await test.query<{ data: unknown }>(`select data from jobs.job where name = 'test-retention'`);
    expect(rows.every(({ data }) => data === null)).toBe(true);
  });
});

describe('a run of a job', () => {
  it('[ST92] does every item that can be done, counts the others, and is to be tried again', async () => {
    const counted: string[] = [];
    const metrics = {
      itemFailed: (job: string) => void counted.push(`item ${job}`),
      runFailed: (job: string) => void counted.push(`run ${job}`),
    };
    const jobs = new FakeJobs(metrics);
    const done: string[] = [];
    await jobs.repeat({
      name: 'purge',
      cron: '0 3 * * *',
      async run(items) {
        for (const id of ['a', 'poison', 'b'])
          await items.attempt({ id }, async () => {
            if (id === 'poison') throw new Error('this one cannot be deleted');
            done.push(id);
          });
      },
    });
    await expect(jobs.fire('purge')).rejects.toMatchObject({ name: 'JobItemsFailed', failed: 1 });
    expect({ done, counted }).toEqual({ done: ['a', 'b'], counted: ['item purge'] });
  });

  it('[ST92] that comes to nothing is counted as such', async () => {
    const counted: string[] = [];
    const jobs = new FakeJobs({ itemFailed: () => undefined, runFailed: (job) => void counted.push(job) });
    await jobs.repeat({ name: 'purge', cron: '0 3 * * *', run: () => Promise.reject(new Error('no database')) });
    await expect(jobs.fire('purge')).rejects.toThrow('no database');
    expect(counted).toEqual(['purge']);
  });
});

describe('jobs of tests', () => {
  it('[ST90] run when the test says so', async () => {
    const jobs = new FakeJobs();
    let runs = 0;
    await jobs.repeat({ name: 'retention', cron: '0 3 * * *', run: async () => void (runs += 1) });
    await jobs.fire('retention');
    expect({ runs, names: jobs.names }).toEqual({ runs: 1, names: ['retention'] });
    await jobs.close();
    await expect(jobs.fire('retention')).rejects.toThrow('there is no job retention');
  });
});
