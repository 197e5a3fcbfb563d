import { expect, test } from 'vitest';
import { CallsWorld, settled } from './testing/calls-world.ts';

async function ringing() {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bob = world.phone(world.person('Bob', '101'));
  const call = alice.call('101');
  await settled();
  return { world, alice, bob, call };
}

/** Everybody's ear, in the order in which the legs were opened. */
function ears(world: CallsWorld): readonly string[] {
  return world.media.legs.map((leg) => world.media.hears(leg));
}

function expectNothingLeft(world: CallsWorld): void {
  expect([world.calls.inProgress, world.media.legs, world.agent.dialogs, world.clock.pending]).toEqual([0, [], 0, 0]);
}

test('[CA37] the worker dies while it rings: the phone rings on, and after the answer both hear each other', async () => {
  const { world, bob, call } = await ringing();
  world.media.killWorker();
  await settled();
  expect([call.final, bob.incoming.length, bob.ringing.cancelReason]).toEqual([undefined, 1, undefined]);
  const bobs = bob.ringing.answer();
  await settled();
  expect([call.final?.status, call.dialog?.phoneOffers.length]).toEqual([200, 0]);
  expect(
    bobs.phoneOffers.map((offer) => offer?.includes('a=candidate')),
    'the certificate first, then the way ([MED39])',
  ).toEqual([false, true]);
  const [one, other] = world.media.legs;
  expect(ears(world)).toEqual([`leg:${other?.id}`, `leg:${one?.id}`]);
  call.dialog?.phoneHangsUp();
  await settled();
  expectNothingLeft(world);
});

test('[CA37] it dies again and again, and another phone of the callee registers meanwhile', async () => {
  const { world, bob, call } = await ringing();
  world.media.killWorker();
  await settled();
  const mobile = world.phone(bob.person);
  await settled();
  world.media.killWorker();
  await settled();
  const answered = mobile.ringing.answer();
  await settled();
  expect([call.final?.status, answered.phoneOffers.length]).toEqual([200, 2]);
  expect(bob.ringing.cancelReason).toContain('Call completed elsewhere');
  const [one, other] = world.media.legs;
  expect(ears(world)).toEqual([`leg:${other?.id}`, `leg:${one?.id}`]);
});

test('[CA37] no worker lives when the phone is answered: both are connected as soon as one does', async () => {
  const { world, bob, call } = await ringing();
  world.media.isUnavailable = true;
  world.media.killWorker();
  await settled();
  const bobs = bob.ringing.answer();
  await settled();
  expect(call.final).toBeUndefined();
  world.clock.advance(3_000);
  await settled();
  world.media.isUnavailable = false;
  world.clock.advance(500);
  await settled();
  expect([call.final?.status, bobs.isEnded]).toEqual([200, false]);
  expect(ears(world).toSorted()).toEqual(world.media.legs.map((leg) => `leg:${leg.id}`).toSorted());
});

test('[CA37] without a worker for 10 s after the answer the call ends as media-failed, and nothing stays', async () => {
  const { world, bob, call } = await ringing();
  world.media.isUnavailable = true;
  world.media.killWorker();
  await settled();
  const bobs = bob.ringing.answer();
  await settled();
  world.clock.advance(10_000);
  await settled();
  expect([call.final?.status, call.final?.headers.get('X-Deskline-Cause')]).toEqual([503, 'media-failed']);
  expect(bobs.phoneBye?.headers.get('X-Deskline-Cause')).toBe('media-failed');
  expectNothingLeft(world);
});

test.for(['before', 'after'] as const)('[CA37] the caller gives up %s a worker is there again: no leg, no timer stays', async (when) => {
  const { world, call, bob } = await ringing();
  world.media.isUnavailable = true;
  world.media.killWorker();
  await settled();
  world.media.isUnavailable = when === 'before';
  call.cancel();
  await settled();
  expect([call.final?.status, bob.ringing.cancelReason]).toEqual([487, 'SIP;cause=487;text="Cancelled"']);
  expectNothingLeft(world);
});

test('[CA37] a phone that registers while no worker lives rings as soon as one does', async () => {
  const { world, bob } = await ringing();
  world.media.isUnavailable = true;
  world.media.killWorker();
  const mobile = world.phone(bob.person);
  await settled();
  expect(mobile.incoming).toEqual([]);
  world.media.isUnavailable = false;
  world.clock.advance(500);
  await settled();
  expect([mobile.incoming.length, bob.incoming.length]).toEqual([1, 1]);
});

test('[CA37] the worker dies in the moment of the answer', async () => {
  const { world, bob, call } = await ringing();
  bob.ringing.answer();
  world.media.killWorker();
  await settled();
  expect(call.final?.status).toBe(200);
  const [one, other] = world.media.legs;
  expect(ears(world).toSorted()).toEqual([`leg:${one?.id}`, `leg:${other?.id}`]);
});
