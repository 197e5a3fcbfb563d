import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { CallEvent, CallSnapshot } from './call-record.ts';
import type { CallRecordStore, HistoryPosition } from './call-record-store.ts';

/** A tenant with two people, freshly made. */
export interface StoreTenant {
  readonly tenantId: string;
  readonly pbxId: string;
  readonly alice: string;
  readonly bob: string;
}

export interface StoreUnderTest {
  readonly store: CallRecordStore;
  makeTenant(): Promise<StoreTenant>;
  eventsOf(tenantId: string, callId: string): Promise<readonly Pick<CallEvent, 'sequence' | 'kind' | 'atMs'>[]>;
}

const start = Date.UTC(2026, 4, 1, 12);

export function callOf(tenant: StoreTenant, changes: Partial<CallSnapshot> = {}): CallSnapshot {
  return {
    tenantId: tenant.tenantId,
    id: newId(),
    pbxId: tenant.pbxId,
    nodeId: 'node-1',
    caller: { userId: tenant.alice, displayName: 'Alice Ärger', number: '100' },
    callee: { userId: tenant.bob, displayName: 'Bob Meyer', number: '101' },
    dialled: '101',
    startedAtMs: start,
    ringingAtMs: undefined,
    answeredAtMs: undefined,
    endedAtMs: undefined,
    cause: undefined,
    endedBy: undefined,
    quality: undefined,
    ...changes,
  };
}

function ended(tenant: StoreTenant, minute: number, changes: Partial<CallSnapshot> = {}): CallSnapshot {
  const startedAtMs = start + minute * 60_000;
  return callOf(tenant, { startedAtMs, endedAtMs: startedAtMs + 5_000, cause: 'no-answer', endedBy: 'server', ...changes });
}

function eventOf(call: CallSnapshot, sequence: number, kind: string, atMs = call.startedAtMs): CallEvent {
  return { tenantId: call.tenantId, callId: call.id, sequence, atMs, kind, data: { side: 'caller' } };
}

