import { expect, test } from 'vitest';
import { readRingNews } from '../../../protocol/telephony/ring-reason.ts';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { AttendedWorld, expectedNothingLeft, music, newsOf, pressed, supportRing } from './testing/attended-world.ts';
import { settled } from './testing/calls-world.ts';
import { browserSdp } from './testing/fake-sdp.ts';

const nothing = [0, 0, 0, 0];

async function support() {
  const attended = await AttendedWorld.create();
  const { world } = attended;
  const bob = world.phone(world.person('Bob', '101'));
  const carol = world.phone(world.person('Carol', '102'));
  return { attended, world, bob, carol, people: [bob.person, carol.person] };
}

test('[CA65] everybody rings, the first answer connects, the others are told that it was elsewhere', async () => {
  const { attended, world, bob, carol, people } = await support();
  const carols = world.phone(carol.person);
  const { call, dialog } = await attended.attended();
  call.hear(music);
  const ring = call.ring(supportRing(people));
  await settled();
  expect([bob.incoming.length, carol.incoming.length, carols.incoming.length, attended.hearing]).toEqual([1, 1, 1, 'sound:hold-music']);
  const answered = carol.ringing.answer();
  expect(await ring.result).toEqual({
    outcome: 'answered',
    answeredBy: { userId: carol.person.userId, displayName: 'Carol', number: '102' },
    people: [
      { userId: carol.person.userId, outcome: 'answered' },
      { userId: bob.person.userId, outcome: 'elsewhere' },
    ],
  });
  expect([call.isConnected, bob.ringing.cancelReason, carols.ringing.cancelReason].map(String)).toEqual([
    'true',
    expect.stringContaining('elsewhere'),
    expect.stringContaining('elsewhere'),
  ]);
  await settled();
  const [one, other] = world.media.legs;
  expect(attended.hearing).toBe(`leg:${other?.id}`);
  expect(other && world.media.hears(other)).toBe(`leg:${one?.id}`);
  expect(newsOf(dialog).at(-1)).toEqual({ callId: call.id, peer: 'connected', party: { displayName: 'Carol', number: '102' } });
  // What the plan still says is not heard, its rings ring nobody.
  call.hear(music);
  expect(await call.ring(supportRing([bob.person])).result).toMatchObject({ outcome: 'no-answer' });
  expect([attended.hearing, bob.incoming.length]).toEqual([`leg:${other?.id}`, 1]);
  await dialog.phoneSends('INFO', pressed('5'));
  await settled();
  expect(answered.phoneGot.at(-1)?.headers.get('Content-Type')).toBe('application/dtmf-relay');
  answered.phoneHangsUp();
  await settled();
  expect(call.ended.reason).toBe('completed');
  expect(expectedNothingLeft(world)).toEqual(nothing);
});

test('[CA65] before the answer the 180 is passed on once and the first answer answers the caller', async () => {
  const { attended, world, bob, carol, people } = await support();
  const { call, outgoing } = await attended.dial();
  const ring = call.ring(supportRing(people));
  await settled();
  expect([outgoing.responses.map((response) => response.status), call.isAnswered]).toEqual([[180], false]);
  bob.ringing.answer();
  expect(await ring.result).toMatchObject({ outcome: 'answered', answeredBy: { number: '101' } });
  await settled();
  expect([outgoing.responses.map((response) => response.status), call.isAnswered, call.isConnected]).toEqual([[180, 200], true, true]);
  expect(carol.ringing.cancelReason).toContain('elsewhere');
  expect(outgoing.dialog && newsOf(outgoing.dialog).at(-1)).toMatchObject({ party: { displayName: 'Bob', number: '101' } });
  expect(world.media.legs).toHaveLength(2);
});

test('[CA65] the plan answers in the very moment in which somebody does: one 200, and they talk', async () => {
  const { attended, world, bob } = await support();
  const { call, outgoing } = await attended.dial();
  const ring = call.ring(supportRing([bob.person]));
  await settled();
  const answered = call.answer();
  bob.ringing.answer();
  await answered;
  expect(await ring.result).toMatchObject({ outcome: 'answered' });
  await settled();
  expect(outgoing.responses.map((response) => response.status)).toEqual([180, 200]);
  expect(attended.hearing).toBe(`leg:${world.media.legs[1]?.id}`);
});

