import { expect, test } from 'vitest';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { peerStatusSchema } from '../../../protocol/telephony/peer-status.ts';
import type { FakeMediaOptions } from '../../media/media-engine.fake.ts';
import { SipFailure } from '../sip/dialog/user-agent.ts';
import { CallsWorld, settled } from './testing/calls-world.ts';
import type { FakeDialog } from './testing/fake-dialog.ts';
import { browserAnswer, browserSdp } from './testing/fake-sdp.ts';

function told(dialog: FakeDialog): readonly string[] {
  return dialog.phoneGot
    .filter((request) => request.headers.get('Content-Type') === sipNames.peerStatusType)
    .map((request) => peerStatusSchema.parse(JSON.parse(new TextDecoder().decode(request.body))).peer);
}

async function talking(media: FakeMediaOptions = {}) {
  const world = await CallsWorld.create(media);
  const talk = await world.talking();
  const [aliceLeg, bobLeg] = world.media.legs;
  if (!aliceLeg || !bobLeg) throw new Error('two legs are expected');
  return { ...talk, world, aliceLeg, bobLeg };
}

test('[CA30] a socket that drops leaves the call and its audio; the other side sees it and hanging up works 120 s later', async () => {
  const { world, alice, alices, bobs, aliceLeg, bobLeg } = await talking();
  alice.dropSocket();
  await settled();
  expect(told(bobs)).toEqual(['reconnecting']);
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);
  alice.reconnect();
  await settled();
  expect(told(bobs)).toEqual(['reconnecting', 'connected']);
  world.clock.advance(120_000);
  await settled();
  expect(world.calls.inProgress).toBe(1);
  alices.phoneHangsUp();
  await settled();
  expect(bobs.phoneBye).toBeDefined();
  expect(world.clock.pending).toBe(0);
});

test('[CA30] without a socket the call goes on as long as its media lives', async () => {
  const { world, alice } = await talking();
  alice.dropSocket();
  world.clock.advance(600_000);
  await settled();
  expect(world.calls.inProgress).toBe(1);
});

test('[CA31] ICE that is lost plays music to the other side and comes back within 30 s', async () => {
  const { world, bobs, aliceLeg, bobLeg, callId } = await talking();
  aliceLeg.simulateIce('disconnected');
  await settled();
  expect(world.media.hears(bobLeg)).toBe('sound:hold-music');
  expect(told(bobs)).toEqual(['reconnecting']);
  world.clock.advance(29_000);
  aliceLeg.simulateIce('connected');
  await settled();
  world.clock.advance(60_000);
  await settled();
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);
  expect(world.journal.eventsOf(callId).map((event) => event.kind)).toContain('reconnected');
});

test.for(['ice', 'dtls'])('[CA31] media away for 30 s (%s) ends the call as connection-lost', async (what) => {
  const { world, alices, bobs, aliceLeg } = await talking();
  if (what === 'ice') aliceLeg.simulateIce('disconnected');
  else aliceLeg.simulateDtlsClosed();
  world.clock.advance(29_900);
  await settled();
  expect(world.calls.inProgress).toBe(1);
  world.clock.advance(200);
  await settled();
  expect([alices, bobs].map((dialog) => dialog.phoneBye?.headers.get('X-Deskline-Cause'))).toEqual(['connection-lost', 'connection-lost']);
  expect(world.journal.last).toMatchObject({ cause: 'connection-lost', endedBy: 'server' });
  expect([world.media.legs.length, world.clock.pending]).toEqual([0, 0]);
});

test('[CA31] ICE alone does not bring back a leg whose DTLS closed', async () => {
  const { world, aliceLeg } = await talking();
  aliceLeg.simulateDtlsClosed();
  aliceLeg.simulateIce('connected');
  world.clock.advance(30_100);
  await settled();
  expect(world.calls.inProgress).toBe(0);
});

test('[CA32] no DTLS within 20 s after the answer ends the call as media-failed', async () => {
  const { world, bobLeg } = await talking({ isAutoConnecting: false });
  bobLeg.simulateConnected();
  world.clock.advance(19_900);
  await settled();
  expect(world.calls.inProgress).toBe(1);
  world.clock.advance(200);
  await settled();
  expect(world.journal.last).toMatchObject({ cause: 'media-failed' });
  expect([world.media.legs.length, world.clock.pending]).toEqual([0, 0]);
});

test('[CA21] an ICE restart is answered and the call goes on', async () => {
  const { alices, world, aliceLeg, bobLeg } = await talking();
  const answer = await alices.phoneReinvites(browserSdp({ ufrag: 'efgh' }));
  await settled();
  expect(answer.status).toBe(200);
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);
});