/** What every store of call records does; run against the fake and the database. */
export function describeCallRecordStore(place: string, open: () => Promise<StoreUnderTest>): void {
  describe(`call records ${place}`, () => {
    let world: StoreUnderTest;
    let store: CallRecordStore;
    beforeAll(async () => {
      world = await open();
      store = world.store;
    });
    const list = async (tenant: StoreTenant, userId: string, more: { before?: HistoryPosition; limit?: number; query?: string } = {}) =>
      store.list(tenant.tenantId, { userId, limit: 50, query: '', ...more });

    test('[CA40] a record is what the newest snapshot said, and repeating one changes nothing', async () => {
      const tenant = await world.makeTenant();
      const call = callOf(tenant);
      const quality = {
        caller: { codec: 'opus', packetsReceived: 5, packetsSent: 6, lossIn: 0.1, lossOut: 0, jitterMs: 2 },
        sampledAtMs: start + 9_000,
      };
      const last: CallSnapshot = {
        ...call,
        ringingAtMs: start + 20,
        answeredAtMs: start + 3_000,
        endedAtMs: start + 9_000,
        cause: 'completed',
        endedBy: 'callee',
        quality,
      };
      const events = [eventOf(call, 0, 'started'), eventOf(call, 1, 'answered', start + 3_000)];
      await store.save(tenant.tenantId, [call], events);
      await store.save(tenant.tenantId, [last], events);
      await store.save(tenant.tenantId, [call], events);
      expect(await list(tenant, tenant.alice)).toEqual([{ ...last, seenAtMs: undefined }]);
      expect(await world.eventsOf(tenant.tenantId, call.id)).toMatchObject([
        { sequence: 0, kind: 'started' },
        { sequence: 1, kind: 'answered', atMs: start + 3_000 },
      ]);
    });

    test('[CA40] a call to nobody has no callee', async () => {
      const tenant = await world.makeTenant();
      const call = ended(tenant, 0, { callee: undefined, dialled: '999', cause: 'not-found' });
      await store.save(tenant.tenantId, [call], []);
      expect(await list(tenant, tenant.alice)).toEqual([{ ...call, seenAtMs: undefined }]);
    });

    test('[CA45] history is newest first, pages by position, and shows each call once', async () => {
      const tenant = await world.makeTenant();
      const calls = Array.from({ length: 7 }, (_, minute) => ended(tenant, Math.floor(minute / 2)));
      const self = ended(tenant, 9, { callee: { userId: tenant.alice, displayName: 'Alice Ärger', number: '100' } });
      await store.save(tenant.tenantId, [...calls, self], []);
      const seen: string[] = [];
      let before: HistoryPosition | undefined;
      for (;;) {
        const page = await list(tenant, tenant.alice, { limit: 3, ...(before ? { before } : {}) });
        seen.push(...page.map((call) => call.id));
        before = page.at(-1);
        if (page.length < 3) break;
      }
      const expected = [...calls, self]
        .toSorted((one, other) => other.startedAtMs - one.startedAtMs || (other.id > one.id ? 1 : -1))
        .map((call) => call.id);
      expect(seen).toEqual(expected);
      expect(await list(tenant, tenant.bob)).toHaveLength(7);
    });

    test("[CA45] search finds part of the other's name or number, not one's own, and treats wildcards as letters", async () => {
      const tenant = await world.makeTenant();
      await store.save(tenant.tenantId, [ended(tenant, 0), ended(tenant, 1, { callee: undefined, dialled: '4711' })], []);
      const found = async (userId: string, query: string) => (await list(tenant, userId, { query })).length;
      expect(await found(tenant.alice, 'meYER')).toBe(1);
      expect(await found(tenant.alice, '471')).toBe(1);
      expect(await found(tenant.alice, 'Alice')).toBe(0);
      expect(await found(tenant.bob, 'ärger')).toBe(1);
      expect(await found(tenant.alice, '%')).toBe(0);
      expect(await found(tenant.alice, "'; drop table call_records; --")).toBe(0);
    });

    test('[CA46] missed is what ended unanswered and was not declined, for the callee only', async () => {
      const tenant = await world.makeTenant();
      const declined = ended(tenant, 2, { cause: 'declined' });
      const answered = ended(tenant, 3, { answeredAtMs: start + 181_000, cause: 'completed' });
      await store.save(
        tenant.tenantId,
        [ended(tenant, 0), ended(tenant, 1, { cause: 'busy' }), declined, answered, callOf(tenant), ended(tenant, 60)],
        [],
      );
      expect(await store.countNew(tenant.tenantId, tenant.bob)).toBe(3);
      expect(await store.countNew(tenant.tenantId, tenant.alice)).toBe(0);
    });

    test('[CA46] calls missed after the moment of seeing stay new', async () => {
      const tenant = await world.makeTenant();
      await store.save(tenant.tenantId, [ended(tenant, 0)], []);
      expect(await store.markSeen(tenant.tenantId, tenant.bob, start + 60_000)).toBe(1);
      expect(await store.markSeen(tenant.tenantId, tenant.bob, start + 60_000)).toBe(0);
      await store.save(tenant.tenantId, [ended(tenant, 2)], []);
      expect(await store.countNew(tenant.tenantId, tenant.bob)).toBe(1);
      expect((await list(tenant, tenant.bob)).map((call) => call.seenAtMs)).toEqual([undefined, start + 60_000]);
    });

    test('[CA43] unfinished calls of a node end at the last moment that they are known to have lived', async () => {
      const tenant = await world.makeTenant();
      const talking = callOf(tenant, { answeredAtMs: start + 1_000, quality: { sampledAtMs: start + 60_500 } });
      const ringing = callOf(tenant, { ringingAtMs: start + 30 });
      const noted = callOf(tenant, { answeredAtMs: start + 1_000 });
      const elsewhere = callOf(tenant, { nodeId: 'node-2' });
      const over = ended(tenant, 0);
      await store.save(
        tenant.tenantId,
        [talking, ringing, noted, elsewhere, over],
        [eventOf(talking, 0, 'started'), eventOf(noted, 0, 'started'), eventOf(noted, 1, 'held', start + 7_000)],
      );
      expect(await store.closeUnfinished(tenant.tenantId, 'node-1')).toBe(3);
      expect(await store.closeUnfinished(tenant.tenantId, 'node-1')).toBe(0);
      const found = new Map((await list(tenant, tenant.alice)).map((call) => [call.id, call]));
      expect(found.get(talking.id)).toMatchObject({ endedAtMs: start + 60_500, cause: 'server-stopped', endedBy: 'server' });
      expect(found.get(ringing.id)).toMatchObject({ endedAtMs: start + 30, cause: 'server-stopped' });
      expect(found.get(noted.id)).toMatchObject({ endedAtMs: start + 7_000 });
      expect(found.get(elsewhere.id)).toMatchObject({ endedAtMs: undefined });
      expect(found.get(over.id)).toMatchObject({ cause: 'no-answer' });
      expect(await world.eventsOf(tenant.tenantId, noted.id)).toMatchObject([
        { kind: 'started' },
        { kind: 'held' },
        { sequence: 2, kind: 'ended', atMs: start + 7_000 },
      ]);
    });

    test("[CA45] another tenant's calls do not exist, whatever id is asked with", async () => {
      const [mine, theirs] = [await world.makeTenant(), await world.makeTenant()];
      await store.save(theirs.tenantId, [ended(theirs, 0), callOf(theirs)], []);
      expect(await store.list(mine.tenantId, { userId: theirs.bob, limit: 50, query: '' })).toEqual([]);
      expect(await store.countNew(mine.tenantId, theirs.bob)).toBe(0);
      expect(await store.markSeen(mine.tenantId, theirs.bob, start + 600_000)).toBe(0);
      expect(await store.closeUnfinished(mine.tenantId, 'node-1')).toBe(0);
      expect(await store.countNew(theirs.tenantId, theirs.bob)).toBe(1);
    });
  });
}
