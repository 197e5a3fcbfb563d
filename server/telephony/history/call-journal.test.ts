import { expect, test } from 'vitest';
import { InProcessBus } from '../../platform/bus.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { CallJournal } from './call-journal.ts';
import type { CallBusEvents, CallSnapshot } from './call-record.ts';
import { FakeCallRecordStore } from './call-record-store.fake.ts';
import { callOf } from './call-record-store.suite.ts';
import { maxWaitingCalls } from './journal-queue.ts';

const tenant = { tenantId: 't1', pbxId: 'p1', alice: 'a1', bob: 'b1', carol: 'c1' };

function makeJournal(gatherMs = 0) {
  const store = new FakeCallRecordStore();
  const clock = new FakeClock();
  const bus = new InProcessBus<CallBusEvents>((error) => {
    throw error;
  });
  const published: string[] = [];
  const announced: string[] = [];
  const lifetime = new AbortController();
  bus.subscribe('telephony.call-event-recorded', (event) => published.push(`${event.kind}${event.sequence}`), lifetime.signal);
  let dropped = 0;
  const metrics = { journalWaiting() {}, journalDropped: () => void (dropped += 1) };
  const journal = new CallJournal({
    store,
    bus,
    clock,
    logger: silentLogger,
    metrics,
    gatherMs,
    onMilestone: (snapshot) => announced.push(snapshot.id),
  });
  return { store, clock, journal, published, announced, droppedCount: () => dropped };
}

function entry(snapshot: CallSnapshot, sequence: number, kind: string, isMilestone = true) {
  const event = { tenantId: snapshot.tenantId, callId: snapshot.id, sequence, atMs: snapshot.startedAtMs, kind, data: {} };
  return { snapshot, events: [event], isMilestone };
}

async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('[CA41] events are published and pages told only after the commit, in order', async () => {
  const { journal, store, published, announced } = makeJournal();
  const call = callOf(tenant);
  const isWritten = journal.write(entry(call, 0, 'started'));
  expect([published, announced]).toEqual([[], []]);
  expect(await isWritten).toBe(true);
  await journal.write(entry(call, 1, 'dtmf', false));
  expect(published).toEqual(['started0', 'dtmf1']);
  expect(announced).toEqual([call.id]);
  expect(store.eventsOf(call.id)).toHaveLength(2);
  expect(journal.waiting).toBe(0);
});

test('[CA42] what happens in one moment shares a transaction', async () => {
  const { journal, store } = makeJournal();
  await Promise.all(Array.from({ length: 50 }, () => journal.write(entry(callOf(tenant), 0, 'started'))));
  expect(store.saves).toBeLessThanOrEqual(2);
});

test('[CA42] a batch gathers for 20 ms, and then is written without anybody asking', async () => {
  const { journal, store, clock } = makeJournal(20);
  const call = callOf(tenant);
  const written = [journal.write(entry(call, 0, 'started'))];
  clock.advance(19);
  await turns();
  written.push(journal.write(entry(call, 1, 'ringing')), journal.write(entry(callOf(tenant), 0, 'started')));
  expect(store.saves).toBe(0);
  clock.advance(1);
  await Promise.all(written);
  expect(store.saves).toBe(1);
  expect(clock.pending).toBe(0);
});

test('[CA42] a database that is away delays records: they wait, are tried again, and come in order', async () => {
  const { journal, store, clock, published, announced } = makeJournal();
  store.isDown = true;
  const call = callOf(tenant);
  const other = callOf(tenant);
  const written = [journal.write(entry(call, 0, 'started')), journal.write(entry(other, 0, 'started'))];
  await turns();
  written.push(journal.write(entry({ ...call, answeredAtMs: 5, endedAtMs: 6, cause: 'completed' }, 1, 'ended')));
  for (let attempt = 0; attempt < 3; attempt++) {
    clock.advance(5_000);
    await turns();
  }
  expect([published, announced, journal.waiting]).toEqual([[], [], 2]);
  store.isDown = false;
  clock.advance(5_000);
  expect(await Promise.all(written)).toEqual([true, true, true]);
  expect(published).toEqual(['started0', 'ended1', 'started0']);
  expect(store.eventsOf(call.id).map((event) => event.sequence)).toEqual([0, 1]);
  expect(clock.pending).toBe(0);
});

test('[CA42] memory is bounded: beyond the limit new calls are given up, waiting ones are kept', async () => {
  const { journal, store, droppedCount } = makeJournal();
  store.isDown = true;
  for (let count = 0; count < maxWaitingCalls; count++) void journal.write(entry({ ...callOf(tenant), id: `c${count}` }, 0, 'started'));
  expect(await journal.write(entry(callOf(tenant), 0, 'started'))).toBe(false);
  expect([journal.waiting, droppedCount()]).toEqual([maxWaitingCalls, 1]);
});

test('[CA44] a row that the database refuses is given up alone', async () => {
  const { journal, store, droppedCount, announced } = makeJournal();
  const [good, bad, alsoGood] = [callOf(tenant), callOf(tenant), callOf(tenant)];
  store.refused.add(bad.id);
  const written = await Promise.all([good, bad, alsoGood].map((call) => journal.write(entry(call, 0, 'started'))));
  expect(written).toEqual([true, false, true]);
  expect(droppedCount()).toBe(1);
  expect(announced).toEqual([good.id, alsoGood.id]);
});

test('[CA42] one tenant per transaction, and nobody is passed over', async () => {
  const { journal, store } = makeJournal();
  const calls = Array.from({ length: 6 }, (_, index) => callOf({ ...tenant, tenantId: `t${index % 2}` }));
  expect(await Promise.all(calls.map((call) => journal.write(entry(call, 0, 'started'))))).toEqual(calls.map(() => true));
  expect(store.saves).toBe(2);
});

test('[CA52] closing waits for the last rows, but not for ever', async () => {
  const { journal, store, clock, droppedCount } = makeJournal();
  void journal.write(entry(callOf(tenant), 0, 'ended'));
  await journal.close(5_000);
  expect([journal.waiting, store.saves]).toEqual([0, 1]);

  const away = makeJournal();
  away.store.isDown = true;
  const lost = away.journal.write(entry(callOf(tenant), 0, 'ended'));
  const closing = away.journal.close(5_000);
  await turns();
  away.clock.advance(5_100);
  await closing;
  expect(await lost).toBe(false);
  expect([away.droppedCount(), away.clock.pending, clock.pending, droppedCount()]).toEqual([1, 0, 0, 0]);
});