test('[CA34] a reload comes back by Replaces: same call, elapsed time, ears plugged again, the old leg gone', async () => {
  const { world, alice, alices, bobs, bobLeg, callId } = await talking();
  world.clock.advance(42_000);
  alice.reload();
  await settled();
  const back = alice.call('101', { replaces: alices });
  await settled();
  expect(back.final?.status).toBe(200);
  expect(back.final?.headers.get(sipNames.callId)).toBe(callId);
  expect(Number(back.final?.headers.get(sipNames.elapsedMs))).toBe(42_000);
  expect(back.final?.headers.get(sipNames.holding)).toBeUndefined();
  const newLeg = world.media.legs.find((leg) => leg !== bobLeg);
  expect(world.media.legs).toHaveLength(2);
  expect(world.media.hears(bobLeg)).toBe(`leg:${newLeg?.id}`);
  expect(newLeg && world.media.hears(newLeg)).toBe(`leg:${bobLeg.id}`);
  expect(alices.isEnded).toBe(true);
  expect(told(bobs)).toEqual(['reconnecting', 'connected']);
  expect(back.dialog && told(back.dialog)).toEqual(['connected']);
  back.dialog?.phoneHangsUp();
  await settled();
  expect(bobs.phoneBye).toBeDefined();
  expect(world.journal.last).toMatchObject({ id: callId, cause: 'completed' });
  expect(world.clock.pending).toBe(0);
});

test('[CA34] the callee reloads too, while the caller holds: the caller goes on holding, the page is told', async () => {
  const { world, bob, alices, bobs, aliceLeg } = await talking();
  await alices.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  bob.reload();
  const back = bob.call('100', { replaces: bobs });
  await settled();
  const newLeg = world.media.legs.find((leg) => leg !== aliceLeg);
  expect(newLeg && world.media.hears(newLeg)).toBe('sound:hold-music');
  expect(back.dialog && told(back.dialog)).toEqual(['holding']);
});

test('[CA34] a page that reloads while it holds goes on holding until its first re-INVITE', async () => {
  const { world, alice, alices, bobLeg } = await talking();
  await alices.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  alice.reload();
  const back = alice.call('101', { replaces: alices });
  await settled();
  expect(back.final?.headers.get(sipNames.holding)).toBe('yes');
  expect(world.media.hears(bobLeg)).toBe('sound:hold-music');
  await back.dialog?.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  await settled();
  expect(world.media.hears(bobLeg)).toBe('sound:hold-music');
  await back.dialog?.phoneReinvites(browserSdp());
  await settled();
  expect(world.media.hears(bobLeg)).toMatch(/^leg:/);
});

test('[CA34] both pages reload in the same moment', async () => {
  const { world, alice, bob, alices, bobs } = await talking();
  alice.reload();
  bob.reload();
  const backs = [alice.call('101', { replaces: alices }), bob.call('100', { replaces: bobs })];
  await settled();
  expect(backs.map((back) => back.final?.status)).toEqual([200, 200]);
  const [one, other] = world.media.legs;
  expect(world.media.legs).toHaveLength(2);
  expect(one && other && world.media.hears(one) === `leg:${other.id}` && world.media.hears(other) === `leg:${one.id}`).toBe(true);
});

test('[CA35] Replaces of a leg that was replaced, has ended, or is not mine gets 481 and harms nobody', async () => {
  const { world, alice, bob, alices, bobs } = await talking();
  const mallory = world.phone(world.person('Mallory', '109'));
  const stolen = mallory.call('101', { replaces: alices });
  await settled();
  expect(stolen.final?.status).toBe(481);
  const back = alice.call('101', { replaces: alices });
  await settled();
  const tooLate = alice.call('101', { replaces: alices });
  await settled();
  expect([back, tooLate].map((call) => call.final?.status)).toEqual([200, 481]);
  expect(world.media.legs).toHaveLength(2);
  bobs.phoneHangsUp();
  await settled();
  const late = bob.call('100', { replaces: bobs });
  await settled();
  expect(late.final?.status).toBe(481);
  expect([world.media.legs.length, world.clock.pending]).toEqual([0, 0]);
});

