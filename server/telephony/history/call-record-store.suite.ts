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
  readonly carol: string;
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
    via: undefined,
    offers: [],
    path: [],
    ...changes,
  };
}

/** What a party of a call gets back. */
function stored({ offers: _offers, path: _path, ...call }: CallSnapshot) {
  return { ...call, offer: undefined, seenAtMs: undefined };
}

/** A call to the main line that rang Bob and Carol as the group Support. */
function offered(tenant: StoreTenant, minute: number, outcome: string, changes: Partial<CallSnapshot> = {}): CallSnapshot {
  const mainLine = { userId: undefined, displayName: 'Main line', number: '200' };
  const call = ended(tenant, minute, { callee: mainLine, dialled: '200', cause: 'completed', endedBy: 'caller', ...changes });
  const isAnswered = call.answeredAtMs !== undefined && call.callee?.userId !== undefined;
  const because = { kind: 'ring-group', name: 'Support' } as const;
  const offer = { offeredAtMs: call.startedAtMs + 2_000, because, isAnswered };
  return {
    ...call,
    offers: [
      { ...offer, userId: tenant.bob, outcome },
      { ...offer, userId: tenant.carol, outcome: isAnswered ? 'answered' : 'no-answer' },
    ],
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
      expect(await list(tenant, tenant.alice)).toEqual([stored(last)]);
      expect(await world.eventsOf(tenant.tenantId, call.id)).toMatchObject([
        { sequence: 0, kind: 'started' },
        { sequence: 1, kind: 'answered', atMs: start + 3_000 },
      ]);
    });

    test('[CA40] a call to nobody has no callee', async () => {
      const tenant = await world.makeTenant();
      const call = ended(tenant, 0, { callee: undefined, dialled: '999', cause: 'not-found' });
      await store.save(tenant.tenantId, [call], []);
      expect(await list(tenant, tenant.alice)).toEqual([stored(call)]);
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

    test('[CA72] who was rung by a plan sees the call, and missed it unless they declined or somebody took it', async () => {
      const tenant = await world.makeTenant();
      const carol = { userId: tenant.carol, displayName: 'Carol', number: '102' };
      const via = { userId: undefined, displayName: 'Main line', number: '200' };
      const taken = { callee: carol, via, answeredAtMs: start + 200_000 };
      const box = { callee: { userId: undefined, displayName: 'Mailbox', number: '' }, via, answeredAtMs: start + 260_000 };
      const calls = [
        offered(tenant, 0, 'no-answer'),
        offered(tenant, 1, 'declined'),
        offered(tenant, 2, 'elsewhere', taken),
        offered(tenant, 3, 'stopped', box),
      ];
      await store.save(tenant.tenantId, calls, []);
      await store.save(tenant.tenantId, calls, []);
      const bobs = await list(tenant, tenant.bob);
      expect(bobs.map((call) => [call.id, call.offer?.outcome, call.offer?.isAnswered, call.callee?.displayName])).toEqual([
        [calls[3]?.id, 'stopped', false, 'Mailbox'],
        [calls[2]?.id, 'elsewhere', true, 'Carol'],
        [calls[1]?.id, 'declined', false, 'Main line'],
        [calls[0]?.id, 'no-answer', false, 'Main line'],
      ]);
      expect(bobs[1]).toMatchObject({ via: { ...via }, offer: { because: { kind: 'ring-group', name: 'Support' }, seenAtMs: undefined } });
      expect(await list(tenant, tenant.carol)).toHaveLength(4);
      expect((await list(tenant, tenant.alice)).map((call) => call.offer)).toEqual([undefined, undefined, undefined, undefined]);
      expect([await store.countNew(tenant.tenantId, tenant.bob), await store.countNew(tenant.tenantId, tenant.carol)]).toEqual([2, 3]);
      expect(await store.markSeen(tenant.tenantId, tenant.bob, start + 600_000)).toBe(2);
      expect(await store.markSeen(tenant.tenantId, tenant.bob, start + 600_000)).toBe(0);
      expect([await store.countNew(tenant.tenantId, tenant.bob), await store.countNew(tenant.tenantId, tenant.carol)]).toEqual([0, 3]);
      expect((await list(tenant, tenant.bob)).at(-1)?.offer?.seenAtMs).toBe(start + 600_000);
    });

    test('[CA72] offers page and are searched with the rest of history; an older state never overwrites an ended call', async () => {
      const tenant = await world.makeTenant();
      const calls = Array.from({ length: 6 }, (_, minute) => (minute % 2 ? ended(tenant, minute) : offered(tenant, minute, 'no-answer')));
      await store.save(tenant.tenantId, calls, []);
      const first = await list(tenant, tenant.bob, { limit: 4 });
      const before = first.at(-1);
      const second = await list(tenant, tenant.bob, { limit: 4, ...(before ? { before } : {}) });
      expect([...first, ...second].map((call) => call.id)).toEqual(calls.toReversed().map((call) => call.id));
      expect(await list(tenant, tenant.bob, { query: 'ärger' })).toHaveLength(6);
      expect(await list(tenant, tenant.bob, { query: 'main' })).toHaveLength(0);
      expect(await list(tenant, tenant.alice, { query: 'main' })).toHaveLength(3);
      await store.save(tenant.tenantId, [offered(tenant, 0, 'elsewhere', { id: calls[0]?.id ?? '' })], []);
      expect((await list(tenant, tenant.bob)).at(-1)?.offer?.outcome).toBe('no-answer');
    });

    test("[CA73] the caller's way through plans is kept with the call, for its own tenant", async () => {
      const [tenant, other] = [await world.makeTenant(), await world.makeTenant()];
      const step = {
        planId: 'p',
        nodeId: 'n',
        kind: 'play',
        enteredAtMs: start,
        exit: 'done',
        leftAtMs: start + 1,
        why: { kind: 'played' as const },
      };
      const call = offered(tenant, 0, 'no-answer', { path: [step] });
      const plain = ended(tenant, 1);
      await store.save(tenant.tenantId, [call, plain], []);
      expect(await store.path(tenant.tenantId, call.id)).toEqual([step]);
      expect(await store.path(tenant.tenantId, plain.id)).toBeUndefined();
      expect(await store.path(other.tenantId, call.id)).toBeUndefined();
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
