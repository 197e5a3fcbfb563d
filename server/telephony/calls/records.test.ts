import { expect, test } from 'vitest';
import { maxWaitingEvents } from '../history/journal-queue.ts';
import { CallsWorld, settled } from './testing/calls-world.ts';

test('[CA40] a call has one record from start to end, and its events are numbered without gaps', async () => {
  const world = await CallsWorld.create();
  const { alices, callId } = await world.talking();
  world.clock.advance(5_000);
  for (const leg of world.media.legs) leg.simulateQuality({ packetsReceived: 250, packetsSent: 249, jitterMs: 3 });
  alices.phoneHangsUp();
  await settled();
  expect(world.journal.recordOf(callId)).toMatchObject({
    caller: { displayName: 'Alice', number: '100' },
    callee: { displayName: 'Bob', number: '101' },
    dialled: '101',
    nodeId: 'node-1',
    cause: 'completed',
    endedBy: 'caller',
    quality: { caller: { packetsReceived: 250, jitterMs: 3 }, callee: { packetsSent: 249 } },
  });
  const record = world.journal.recordOf(callId);
  expect((record?.endedAtMs ?? 0) - (record?.answeredAtMs ?? 0)).toBe(5_000);
  const events = world.journal.eventsOf(callId);
  expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index));
  expect(events.map((event) => event.kind)).toEqual(['started', 'ringing', 'answered', 'ended']);
});

test('[CA42] the 200 waits for the first row, but no longer than 250 ms; the 180 does not wait', async () => {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bob = world.phone(world.person('Bob', '101'));
  world.journal.isDown = true;
  const call = alice.call('101');
  await settled();
  expect(call.isRinging).toBe(true);
  bob.ringing.answer();
  await settled();
  world.clock.advance(249);
  await settled();
  expect(call.final).toBeUndefined();
  world.clock.advance(2);
  await settled();
  expect(call.final?.status).toBe(200);
});

test('[CA42] a caller who gives up while the 200 waits for the database gets 487 and the callee BYE', async () => {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bob = world.phone(world.person('Bob', '101'));
  world.journal.isDown = true;
  const call = alice.call('101');
  await settled();
  const bobs = bob.ringing.answer();
  await settled();
  call.cancel();
  world.clock.advance(300);
  await settled();
  expect(call.responses.filter((response) => response.status >= 200)).toHaveLength(1);
  expect(bobs.phoneBye?.headers.get('X-Deskline-Cause')).toBe('cancelled');
  expect([world.media.legs.length, world.agent.dialogs]).toEqual([0, 0]);
});

test('[CA43] quality is sampled every minute into the record, with the time', async () => {
  const world = await CallsWorld.create();
  const { callId } = await world.talking();
  for (const leg of world.media.legs) leg.simulateQuality({ packetsReceived: 3_000, packetsSent: 3_000 });
  world.clock.advance(59_000);
  await settled();
  expect(world.journal.recordOf(callId)?.quality).toBeUndefined();
  world.clock.advance(1_000);
  await settled();
  const first = world.journal.recordOf(callId)?.quality;
  expect(first).toMatchObject({ caller: { packetsReceived: 3_000 } });
  world.clock.advance(60_000);
  await settled();
  expect((world.journal.recordOf(callId)?.quality?.sampledAtMs ?? 0) - (first?.sampledAtMs ?? 0)).toBeGreaterThanOrEqual(60_000);
});

test('[CA40] figures of a leg that was replaced count towards its side', async () => {
  const world = await CallsWorld.create();
  const { alice, alices, bobs, callId } = await world.talking();
  world.media.legs[0]?.simulateQuality({ packetsReceived: 100, packetsSent: 100, lossIn: 0.1 });
  alice.reload();
  alice.call('101', { replaces: alices });
  await settled();
  world.media.legs[1]?.simulateQuality({ packetsReceived: 300, packetsSent: 100, lossIn: 0.02 });
  bobs.phoneHangsUp();
  await settled();
  const quality = world.journal.recordOf(callId)?.quality?.caller;
  expect(quality).toMatchObject({ packetsReceived: 400, packetsSent: 200 });
  expect(quality?.lossIn).toBeCloseTo(0.04);
});

test('[CA52] draining refuses new calls with 503, lets talks end, then ends the rest as server-stopped', async () => {
  const world = await CallsWorld.create();
  const { alices, bobs } = await world.talking();
  const carol = world.phone(world.person('Carol', '102'));
  const dave = world.phone(world.person('Dave', '103'));
  const waiting = carol.call('103');
  await settled();
  let isDrained = false;
  const drained = world.calls.drain(10_000).then(() => (isDrained = true));
  const refused = dave.call('101');
  await settled();
  expect([refused.final?.status, refused.final?.headers.get('Retry-After')]).toEqual([503, '5']);
  alices.phoneHangsUp();
  await settled();
  expect([isDrained, bobs.phoneBye?.headers.get('X-Deskline-Cause')]).toEqual([false, 'completed']);
  world.clock.advance(10_001);
  await settled();
  await drained;
  expect([waiting.final?.status, waiting.final?.headers.get('X-Deskline-Cause')]).toEqual([503, 'server-stopped']);
  expect(world.journal.last).toMatchObject({ cause: 'server-stopped', endedBy: 'server' });
  expect([world.calls.inProgress, world.media.legs.length, world.agent.dialogs, world.clock.pending]).toEqual([0, 0, 0, 0]);
});

test('[CA52] a page that reloads during the drain keeps its call', async () => {
  const world = await CallsWorld.create();
  const { alice, alices } = await world.talking();
  const drained = world.calls.drain(10_000);
  alice.reload();
  const back = alice.call('101', { replaces: alices });
  await settled();
  expect(back.final?.status).toBe(200);
  back.dialog?.phoneHangsUp();
  await settled();
  await drained;
  expect(world.clock.pending).toBe(0);
});

test('[CA40] a call with very many keys still has room for its end, even when no row of it is on disk yet', async () => {
  const world = await CallsWorld.create();
  const { alices, callId } = await world.talking();
  const key = { body: { type: 'application/dtmf', content: '1' } };
  for (let count = 0; count < maxWaitingEvents + 10; count++) await alices.phoneSends('INFO', key);
  alices.phoneHangsUp();
  await settled();
  const events = world.journal.eventsOf(callId);
  expect(events.at(-1)?.kind).toBe('ended');
  expect(events.length).toBeLessThanOrEqual(maxWaitingEvents);
});