test('[CA66] each person has an outcome of their own, and the ring the one that says most', async () => {
  const { attended, world, bob, carol } = await support();
  const dave = world.phone(world.person('Dave', '103'));
  const erin = world.person('Erin', '104');
  await world.set(dave.person, { doNotDisturb: true });
  await world.set(carol.person, { callWaiting: false });
  const frank = world.phone(world.person('Frank', '105'));
  frank.call('102');
  await settled();
  const { call } = await attended.attended();
  const ring = call.ring(supportRing([bob.person, carol.person, dave.person, erin, frank.person]));
  await settled();
  bob.ringing.reject(603);
  await settled();
  world.clock.advance(20_000);
  const result = await ring.result;
  expect(result.outcome).toBe('no-answer');
  expect(new Map(result.people.map((each) => [each.userId, each.outcome]))).toEqual(
    new Map([
      [carol.person.userId, 'busy'],
      [dave.person.userId, 'do-not-disturb'],
      [erin.userId, 'unreachable'],
      [bob.person.userId, 'declined'],
      [frank.person.userId, 'no-answer'],
    ]),
  );
  expect([call.isConnected, frank.ringing.cancelReason]).toEqual([false, 'SIP;cause=480;text="No answer"']);
});

test.for([
  [[], 'unreachable'],
  [['Erin'], 'unreachable'],
  [['Dave'], 'busy'],
  [['Dave', 'Erin'], 'busy'],
] as const)('[CA66] nobody can be rung (%j): %s, at once', async ([names, outcome]) => {
  const { attended, world } = await support();
  const dave = world.phone(world.person('Dave', '103'));
  await world.set(dave.person, { doNotDisturb: true });
  const known = { Dave: dave.person, Erin: world.person('Erin', '104') };
  const { call } = await attended.attended();
  const ring = call.ring(supportRing(names.map((name) => known[name])));
  expect(await ring.result).toMatchObject({ outcome, answeredBy: undefined });
});

test('[CA66] who may ignore do-not-disturb rings', async () => {
  const { attended, world, bob } = await support();
  await world.set(bob.person, { doNotDisturb: true });
  const { call } = await attended.attended();
  call.ring(supportRing([], { people: [{ person: bob.person, number: '101', ignoresDoNotDisturb: true }] }));
  await settled();
  expect(bob.incoming).toHaveLength(1);
});

test('[CA67] a second ring stops the first; stop() is idempotent; who was rung is free again', async () => {
  const { attended, world, bob, carol } = await support();
  const { call } = await attended.attended();
  const first = call.ring(supportRing([bob.person]));
  await settled();
  const second = call.ring(supportRing([carol.person]));
  await settled();
  expect(await first.result).toMatchObject({ outcome: 'no-answer', people: [{ outcome: 'stopped' }] });
  expect([bob.ringing.cancelReason, carol.ringing.cancelReason]).toEqual(['', undefined]);
  second.stop();
  second.stop();
  first.stop();
  expect(await second.result).toMatchObject({ people: [{ outcome: 'stopped' }] });
  await world.set(bob.person, { callWaiting: false });
  const again = call.ring(supportRing([bob.person]));
  await settled();
  expect(bob.incoming).toHaveLength(2);
  bob.ringing.answer();
  expect(await again.result).toMatchObject({ outcome: 'answered' });
});

test('[CA67] stopped while people are still looked up: no phone rings', async () => {
  const { attended, bob, people } = await support();
  const { call } = await attended.attended();
  call.ring(supportRing(people)).stop();
  await settled();
  expect(bob.incoming).toEqual([]);
});

test('[CA65] [CA12] a phone that registers while its person is rung rings too; [CA19] who is disabled stops', async () => {
  const { attended, world, bob, people } = await support();
  const { call } = await attended.attended();
  const ring = call.ring(supportRing(people));
  await settled();
  const mobile = world.phone(bob.person);
  await settled();
  expect(mobile.incoming).toHaveLength(1);
  expect(world.calls.endOf({ userId: bob.person.userId })).toBe(0);
  expect([mobile.ringing.cancelReason, bob.ringing.cancelReason]).toEqual(['', '']);
  world.clock.advance(20_000);
  expect(await ring.result).toMatchObject({ outcome: 'no-answer', people: [{ outcome: 'unreachable' }, { outcome: 'no-answer' }] });
});

