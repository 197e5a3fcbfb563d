import { expect, test } from 'vitest';
import { CallsWorld, globex, settled } from './testing/calls-world.ts';
import { browserAnswer, browserSdp } from './testing/fake-sdp.ts';

const cause = 'X-Deskline-Cause';

async function aliceAndBob() {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bobPerson = world.person('Bob', '101');
  return { world, alice, bobPerson };
}

/** Nothing is left of any call: no leg, dialog, timer. */
function expectNothingLeft(world: CallsWorld): void {
  expect(world.calls.inProgress).toBe(0);
  expect(world.media.legs).toEqual([]);
  expect(world.agent.dialogs).toBe(0);
  expect(world.clock.pending).toBe(0);
}

test('[CA01] [CA20] a call rings, is answered, both hear each other, and hanging up ends it on the other side', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
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
  expect(call.final?.headers.get('X-Deskline-Call')).toBe(bob.ringing.header('X-Deskline-Call'));
  const [aliceLeg, bobLeg] = world.media.legs;
  if (!aliceLeg || !bobLeg) throw new Error('two legs are expected');
  expect(call.answerSdp).toBe(aliceLeg.localSdp);
  expect(world.media.hears(aliceLeg)).toBe(`leg:${bobLeg.id}`);
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);

  call.dialog?.phoneHangsUp();
  await settled();
  expect(bobs.phoneBye?.headers.get(cause)).toBe('completed');
  expectNothingLeft(world);
  expect(world.journal.last).toMatchObject({ cause: 'completed', endedBy: 'caller', dialled: '101' });
});

test.for([['101'], ['bob'], ['bob@main.acme.deskline.internal']])('[CA01] a person is found by %s', async ([dialled = '']) => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  alice.call(dialled);
  await settled();
  expect(bob.incoming).toHaveLength(1);
});

test("[CA02] another tenant's extension, domain and person are not found, and no phone of theirs rings", async () => {
  const { world, alice } = await aliceAndBob();
  const erin = world.phone(world.person('Erin', '200', globex));
  const attempts = [
    alice.call('200'),
    alice.call('erin'),
    alice.call('200', { host: 'main.globex.deskline.internal' }),
    alice.call('erin@main.globex.deskline.internal'),
    alice.call('nobody'),
    alice.call('100', { host: 'example.com' }),
  ];
  await settled();
  expect(attempts.map((call) => [call.final?.status, call.final?.headers.get(cause)])).toEqual(attempts.map(() => [404, 'not-found']));
  expect(erin.incoming).toEqual([]);
  expect(world.journal.last).toMatchObject({ cause: 'not-found', callee: undefined });
  expectNothingLeft(world);
});

test('[CA03] a device that dials the server address means its own PBX', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  alice.call('101', { host: '127.0.0.1' });
  await settled();
  expect(bob.incoming).toHaveLength(1);
});

test('[CA04] do not disturb answers 480 and no device rings', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  await world.set(bobPerson, { doNotDisturb: true });
  const call = alice.call('101');
  await settled();
  expect([call.final?.status, call.final?.headers.get(cause)]).toEqual([480, 'do-not-disturb']);
  expect(bob.incoming).toEqual([]);
  expectNothingLeft(world);
});

test('[CA05] a person without a registered device is unreachable', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  world.phone(bobPerson).unregister();
  const call = alice.call('101');
  await settled();
  expect([call.final?.status, call.final?.headers.get(cause)]).toEqual([480, 'unreachable']);
  expectNothingLeft(world);
});

test('[CA06] call waiting off makes a second call busy; on, it rings', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  const carol = world.phone(world.person('Carol', '102'));
  alice.call('101');
  await settled();
  bob.ringing.answer();
  await settled();
  const waiting = carol.call('101');
  await settled();
  expect(waiting.isRinging).toBe(true);
  waiting.cancel();
  await world.set(bobPerson, { callWaiting: false });
  const refused = carol.call('101');
  await settled();
  expect([refused.final?.status, refused.final?.headers.get(cause)]).toEqual([486, 'busy']);
  expect(bob.incoming).toHaveLength(2);
});

test("[CA07] one's own number rings one's other devices, and is busy without any", async () => {
  const { world, alice } = await aliceAndBob();
  const lonely = alice.call('100');
  await settled();
  expect(lonely.final?.status).toBe(486);
  const other = world.phone(alice.person);
  const call = alice.call('100');
  await settled();
  expect(call.isRinging).toBe(true);
  expect(alice.incoming).toEqual([]);
  expect(other.incoming).toHaveLength(1);
});

test('[CA08] the ninth call of a person is refused, and the ninth to a person is busy', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  world.phone(bobPerson);
  for (let made = 0; made < 8; made++) alice.call('101');
  await settled();
  const ninth = alice.call('101');
  await settled();
  expect([ninth.final?.status, ninth.final?.headers.get(cause)]).toEqual([403, 'not-allowed']);
  const toBob = world.phone(world.person('Carol', '102')).call('101');
  await settled();
  expect([toBob.final?.status, toBob.final?.headers.get(cause)]).toEqual([486, 'busy']);
  expect(world.calls.inProgress).toBe(8);
});

test('[CA09] offers that cannot be used are refused before anything rings, each with its status', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  const plain = alice.call('101', { offer: browserSdp({ protocol: 'RTP/AVP' }) });
  const garbage = alice.call('101', { offer: 'hello' });
  await settled();
  world.media.isUnavailable = true;
  const noWorker = alice.call('101');
  await settled();
  expect([plain, garbage, noWorker].map((call) => call.final?.status)).toEqual([488, 400, 503]);
  expect(noWorker.final?.headers.get('Retry-After')).toBe('5');
  expect(bob.incoming).toEqual([]);
  expectNothingLeft(world);
});

