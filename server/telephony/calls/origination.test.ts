import { expect, test } from 'vitest';
import { readRingNews } from '../../../protocol/telephony/ring-reason.ts';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { recordFor } from '../history/record-for.ts';
import type { AttendedCall } from './attended-call.ts';
import { expectedNothingLeft, newsOf, supportRing } from './testing/attended-world.ts';
import { CallsWorld, settled } from './testing/calls-world.ts';

const nothing = [0, 0, 0, 0];

/** Bob is an agent of the queue Service, Alice asked to be called back. */
async function service() {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bob = world.phone(world.person('Bob', '101'));
  const got: AttendedCall[] = [];
  const callBack = (signal?: AbortSignal) =>
    world.calls.originate({
      ...(signal ? { signal } : {}),
      person: bob.person,
      pbxId: bob.person.pbxId,
      callee: { userId: alice.person.userId, displayName: 'Alice', number: '100' },
      timeoutMs: 20_000,
      presentation: { callerPrefix: '', context: { Waited: '5 minutes' } },
      because: { kind: 'callback', name: 'Service' },
      attend: async (call) => {
        got.push(call);
        call.hear({ kind: 'sound', sound: 'ringback' });
        const rang = await call.ring(supportRing([alice.person], { because: { kind: 'callback', name: 'Service' } })).result;
        if (rang.outcome !== 'answered') call.end('no-answer');
      },
    });
  return { world, alice, bob, got, callBack };
}

test('[CA75] the agent is rung first and sees whom they will talk to; then the other is rung, and they talk', async () => {
  const { world, alice, bob, got, callBack } = await service();
  const hearing = () => world.media.legs.map((leg) => world.media.hears(leg));
  const outcome = callBack();
  await settled();
  expect(bob.ringing.request.from).toMatchObject({ displayName: 'Alice', uri: { user: '100' } });
  expect(readRingNews(bob.ringing.header(sipNames.ringNews) ?? '')).toEqual({
    because: { kind: 'callback', name: 'Service' },
    context: { Waited: '5 minutes' },
  });
  const isInCall = () => world.calls.isInCall(bob.person.tenantId, bob.person.userId);
  expect([alice.incoming.length, got.length, isInCall()]).toEqual([0, 0, false]);
  const bobs = bob.ringing.answer();
  expect([await outcome, isInCall()]).toEqual(['answered', true]);
  await settled();
  expect([got[0]?.isAnswered, hearing()[0]]).toEqual([true, 'sound:ringback']);
  expect(alice.ringing.request.from).toMatchObject({ displayName: 'Bob', uri: { user: '101' } });
  const alices = alice.ringing.answer();
  await settled();
  const [one, other] = world.media.legs;
  expect(hearing()).toEqual([`leg:${other?.id}`, `leg:${one?.id}`]);
  expect(newsOf(bobs).at(-1)?.activity).toBeUndefined();
  expect(world.journal.last).toMatchObject({
    caller: { displayName: 'Bob' },
    callee: { displayName: 'Alice' },
    via: undefined,
    dialled: '100',
  });
  bobs.phoneHangsUp();
  await settled();
  expect([alices.isEnded, got[0]?.ended.reason]).toEqual([true, 'completed']);
  expect(expectedNothingLeft(world)).toEqual(nothing);
});

test('[CA75] an agent who reloads their page while the other rings is still the one who will talk', async () => {
  const { world, alice, bob, callBack } = await service();
  void callBack();
  await settled();
  const bobs = bob.ringing.answer();
  await settled();
  bob.reload();
  const back = bob.call('100', { replaces: bobs });
  await settled();
  alice.ringing.answer();
  await settled();
  expect(back.final?.status).toBe(200);
  const ears = world.media.legs.map((leg) => world.media.hears(leg));
  expect(ears.toSorted()).toEqual(world.media.legs.map((leg) => `leg:${leg.id}`).toSorted());
});

test.for([
  ['declines', 'declined'],
  ['does not answer', 'no-answer'],
  ['wants no calls', 'do-not-disturb'],
  ['is busy', 'busy'],
  ['is not there', 'unreachable'],
  ['hangs up at once', 'declined'],
  ['answers with what cannot be used', 'failed'],
] as const)('[CA75] the agent %s: %s, the other is not rung, nothing stays', async ([what, outcome]) => {
  const { world, alice, bob, got, callBack } = await service();
  if (what === 'wants no calls') await world.set(bob.person, { doNotDisturb: true });
  if (what === 'is not there') bob.unregister();
  if (what === 'is busy') await world.set(bob.person, { callWaiting: false });
  const carols = what === 'is busy' ? world.phone(world.person('Carol', '102')).call('101') : undefined;
  await settled();
  const calling = callBack();
  await settled();
  if (what === 'declines') bob.ringing.reject(603);
  if (what === 'does not answer') world.clock.advance(20_000);
  if (what === 'hangs up at once') bob.ringing.answer().phoneHangsUp();
  if (what === 'answers with what cannot be used') bob.ringing.answer({}, 'v=0\r\n');
  expect(await calling).toBe(outcome);
  await settled();
  // The call that Bob is busy with goes on.
  carols?.cancel();
  await settled();
  expect([alice.incoming.length, got.length, ...expectedNothingLeft(world)]).toEqual([0, 0, ...nothing]);
  // What nobody took is no call in anybody's history.
  const isRecorded = what === 'hangs up at once' || what === 'answers with what cannot be used';
  expect(world.journal.entries.some(({ snapshot }) => snapshot.caller.displayName === 'Bob')).toBe(isRecorded);
});