test('[CA64] the caller hangs up while it rings, and while somebody answers: every phone stops, nothing stays', async () => {
  const { attended, world, bob, carol, people } = await support();
  const first = await attended.attended();
  const ring = first.call.ring(supportRing(people));
  await settled();
  first.dialog.phoneHangsUp();
  expect(await ring.result).toMatchObject({ outcome: 'no-answer', people: [{ outcome: 'stopped' }, { outcome: 'stopped' }] });
  expect([bob.ringing.cancelReason, carol.ringing.cancelReason]).toEqual(['', '']);
  const second = await attended.attended();
  const other = second.call.ring(supportRing(people));
  await settled();
  const bobs = bob.ringing.answer();
  second.dialog.phoneHangsUp();
  expect(await other.result).toMatchObject({ outcome: 'no-answer', answeredBy: undefined });
  await settled();
  expect(bobs.phoneBye?.headers.get(sipNames.endCause)).toBe('completed');
  expect(expectedNothingLeft(world)).toEqual(nothing);
});

test('[CA64] CANCEL while phones ring and in the moment of an answer', async () => {
  const { attended, world, bob } = await support();
  const { call, outgoing } = await attended.dial();
  const ring = call.ring(supportRing([bob.person]));
  await settled();
  const bobs = bob.ringing.answer();
  outgoing.cancel();
  expect(await ring.result).toMatchObject({ outcome: 'no-answer' });
  await settled();
  expect([bobs.isEnded, outgoing.final?.status]).toEqual([true, 487]);
  expect(expectedNothingLeft(world)).toEqual(nothing);
});

test('[CA65] an answer that comes to nothing leaves the caller with the plan', async () => {
  const { attended, world, bob, carol } = await support();
  const { call } = await attended.attended();
  call.hear(music);
  const first = call.ring(supportRing([bob.person]));
  await settled();
  bob.ringing.answer({}, 'v=0\r\n');
  expect(await first.result).toMatchObject({ outcome: 'failed', people: [{ outcome: 'failed' }] });
  const second = call.ring(supportRing([carol.person]));
  await settled();
  carol.ringing.answer().phoneHangsUp();
  expect(await second.result).toMatchObject({ outcome: 'busy', people: [{ outcome: 'declined' }] });
  await settled();
  expect([attended.hearing, call.isConnected, world.agent.dialogs, world.media.legs.length]).toEqual(['sound:hold-music', false, 1, 1]);
});

test('[CA63] the page is loaded anew while phones ring: they ring on, and the answer reaches the new page', async () => {
  const { attended, world, bob } = await support();
  const { call, dialog } = await attended.attended();
  const ring = call.ring(supportRing([bob.person]));
  await settled();
  attended.alice.reload();
  const back = attended.alice.call('200', { replaces: dialog });
  bob.ringing.answer();
  expect(await ring.result).toMatchObject({ outcome: 'answered' });
  await settled();
  expect([back.final?.status, bob.ringing.cancelReason]).toEqual([200, undefined]);
  const ears = world.media.legs.map((leg) => world.media.hears(leg));
  expect(ears.toSorted()).toEqual(world.media.legs.map((leg) => `leg:${leg.id}`).toSorted());
  expect(back.dialog && newsOf(back.dialog).at(-1)).toMatchObject({ party: { displayName: 'Bob' } });
});

test('[CA69] what happens to the caller is shown to them; that a talk is recorded to both', async () => {
  const { attended, bob } = await support();
  const { call, dialog } = await attended.attended();
  call.tellCaller({ activity: 'queue', details: { name: 'Service' } });
  await settled();
  expect(newsOf(dialog).at(-1)).toMatchObject({ party: { displayName: 'Main line' }, activity: { kind: 'queue', name: 'Service' } });
  call.ring(supportRing([bob.person]));
  await settled();
  const bobs = bob.ringing.answer();
  await settled();
  expect([newsOf(dialog).at(-1)?.activity, newsOf(bobs)]).toEqual([undefined, []]);
  call.tellCaller({ activity: 'recording' });
  await settled();
  expect([newsOf(dialog).at(-1)?.activity, newsOf(bobs).at(-1)?.activity]).toEqual([{ kind: 'recording' }, { kind: 'recording' }]);
  call.tellCaller({ activity: 'plan' });
  await settled();
  expect([newsOf(dialog).at(-1)?.activity, newsOf(bobs).at(-1)?.activity]).toEqual([undefined, undefined]);
});