test('[CA34] a page that never heard the 200 to its Replaces asks again with the same dialog: the newest leg has the call', async () => {
  const { world, alice, alices, bobLeg, bobs } = await talking({ isAutoConnecting: false });
  for (const leg of world.media.legs) leg.simulateConnected();
  alice.reload();
  const unheard = alice.call('101', { replaces: alices });
  await settled();
  alice.dropSocket();
  alice.reconnect();
  const heard = alice.call('101', { replaces: alices });
  await settled();
  expect([unheard.final?.status, heard.final?.status]).toEqual([200, 200]);
  expect([alices.isEnded, unheard.dialog?.isEnded]).toEqual([false, false]);
  const newest = world.media.legs.at(-1);
  newest?.simulateConnected();
  await settled();
  expect(world.media.hears(bobLeg)).toBe(`leg:${newest?.id}`);
  expect([alices.isEnded, unheard.dialog?.isEnded, heard.dialog?.isEnded, world.media.legs.length]).toEqual([true, true, false, 2]);
  bobs.phoneHangsUp();
  await settled();
  expect([world.media.legs.length, world.agent.dialogs, world.clock.pending]).toEqual([0, 0, 0]);
});

test('[CA34] a call that ends while a returning page has no media yet leaves no old leg', async () => {
  const { world, alice, alices, bobs } = await talking({ isAutoConnecting: false });
  for (const leg of world.media.legs) leg.simulateConnected();
  alice.call('101', { replaces: alices });
  await settled();
  expect(world.media.legs).toHaveLength(3);
  bobs.phoneHangsUp();
  await settled();
  expect([world.media.legs.length, world.agent.dialogs, world.clock.pending]).toEqual([0, 0, 0]);
});

test('[CA34] the call ends while the returning page waits for its leg: 481, no leg stays', async () => {
  const { world, alice, alices, bobs } = await talking();
  const back = alice.call('101', { replaces: alices });
  bobs.phoneHangsUp();
  await settled();
  expect(back.final?.status).toBe(481);
  expect([world.media.legs.length, world.clock.pending]).toEqual([0, 0]);
});

test('[CA36] a dead worker: both sides are offered anew and hear each other again', async () => {
  const { world, alices, bobs, aliceLeg, bobLeg, callId } = await talking();
  world.media.killWorker();
  await settled();
  expect([alices.phoneOffers.length, bobs.phoneOffers.length]).toEqual([1, 1]);
  expect(world.media.hears(aliceLeg)).toBe(`leg:${bobLeg.id}`);
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);
  const kinds = world.journal.eventsOf(callId).map((event) => event.kind);
  expect(kinds.filter((kind) => kind === 'media-moved')).toHaveLength(2);
});

test('[CA36] without a living worker it is tried again, and an offer that comes meanwhile gets 491', async () => {
  const { world, alices, aliceLeg, bobLeg } = await talking();
  world.media.isUnavailable = true;
  world.media.killWorker();
  await settled();
  expect((await alices.phoneReinvites(browserSdp({ ufrag: 'efgh' }))).status).toBe(491);
  world.clock.advance(3_000);
  await settled();
  world.media.isUnavailable = false;
  world.clock.advance(500);
  await settled();
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);
});

test('[CA36] the worker dies while a page is away: its offer waits for the page', async () => {
  const { world, alice, alices, aliceLeg, bobLeg } = await talking();
  alice.dropSocket();
  world.media.killWorker();
  await settled();
  expect(alices.phoneOffers).toEqual([]);
  alice.reconnect();
  await settled();
  expect(alices.phoneOffers).toHaveLength(1);
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);
});

test('[CA36] a worker that dies again while the first offer is open: only the newest offer counts', async () => {
  const { world, alices, aliceLeg, bobLeg } = await talking();
  const answers: (() => void)[] = [];
  alices.phoneAnswers = (offer) => new Promise((resolve) => answers.push(() => resolve(browserAnswer(offer))));
  world.media.killWorker();
  await settled();
  world.media.killWorker();
  await settled();
  for (const answer of answers) answer();
  await settled();
  for (const answer of answers) answer();
  await settled();
  expect(world.media.hears(bobLeg)).toBe(`leg:${aliceLeg.id}`);
});

test('[CA36] a page that refuses every new offer loses the call as media-failed', async () => {
  const { world, alices } = await talking();
  alices.phoneAnswers = () => Promise.reject(new SipFailure(488, 'Not Acceptable Here'));
  world.media.killWorker();
  for (let second = 0; second < 35; second++) {
    world.clock.advance(1_000);
    await settled();
  }
  expect(world.journal.last).toMatchObject({ cause: 'media-failed' });
  expect([world.media.legs.length, world.clock.pending]).toEqual([0, 0]);
});

test('[CA31] the far end no longer knows the dialog: the call ends as connection-lost', async () => {
  const { world, alices, bobs } = await talking();
  alices.fail('gone');
  await settled();
  expect(bobs.phoneBye?.headers.get('X-Deskline-Cause')).toBe('connection-lost');
  expect([world.media.legs.length, world.clock.pending]).toEqual([0, 0]);
});
