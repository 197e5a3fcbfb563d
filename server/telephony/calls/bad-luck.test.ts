import { expect, test } from 'vitest';
import { StorageError } from '../../storage/errors.ts';
import { CallsWorld, settled } from './testing/calls-world.ts';

function away(): Promise<never> {
  return Promise.reject(new StorageError('unavailable', 'the database cannot be reached'));
}

async function ready() {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bob = world.phone(world.person('Bob', '101'));
  return { world, alice, bob };
}

function expectNothingLeft(world: CallsWorld): void {
  expect([world.calls.inProgress, world.media.legs.length, world.agent.dialogs, world.clock.pending]).toEqual([0, 0, 0, 0]);
}

test('[CA42] settings that cannot be read do not keep a phone from ringing', async () => {
  const { world, alice, bob } = await ready();
  world.subscribers.settings = away;
  const call = alice.call('101');
  await settled();
  expect([call.isRinging, bob.incoming.length]).toEqual([true, 1]);
});

test.for(['byUser', 'byDialled'] as const)(
  '[CA42] people who cannot be looked up (%s): 503 with Retry-After, never silence',
  async (what) => {
    const { world, alice } = await ready();
    world.subscribers[what] = away;
    const call = alice.call('101');
    await settled();
    expect([call.final?.status, call.final?.headers.get('Retry-After')]).toEqual([503, '5']);
    expectNothingLeft(world);
  },
);

test('[CA18] a mistake of ours while a call is set up is 500 to the caller, and nothing stays', async () => {
  const { world, alice } = await ready();
  world.subscribers.byDialled = () => Promise.reject(new TypeError('a mistake'));
  const call = alice.call('101');
  await settled();
  expect(call.final?.status).toBe(500);
  expectNothingLeft(world);
});

test('[CA18] a 200 that cannot be sent ends the answered side too', async () => {
  const { world, alice, bob } = await ready();
  const call = alice.call('101');
  await settled();
  call.accept = () => {
    throw new Error('the stack is closing');
  };
  const bobs = bob.ringing.answer();
  await settled();
  expect(bobs.phoneBye?.headers.get('X-Deskline-Cause')).toBe('failed');
  expectNothingLeft(world);
});

test('[CA19] a caller who was disabled is refused', async () => {
  const { world, alice } = await ready();
  world.subscribers.add({ ...alice.person, isDisabled: true });
  const call = alice.call('101');
  await settled();
  expect([call.final?.status, call.final?.headers.get('X-Deskline-Cause')]).toEqual([403, 'not-allowed']);
  expectNothingLeft(world);
});

test('[CA19] a person who is disabled in a call, or whose web session is revoked, is taken out of it; others talk on', async () => {
  const { world, alice, bob } = await ready();
  const call = alice.call('101');
  await settled();
  bob.ringing.answer();
  await settled();
  expect(world.calls.endOf({ webSessionId: 'somebody-elses' })).toBe(0);
  expect(world.calls.endOf({ webSessionId: bob.flow.owner?.webSessionId ?? '' })).toBe(1);
  await settled();
  expect(call.dialog?.phoneBye?.headers.get('X-Deskline-Cause')).toBe('not-allowed');

  const second = alice.call('101');
  await settled();
  bob.ringing.answer();
  await settled();
  expect(world.calls.endOf({ userId: alice.person.userId })).toBe(1);
  await settled();
  expect(second.dialog?.phoneBye).toBeDefined();
  expectNothingLeft(world);
});

test('[CA19] a disabled person stops ringing and calling at once, also on a desk phone whose flow never ends', async () => {
  const { world, alice } = await ready();
  const carol = world.phone(world.person('Carol', '102'), { isDevice: true });
  const call = alice.call('102');
  await settled();
  expect(world.calls.endOf({ userId: carol.person.userId })).toBe(1);
  await settled();
  expect([carol.ringing.cancelReason, call.final?.status]).toEqual(['', 480]);

  const outgoing = carol.call('100');
  await settled();
  expect(world.calls.endOf({ userId: carol.person.userId })).toBe(1);
  await settled();
  expect([outgoing.final?.status, outgoing.final?.headers.get('X-Deskline-Cause')]).toEqual([403, 'not-allowed']);
  expectNothingLeft(world);
});

test('[CA19] a deleted device leaves its call, and stops ringing while the other phones ring on', async () => {
  const { world, alice, bob } = await ready();
  const desk = world.phone(bob.person, { isDevice: true });
  const revoked = { deviceId: desk.deviceId ?? '' };
  const call = alice.call('101');
  await settled();
  expect(world.calls.endOf(revoked)).toBe(0);
  await settled();
  expect([desk.ringing.cancelReason, bob.ringing.cancelReason, call.final]).toEqual(['', undefined, undefined]);
  bob.ringing.answer().phoneHangsUp();
  await settled();

  const second = alice.call('101');
  await settled();
  const dialog = desk.ringing.answer();
  await settled();
  expect(world.calls.endOf({ deviceId: 'device-of-somebody-else' })).toBe(0);
  expect(world.calls.endOf(revoked)).toBe(1);
  await settled();
  expect([dialog.isEnded, second.dialog?.isEnded]).toEqual([true, true]);
  expectNothingLeft(world);
});

test('[CA08] calls begun while their caller is looked up count too', async () => {
  const { world, alice } = await ready();
  const look = world.subscribers.byUser.bind(world.subscribers);
  const gate = Promise.withResolvers<void>();
  world.subscribers.byUser = async (...who) => {
    await gate.promise;
    return look(...who);
  };
  const calls = Array.from({ length: 12 }, () => alice.call('101'));
  gate.resolve();
  await settled();
  expect(calls.filter((call) => call.final?.status === 403)).toHaveLength(4);
  expect(world.calls.inProgress).toBe(8);
});

test('[CA52] a call whose caller is looked up while draining begins is refused, not forgotten', async () => {
  const { world, alice } = await ready();
  const look = world.subscribers.byUser.bind(world.subscribers);
  const gate = Promise.withResolvers<void>();
  world.subscribers.byUser = async (...who) => {
    await gate.promise;
    return look(...who);
  };
  const call = alice.call('101');
  await world.calls.drain(1_000);
  gate.resolve();
  await settled();
  expect(call.final?.status).toBe(503);
  expectNothingLeft(world);
});

test.for([
  ['NUL', 'a\u0000b', 'ab'],
  ['half a pair', `${'x'.repeat(253)}\u{1f600}`, `${'x'.repeat(253)}\ufffd`],
] as const)('[CA40] what was dialled is kept as the database can store it: %s', async ([, dialled, kept]) => {
  const { world, alice } = await ready();
  const call = alice.call(dialled);
  await settled();
  expect([call.final?.status, world.journal.last?.dialled]).toEqual([404, kept]);
});

test('[CA19] [ID71] with their organisation’s end everybody leaves their calls; those of other organisations go on', async () => {
  const { world, alice, bob } = await ready();
  const call = alice.call('101');
  await settled();
  bob.ringing.answer();
  await settled();
  const { tenantId } = alice.person;
  expect(world.calls.endOf({ tenantId: 'somebody-elses' })).toBe(0);
  expect(world.calls.endOf({ tenantId })).toBe(1);
  await settled();
  expect(call.dialog?.phoneBye?.headers.get('X-Deskline-Cause')).toBe('not-allowed');

  const ringing = alice.call('101');
  await settled();
  expect(world.calls.endOf({ tenantId })).toBe(1);
  await settled();
  expect([ringing.final?.status, ringing.final?.headers.get('X-Deskline-Cause')]).toEqual([403, 'not-allowed']);
  expectNothingLeft(world);
});
