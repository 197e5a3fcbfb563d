import { expect, test } from 'vitest';
import { CallsWorld, settled } from './testing/calls-world.ts';
import { browserSdp } from './testing/fake-sdp.ts';

async function ringing(devices = 1) {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bobPerson = world.person('Bob', '101');
  const phones = Array.from({ length: devices }, () => world.phone(bobPerson));
  const [bob = phones[0]] = phones;
  if (!bob) throw new Error('at least one phone');
  const call = alice.call('101');
  await settled();
  return { world, alice, bob, phones, call };
}

function expectNothingLeft(world: CallsWorld): void {
  expect(world.calls.inProgress).toBe(0);
  expect(world.media.legs).toEqual([]);
  expect(world.agent.dialogs).toBe(0);
  expect(world.clock.pending).toBe(0);
}

test('[CA18] CANCEL before 200: the late answer gets BYE and no leg stays', async () => {
  const { world, bob, call } = await ringing();
  call.cancel();
  const bobs = bob.ringing.answer();
  await settled();
  expect(call.responses.filter((response) => response.status >= 200).map((response) => response.status)).toEqual([487]);
  expect(bobs.isEnded).toBe(true);
  expectNothingLeft(world);
});

test('[CA18] 200 before CANCEL, in the same moment: the answered phone gets BYE, the caller 487', async () => {
  const { world, bob, call } = await ringing();
  const bobs = bob.ringing.answer();
  call.cancel();
  await settled();
  expect(call.responses.filter((response) => response.status >= 200).map((response) => response.status)).toEqual([487]);
  expect(bobs.phoneBye?.headers.get('X-Deskline-Cause')).toBe('cancelled');
  expect(world.journal.last).toMatchObject({ cause: 'cancelled', answeredAtMs: undefined });
  expectNothingLeft(world);
});

test('[CA11] two devices answer in the same moment: one talks, the other gets BYE', async () => {
  const { world, phones, call } = await ringing(2);
  const dialogs = phones.map((phone) => phone.ringing.answer());
  await settled();
  expect(call.responses.filter((response) => response.status >= 200).map((response) => response.status)).toEqual([200]);
  expect(dialogs.map((dialog) => dialog.isEnded)).toEqual([false, true]);
  expect(world.media.legs).toHaveLength(2);
});

test('[CA18] the callee answers and hangs up before the caller heard of it: declined, and nothing stays', async () => {
  const { world, bob, call } = await ringing();
  bob.ringing.answer().phoneHangsUp();
  await settled();
  expect(call.final?.status).toBe(603);
  expectNothingLeft(world);
});

test('[CA18] no answer and an answer at the same moment: whoever came first counts, and only once', async () => {
  const { world, bob, call } = await ringing();
  world.clock.advance(25_000);
  const late = bob.ringing.answer();
  await settled();
  expect(call.final?.status).toBe(480);
  expect(late.isEnded).toBe(true);
  expectNothingLeft(world);
});

test('[CA27] BYE crosses a re-INVITE: the re-INVITE is answered 487 and the call is over', async () => {
  const world = await CallsWorld.create();
  const { alices, bobs } = await world.talking();
  const hold = alices.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  bobs.phoneHangsUp();
  expect((await hold).status).toBe(487);
  await settled();
  expect(alices.phoneBye).toBeDefined();
  expectNothingLeft(world);
});

test('[CA27] both hang up in the same moment: one end, one record', async () => {
  const world = await CallsWorld.create();
  const { alices, bobs, callId } = await world.talking();
  alices.phoneHangsUp();
  bobs.phoneHangsUp();
  await settled();
  expect(world.journal.eventsOf(callId).filter((event) => event.kind === 'ended')).toHaveLength(1);
  expectNothingLeft(world);
});

test('[CA16] the caller hangs up while media legs for the devices are still being made: no INVITE goes out', async () => {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bob = world.phone(world.person('Bob', '101'));
  const call = alice.call('101');
  call.cancel();
  await settled();
  expect(bob.incoming).toEqual([]);
  expectNothingLeft(world);
});

test("[CA16] the caller's connection dies while the phone rings, and the phone answers all the same", async () => {
  const { world, alice, bob } = await ringing();
  alice.dropSocket();
  const bobs = bob.ringing.answer();
  await settled();
  expect(bobs.isEnded).toBe(true);
  expectNothingLeft(world);
});

test('[CA18] an answer that cannot be used ends both sides as not acceptable', async () => {
  const { world, bob, call } = await ringing();
  const bobs = bob.ringing.answer({}, 'v=0\r\n');
  await settled();
  expect([call.final?.status, call.final?.headers.get('X-Deskline-Cause')]).toEqual([488, 'not-acceptable']);
  expect(bobs.phoneBye).toBeDefined();
  expectNothingLeft(world);
});
