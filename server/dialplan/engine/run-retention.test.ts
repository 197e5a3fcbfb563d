import { expect, test } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import { RunRetention, runRetentionJob } from './run-retention.ts';

const tenantOf = (id: string) => ({ id, slug: id, name: id, createdAt: new Date(), endedAt: undefined });

test('[DP316] the nightly job goes on until nothing old is left, and a tenant whose ways cannot be deleted stops no other', async () => {
  const [poison, healthy] = [newId(), newId()];
  const left = new Map([[healthy, 2_500]]);
  const store = {
    async removeKept(tenantId: string, _nowMs: number, limit: number): Promise<number> {
      if (tenantId === poison) throw new Error('refused');
      const count = Math.min(limit, left.get(tenantId) ?? 0);
      left.set(tenantId, (left.get(tenantId) ?? 0) - count);
      return count;
    },
  };
  const jobs = new FakeJobs();
  const database = { listTenants: async () => [tenantOf(poison), tenantOf(healthy)] };
  await new RunRetention({ store, database, clock: new FakeClock(), logger: silentLogger }).register(jobs);
  await expect(jobs.fire(runRetentionJob)).rejects.toThrow('1 items');
  expect(left.get(healthy)).toBe(0);
});