test('[CA09] an INVITE without an offer gets one in the 200, and its answer comes with the ACK', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  const call = alice.call('101', { offer: undefined });
  await settled();
  bob.ringing.answer();
  await settled();
  expect(call.answerSdp).toContain('a=setup:actpass');
  call.dialog?.emit('answered', browserAnswer(call.answerSdp ?? ''));
  await settled();
  const [aliceLeg, bobLeg] = world.media.legs;
  if (!aliceLeg || !bobLeg) throw new Error('two legs are expected');
  expect(world.media.hears(aliceLeg)).toBe(`leg:${bobLeg.id}`);
});

test('[CA10] all devices ring at once and the caller gets one 180 without SDP', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const phones = [world.phone(bobPerson), world.phone(bobPerson), world.phone(bobPerson, { isDevice: true })];
  const call = alice.call('101');
  await settled();
  expect(phones.map((phone) => phone.incoming.length)).toEqual([1, 1, 1]);
  expect(world.media.legs).toHaveLength(4);
  expect(call.responses.map((response) => [response.status, response.body.length])).toEqual([[180, 0]]);
});

test('[CA11] the first answer wins: the other device stops with "Call completed elsewhere" and its leg closes', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const [desk, mobile] = [world.phone(bobPerson), world.phone(bobPerson)];
  alice.call('101');
  await settled();
  desk.ringing.answer();
  await settled();
  expect(mobile.ringing.cancelReason).toBe('SIP;cause=200;text="Call completed elsewhere"');
  expect(world.media.legs).toHaveLength(2);
});

test('[CA12] a phone that registers while its person is called rings too', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  world.phone(bobPerson);
  alice.call('101');
  await settled();
  const late = world.phone(bobPerson);
  await settled();
  expect(late.incoming).toHaveLength(1);
});

test('[CA12] a page that reloads while it rings rings again; without it the call ends 5 s later as unreachable', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  const call = alice.call('101');
  await settled();
  bob.reload();
  await settled();
  expect(bob.incoming).toHaveLength(2);
  expect(call.final).toBeUndefined();
  expect(world.media.legs).toHaveLength(2);
  bob.dropSocket();
  await settled();
  world.clock.advance(4_900);
  expect(call.final).toBeUndefined();
  world.clock.advance(200);
  await settled();
  expect([call.final?.status, call.final?.headers.get(cause)]).toEqual([480, 'unreachable']);
  expectNothingLeft(world);
});

test('[CA13] 603 from one device ends the call for all', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const [desk, mobile] = [world.phone(bobPerson), world.phone(bobPerson)];
  const call = alice.call('101');
  await settled();
  desk.ringing.reject(603);
  await settled();
  expect([call.final?.status, call.final?.headers.get(cause)]).toEqual([603, 'declined']);
  expect(mobile.ringing.cancelReason).toContain('603');
  expect(world.journal.last).toMatchObject({ cause: 'declined', endedBy: 'callee' });
  expectNothingLeft(world);
});

test('[CA14] a busy device lets the others ring on; when all are busy the caller hears busy', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const [desk, mobile] = [world.phone(bobPerson), world.phone(bobPerson)];
  const call = alice.call('101');
  await settled();
  desk.ringing.reject(480);
  await settled();
  expect(mobile.ringing.isOver).toBe(false);
  expect(call.final).toBeUndefined();
  mobile.ringing.reject(486);
  await settled();
  expect([call.final?.status, call.final?.headers.get(cause)]).toEqual([486, 'busy']);
  expectNothingLeft(world);
});

test("[CA15] nobody answers within the person's own time: all stop, 480 no-answer", async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  await world.set(bobPerson, { noAnswerSeconds: 12 });
  const call = alice.call('101');
  await settled();
  world.clock.advance(11_900);
  expect(call.final).toBeUndefined();
  world.clock.advance(200);
  await settled();
  expect([call.final?.status, call.final?.headers.get(cause)]).toEqual([480, 'no-answer']);
  expect(bob.ringing.cancelReason).toContain('480');
  expectNothingLeft(world);
});

test('[CA16] the caller cancels, or loses its connection, while the phones ring', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  const call = alice.call('101');
  await settled();
  call.cancel();
  await settled();
  expect(call.final?.status).toBe(487);
  expect(bob.ringing.cancelReason).toBeDefined();
  expect(world.journal.last).toMatchObject({ cause: 'cancelled', endedBy: 'caller' });
  expectNothingLeft(world);

  alice.call('101');
  await settled();
  alice.dropSocket();
  await settled();
  expect(bob.ringing.cancelReason).toBeDefined();
  expect(bob.incoming).toHaveLength(2);
  expectNothingLeft(world);
});

test('[CA17] a call that was passed on ten times is refused; nine times it rings', async () => {
  const { world, alice, bobPerson } = await aliceAndBob();
  const bob = world.phone(bobPerson);
  const round = alice.call('101', { headers: [['X-Deskline-Hops', '10']] });
  const forged = alice.call('101', { headers: [['X-Deskline-Hops', '-1']] });
  await settled();
  expect([round.final?.status, forged.final?.status]).toEqual([483, 483]);
  alice.call('101', { headers: [['X-Deskline-Hops', '9']] });
  await settled();
  expect(bob.ringing.header('X-Deskline-Hops')).toBe('10');
});