test('[CA75] [QU83] both see in their history what kind of call it was; who hangs up on the other leaves them a missed one', async () => {
  const { world, alice, bob, callBack } = await service();
  const because = { kind: 'callback', name: 'Service' };
  void callBack();
  await settled();
  bob.ringing.answer();
  await settled();
  const talking = alice.ringing.answer();
  await settled();
  talking.phoneHangsUp();
  await settled();
  if (!world.journal.last) throw new Error('nothing was written');
  const kinds = world.journal.entries.flatMap(({ events }) => events.map(({ kind }) => kind));
  expect(kinds.slice(0, 2)).toEqual(['started', 'ringing']);
  const bobs = recordFor(bob.person.userId, world.journal.last);
  expect(bobs).toMatchObject({ direction: 'outgoing', because, other: { displayName: 'Alice' }, isMissed: false });
  const alices = recordFor(alice.person.userId, world.journal.last);
  expect(alices).toMatchObject({ direction: 'incoming', because, other: { displayName: 'Bob' }, isMissed: false });
  void callBack();
  await settled();
  const again = bob.ringing.answer();
  await settled();
  again.phoneHangsUp();
  await settled();
  expect(recordFor(alice.person.userId, world.journal.last)).toMatchObject({ direction: 'incoming', because, isMissed: true });
});

test('[CA75] it can be stopped until both talk', async () => {
  const { world, alice, bob, callBack } = await service();
  const stops = [new AbortController(), new AbortController(), new AbortController(), new AbortController()] as const;
  stops[0].abort();
  expect(await callBack(stops[0].signal)).toBe('stopped');
  expect(bob.incoming).toEqual([]);
  const early = callBack(stops[1].signal);
  await settled();
  stops[1].abort();
  expect([await early, bob.ringing.cancelReason === undefined]).toEqual(['stopped', false]);
  void callBack(stops[2].signal);
  await settled();
  const bobs = bob.ringing.answer();
  await settled();
  stops[2].abort();
  await settled();
  expect([alice.ringing.cancelReason === undefined, bobs.isEnded]).toEqual([false, true]);
  void callBack(stops[3].signal);
  await settled();
  const talking = bob.ringing.answer();
  await settled();
  alice.ringing.answer();
  await settled();
  stops[3].abort();
  await settled();
  expect(talking.isEnded).toBe(false);
  talking.phoneHangsUp();
  await settled();
  expect(expectedNothingLeft(world)).toEqual(nothing);
});

test('[CA75] the agent leaves while the other rings, or the other does not answer: both ends, nothing stays', async () => {
  const { world, alice, bob, got, callBack } = await service();
  void callBack();
  await settled();
  const bobs = bob.ringing.answer();
  await settled();
  bobs.phoneHangsUp();
  await settled();
  expect([alice.ringing.cancelReason, got[0]?.ended.reason]).toEqual(['', 'completed']);
  void callBack();
  await settled();
  const again = bob.ringing.answer();
  await settled();
  alice.ringing.reject(603);
  await settled();
  expect(again.phoneBye?.headers.get(sipNames.endCause)).toBe('no-answer');
  expect(expectedNothingLeft(world)).toEqual(nothing);
});

test('[CA75] [CA37] the worker dies while the agent is rung', async () => {
  const { world, alice, bob, callBack } = await service();
  const outcome = callBack();
  await settled();
  world.media.killWorker();
  await settled();
  const bobs = bob.ringing.answer();
  expect(await outcome).toBe('answered');
  await settled();
  alice.ringing.answer();
  await settled();
  expect(bobs.phoneOffers).toHaveLength(2);
  const ears = world.media.legs.map((leg) => world.media.hears(leg));
  expect(ears.toSorted()).toEqual(world.media.legs.map((leg) => `leg:${leg.id}`).toSorted());
});

test('[CA75] [CA52] draining begins no call, and ends one that rings', async () => {
  const { world, bob, callBack } = await service();
  const first = callBack();
  await settled();
  const drained = world.calls.drain(1_000);
  world.clock.advance(1_000);
  expect(await first).toBe('failed');
  await drained;
  expect([await callBack(), bob.incoming.length, bob.ringing.cancelReason]).toEqual(['failed', 1, '']);
  expect(expectedNothingLeft(world)).toEqual(nothing);
});

test('[CA65] a person of another tenant is not rung, whoever names them', async () => {
  const { world, bob, callBack, got } = await service();
  const erin = world.phone(world.person('Erin', '100', '00000000-0000-7000-8000-00000000000b'));
  void callBack();
  await settled();
  bob.ringing.answer();
  await settled();
  expect(await got[0]?.ring(supportRing([erin.person])).result).toMatchObject({ outcome: 'unreachable' });
  expect(erin.incoming).toEqual([]);
});