test('[CA68] rung phones show the prefix, why they ring and what is known, within limits', async () => {
  const { attended, bob } = await support();
  const { call } = await attended.attended();
  const context = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`field ${index}`, 'ä'.repeat(500)]));
  call.ring(supportRing([bob.person], { presentation: { callerPrefix: 'Sales: ', context }, because: { kind: 'queue', name: 'Service' } }));
  await settled();
  const { ringing } = bob;
  expect([ringing.request.from.displayName, ringing.header('P-Asserted-Identity')]).toEqual([
    'Sales: Alice',
    expect.stringContaining('"Sales: Alice" <sip:100@'),
  ]);
  expect([ringing.header(sipNames.callId), ringing.header(sipNames.calledNumber)]).toEqual([call.id, '101']);
  const news = readRingNews(ringing.header(sipNames.ringNews) ?? '');
  expect(news?.because).toEqual({ kind: 'queue', name: 'Service' });
  expect(Object.values(news?.context ?? {})).toEqual(Array.from({ length: 8 }, () => 'ä'.repeat(200)));
  // RFC 3261 §25.1: no line break and nothing outside ASCII gets into a header by a variable's value.
  expect(ringing.header(sipNames.ringNews)).toMatch(/^[\x21-\x7e]+$/);
});

test('[CA68] a call from person to person carries no reason', async () => {
  const { attended, bob } = await support();
  attended.alice.call('101');
  await settled();
  expect(bob.ringing.header(sipNames.ringNews)).toBeUndefined();
});

test('[CA65] [CA11] two people answer in the same moment: one talks, the other gets BYE', async () => {
  const { attended, world, bob, carol, people } = await support();
  const { call } = await attended.attended();
  const ring = call.ring(supportRing(people));
  await settled();
  const dialogs = [bob.ringing.answer(), carol.ringing.answer()];
  expect(await ring.result).toMatchObject({ outcome: 'answered', answeredBy: { displayName: 'Bob' } });
  await settled();
  expect(dialogs.map((dialog) => dialog.isEnded)).toEqual([false, true]);
  expect([world.media.legs.length, world.agent.dialogs]).toEqual([2, 2]);
});

test('[CA64] the attendant ends the call while phones ring, while somebody answers, and while they talk', async () => {
  const { attended, world, bob } = await support();
  const first = await attended.dial();
  const ringing = first.call.ring(supportRing([bob.person]));
  await settled();
  first.call.end('no-answer');
  await settled();
  expect([first.outgoing.final?.status, bob.ringing.cancelReason]).toEqual([480, '']);
  expect(await ringing.result).toMatchObject({ people: [{ outcome: 'stopped' }] });

  const second = await attended.attended();
  second.call.ring(supportRing([bob.person]));
  await settled();
  const answered = bob.ringing.answer();
  second.call.end('completed');
  await settled();
  expect([answered.phoneBye, second.dialog.phoneBye].map((bye) => bye?.headers.get(sipNames.endCause))).toEqual(['completed', 'completed']);

  const third = await attended.attended();
  third.call.ring(supportRing([bob.person]));
  await settled();
  const talking = bob.ringing.answer();
  await settled();
  expect(third.call.isConnected).toBe(true);
  third.call.end('completed');
  await settled();
  expect([talking.phoneBye, third.dialog.phoneBye].map((bye) => bye?.headers.get(sipNames.endCause))).toEqual(['completed', 'completed']);
  expect(expectedNothingLeft(world)).toEqual(nothing);
});

test('[CA63] [CA21] a caller who holds while somebody answers: they hear hold music until the caller is back', async () => {
  const { attended, world, bob } = await support();
  const { call, dialog } = await attended.attended();
  await dialog.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  const ring = call.ring(supportRing([bob.person]));
  await settled();
  bob.ringing.answer();
  expect(await ring.result).toMatchObject({ outcome: 'answered' });
  await settled();
  const [alices, bobs] = world.media.legs;
  expect(bobs && world.media.hears(bobs)).toBe('sound:hold-music');
  await dialog.phoneReinvites(browserSdp());
  await settled();
  expect(bobs && world.media.hears(bobs)).toBe(`leg:${alices?.id}`);
});
