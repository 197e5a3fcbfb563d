import { expect, test } from 'vitest';
import { CallsWorld, settled } from './testing/calls-world.ts';

test('[CA01] a call rings, is answered, both hear each other, and hanging up ends it on the other side', async () => {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bob = world.phone(world.person('Bob', '101'));

  const call = alice.call('101');
  await settled();
  expect(call.isRinging).toBe(true);
  expect(bob.ringing.request.from.displayName).toBe('Alice');
  expect(bob.ringing.request.from.uri.user).toBe('100');
  expect(bob.ringing.header('X-Deskline-Called')).toBe('101');
  expect(bob.ringing.header('P-Asserted-Identity')).toBe('"Alice" <sip:100@main.acme.deskline.internal>');

  const bobs = bob.ringing.answer();
  await settled();
  expect(call.final?.status).toBe(200);
  const [aliceLeg, bobLeg] = world.media.legs;
  if (!aliceLeg || !bobLeg) throw new Error('two legs are expected');
  expect(call.answerSdp).toBe(aliceLeg.localSdp);
  expect(world.media.hears(aliceLeg)).toBe(`leg:${bobLeg.id}`);
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);

  call.dialog?.phoneHangsUp();
  await settled();
  expect(bobs.phoneBye?.headers.get('X-Deskline-Cause')).toBe('completed');
  expect(world.media.legs).toEqual([]);
  expect(world.calls.inProgress).toBe(0);
  expect(world.clock.pending).toBe(0);
  expect(world.journal.last).toMatchObject({ cause: 'completed', endedBy: 'caller', dialled: '101' });
});
