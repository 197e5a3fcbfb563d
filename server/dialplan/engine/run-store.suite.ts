import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { RunStore, StoredRun } from './run-store.ts';

/** A tenant with a plan and a person, freshly made. */
export interface RunTenant {
  readonly tenantId: string;
  readonly planId: string;
  readonly alice: string;
}

export interface RunStoreUnderTest {
  readonly store: RunStore;
  makeTenant(): Promise<RunTenant>;
}

const startedAtMs = Date.UTC(2026, 5, 1, 10);

function runOf(tenant: RunTenant, changes: Partial<StoredRun> = {}): StoredRun {
  return {
    callId: newId(),
    planId: tenant.planId,
    version: 1,
    nodeId: 'node-1',
    startedAtMs,
    caller: { userId: tenant.alice, name: 'Alice', number: '100' },
    dialled: '200',
    answeredBy: undefined,
    path: [
      {
        planId: tenant.planId,
        nodeId: 'menu',
        kind: 'attendant',
        enteredAtMs: startedAtMs,
        exit: undefined,
        leftAtMs: undefined,
        why: undefined,
      },
    ],
    endedAtMs: undefined,
    endWhy: undefined,
    ...changes,
  };
}

/** What every store of runs does; run against the fake and the database. */
export function describeRunStore(place: string, open: () => Promise<RunStoreUnderTest>): void {
  describe(`ways through plans ${place}`, () => {
    let world: RunStoreUnderTest;
    let store: RunStore;
    beforeAll(async () => {
      world = await open();
      store = world.store;
    });

    test('[DP313] the newest state is kept, and an end is never undone', async () => {
      const tenant = await world.makeTenant();
      const run = runOf(tenant);
      await store.save(tenant.tenantId, run);
      expect(await store.ofCall(tenant.tenantId, run.callId)).toEqual(run);
      const over: StoredRun = {
        ...run,
        answeredBy: tenant.alice,
        path: run.path.map((step) => ({
          ...step,
          exit: 'timeout',
          leftAtMs: startedAtMs + 5_000,
          why: { kind: 'pressed-nothing' as const },
        })),
        endedAtMs: startedAtMs + 9_000,
        endWhy: 'hung-up',
      };
      await store.save(tenant.tenantId, over);
      await store.save(tenant.tenantId, run);
      expect(await store.ofCall(tenant.tenantId, run.callId)).toEqual(over);
    });

    test('[DP313] a plan’s runs are newest first, as many as wanted', async () => {
      const tenant = await world.makeTenant();
      const runs = [0, 1, 2].map((minute) => runOf(tenant, { startedAtMs: startedAtMs + minute * 60_000 }));
      for (const run of runs) await store.save(tenant.tenantId, run);
      const found = await store.ofPlan(tenant.tenantId, tenant.planId, 2);
      expect(found.map(({ callId }) => callId)).toEqual([runs[2]?.callId, runs[1]?.callId]);
    });

    test('[DP314] what a killed server left open ends as server-restarted; other servers’ runs go on', async () => {
      const tenant = await world.makeTenant();
      const [mine, theirs, over] = [
        runOf(tenant),
        runOf(tenant, { nodeId: 'node-2' }),
        runOf(tenant, { endedAtMs: startedAtMs, endWhy: 'hung-up' }),
      ];
      for (const run of [mine, theirs, over]) await store.save(tenant.tenantId, run);
      expect(await store.closeUnfinished(tenant.tenantId, 'node-1', startedAtMs + 60_000)).toBe(1);
      expect(await store.closeUnfinished(tenant.tenantId, 'node-1', startedAtMs + 60_000)).toBe(0);
      expect(await store.ofCall(tenant.tenantId, mine.callId)).toMatchObject({
        endWhy: 'server-restarted',
        endedAtMs: startedAtMs + 60_000,
        path: mine.path,
      });
      expect(await store.ofCall(tenant.tenantId, theirs.callId)).toMatchObject({ endedAtMs: undefined });
      expect(await store.ofCall(tenant.tenantId, over.callId)).toMatchObject({ endWhy: 'hung-up' });
    });

    test('[DP316] what was kept for 13 months goes, so many at a time; what is younger and what is another tenant’s stays', async () => {
      const [tenant, other] = [await world.makeTenant(), await world.makeTenant()];
      const january31 = Date.UTC(2026, 0, 31, 10);
      const old = [0, 1, 2].map((hour) => runOf(tenant, { startedAtMs: january31 + hour * 3_600_000 }));
      const theirs = runOf(other, { startedAtMs: january31 });
      for (const run of old) await store.save(tenant.tenantId, run);
      await store.save(other.tenantId, theirs);
      // February 2027 has no 31st: its last day counts.
      const until = Date.UTC(2027, 1, 28, 11);
      expect(await store.removeKept(tenant.tenantId, until, 1)).toBe(1);
      expect(await store.removeKept(tenant.tenantId, until, 10)).toBe(1);
      expect(await store.removeKept(tenant.tenantId, until, 10)).toBe(0);
      expect((await store.ofPlan(tenant.tenantId, tenant.planId, 10)).map(({ callId }) => callId)).toEqual([old[2]?.callId]);
      expect(await store.ofCall(other.tenantId, theirs.callId)).toBeDefined();
    });

    test('[DP313] another tenant’s runs do not exist', async () => {
      const [one, other] = [await world.makeTenant(), await world.makeTenant()];
      const run = runOf(one);
      await store.save(one.tenantId, run);
      expect(await store.ofCall(other.tenantId, run.callId)).toBeUndefined();
      expect(await store.ofPlan(other.tenantId, one.planId, 10)).toEqual([]);
      expect(await store.closeUnfinished(other.tenantId, 'node-1', startedAtMs)).toBe(0);
    });
  });
}
