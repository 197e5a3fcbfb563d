import { expect, test } from 'vitest';
import { callRecordSchema } from '../../../protocol/telephony/phone.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import type { Notifier } from '../../platform/notifier.ts';
import { CallHistory } from './call-history.ts';
import { FakeCallRecordStore } from './call-record-store.fake.ts';
import { callOf } from './call-record-store.suite.ts';

const tenant = { tenantId: 't1', pbxId: 'p1', alice: 'alice', bob: 'bob', carol: 'carol' };
const alice = { tenantId: 't1', userId: 'alice' };
const bob = { tenantId: 't1', userId: 'bob' };

function make() {
  const store = new FakeCallRecordStore();
  const told: [string, string, unknown][] = [];
  const notices: Notifier<typeof telephonyNotifications> = {
    toUser: (to, name, data) => void told.push([to.userId, name, data]),
    toTenant: () => expect.unreachable('history is for its people only'),
  };
  return { store, told, history: new CallHistory({ store, notices, clock: new FakeClock(Date.UTC(2027, 0, 1)) }) };
}

const missed = () => callOf(tenant, { endedAtMs: Date.UTC(2026, 4, 1, 13), cause: 'cancelled', endedBy: 'caller' });

test('[CA45] each side sees the other, its own direction and its own quality', async () => {
  const { store, history } = make();
  const leg = { packetsReceived: 1, packetsSent: 1, lossIn: 0, lossOut: 0, jitterMs: 1 };
  const quality = { caller: leg, callee: { ...leg, jitterMs: 9 }, sampledAtMs: 1 };
  await store.save(
    't1',
    [callOf(tenant, { answeredAtMs: Date.UTC(2026, 4, 1, 12, 1), endedAtMs: Date.UTC(2026, 4, 1, 13), cause: 'completed', quality })],
    [],
  );
  const page = { limit: 10, query: '' };
  const [mine] = (await history.list(alice, page)).items;
  const [theirs] = (await history.list(bob, page)).items;
  expect(mine).toMatchObject({
    direction: 'outgoing',
    other: { displayName: 'Bob Meyer', number: '101' },
    isMissed: false,
    quality: { jitterMs: 1 },
  });
  expect(theirs).toMatchObject({ direction: 'incoming', other: { displayName: 'Alice Ärger' }, isMissed: false, quality: { jitterMs: 9 } });
  expect(callRecordSchema.safeParse(mine).success).toBe(true);
});

test('[CA45] pages follow each other by nextBefore; a made-up one is refused', async () => {
  const { store, history } = make();
  await store.save(
    't1',
    Array.from({ length: 5 }, missed).map((call, index) => ({ ...call, id: `00000000-0000-7000-8000-00000000000${index}` })),
    [],
  );
  const first = await history.list(alice, { limit: 3, query: '' });
  const second = await history.list(alice, { limit: 3, query: '', before: first.nextBefore ?? undefined });
  expect([first.items.length, second.items.length, second.nextBefore]).toEqual([3, 2, null]);
  expect(first.nextBefore?.length).toBeLessThanOrEqual(80);
  expect(new Set([...first.items, ...second.items].map((call) => call.id)).size).toBe(5);
  await expect(history.list(alice, { limit: 3, query: '', before: "1_' or 1=1" })).rejects.toMatchObject({ code: 'invalid-fields' });
});

test('[CA46] seen clears my missed calls and tells my other pages, once', async () => {
  const { store, told, history } = make();
  await store.save('t1', [missed()], []);
  expect((await history.list(bob, { limit: 3, query: '' })).items[0]).toMatchObject({ isMissed: true, isNew: true });
  await history.markSeen(bob);
  await history.markSeen(bob);
  expect((await history.list(bob, { limit: 3, query: '' })).items[0]).toMatchObject({ isMissed: true, isNew: false });
  expect(told.map(([userId, name]) => [userId, name])).toEqual([['bob', 'calls.seen']]);
  expect(await history.countNew(bob)).toBe(0);
});

test('[CA41] a milestone is told to both people, each with their own view; a call with oneself once', () => {
  const { told, history } = make();
  history.announce(missed());
  expect(told).toMatchObject([
    ['alice', 'call.recorded', { record: { direction: 'outgoing' } }],
    ['bob', 'call.recorded', { record: { isMissed: true } }],
  ]);
  history.announce(callOf(tenant, { callee: { userId: 'alice', displayName: 'Alice', number: '100' } }));
  expect(told).toHaveLength(3);
});

test('[CA42] while the database is away history says so', async () => {
  const { store, history } = make();
  store.isDown = true;
  await expect(history.list(alice, { limit: 3, query: '' })).rejects.toMatchObject({ code: 'unavailable' });
});

test('[CA72] a call that a group was rung for: missed by all while nobody took it, else "answered by" for the others', async () => {
  const { store, told, history } = make();
  const offer = { offeredAtMs: Date.UTC(2026, 4, 1, 12), because: { kind: 'ring-group', name: 'Support' } as const };
  const mainLine = { userId: undefined, displayName: 'Main line', number: '200' };
  const over = { endedAtMs: Date.UTC(2026, 4, 1, 13), cause: 'completed', endedBy: 'caller' } as const;
  const missedByAll = callOf(tenant, {
    ...over,
    callee: mainLine,
    offers: ['bob', 'carol'].map((userId) => ({ ...offer, userId, outcome: 'no-answer', isAnswered: false })),
  });
  const taken = callOf(tenant, {
    ...over,
    id: '00000000-0000-7000-8000-000000000001',
    startedAtMs: missedByAll.startedAtMs + 1,
    answeredAtMs: Date.UTC(2026, 4, 1, 12, 30),
    callee: { userId: 'carol', displayName: 'Carol', number: '102' },
    via: mainLine,
    offers: ['bob', 'carol'].map((userId) => ({
      ...offer,
      userId,
      outcome: userId === 'carol' ? 'answered' : 'elsewhere',
      isAnswered: true,
    })),
  });
  await store.save('t1', [missedByAll, taken], []);
  const page = { limit: 10, query: '' };
  const because = { kind: 'ring-group', name: 'Support' };
  expect((await history.list(bob, page)).items).toMatchObject([
    { isMissed: false, isNew: false, answeredAt: null, answeredBy: 'Carol', because, other: { displayName: 'Alice Ärger' } },
    { isMissed: true, isNew: true, answeredAt: null, answeredBy: null, because, cause: 'completed' },
  ]);
  expect((await history.list({ tenantId: 't1', userId: 'carol' }, page)).items[0]).toMatchObject({
    isMissed: false,
    answeredBy: null,
    because,
    answeredAt: '2026-05-01T12:30:00.000Z',
    direction: 'incoming',
  });
  expect((await history.list(alice, page)).items[0]).toMatchObject({
    direction: 'outgoing',
    other: { displayName: 'Carol', userId: 'carol' },
    via: { displayName: 'Main line', number: '200', userId: null },
    because: null,
  });
  history.announce(taken);
  expect(told.map(([userId]) => userId)).toEqual(['alice', 'carol', 'bob']);
});
