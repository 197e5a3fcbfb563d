import { expect, test } from 'vitest';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { AttendedWorld, clips, expectedNothingLeft, music, newsOf, pressed } from './testing/attended-world.ts';
import { settled } from './testing/calls-world.ts';
import { browserSdp } from './testing/fake-sdp.ts';

const nothing = [0, 0, 0, 0];

test('[CA60] a plan answers when it likes: nothing is sent before, then 200, and the phone shows whom it reached', async () => {
  const attended = await AttendedWorld.create();
  const { call, outgoing } = await attended.dial();
  expect(call).toMatchObject({ dialled: '200', caller: { displayName: 'Alice', number: '100' }, isAnswered: false, isConnected: false });
  expect(outgoing.responses).toEqual([]);
  await call.answer();
  await settled();
  expect([outgoing.final?.status, call.isAnswered, call.isConnected]).toEqual([200, true, false]);
  expect(outgoing.dialog && newsOf(outgoing.dialog)).toMatchObject([
    { peer: 'connected', party: { displayName: 'Main line', number: '200' }, activity: { kind: 'plan' } },
  ]);
  await call.answer();
  expect(outgoing.responses).toHaveLength(1);
});

test('[CA60] [CA42] the 200 waits at most 250 ms for the first row, as any 200', async () => {
  const attended = await AttendedWorld.create();
  attended.world.journal.write = () => new Promise(() => {});
  const { call, outgoing } = await attended.dial();
  const answered = call.answer();
  await settled();
  expect(outgoing.final).toBeUndefined();
  attended.world.clock.advance(250);
  await answered;
  expect(outgoing.final?.status).toBe(200);
});

test('[CA60] a caller whose media cannot be opened reaches no attendant', async () => {
  const attended = await AttendedWorld.create();
  const outgoing = attended.alice.call('200', { offer: 'hello' });
  await settled();
  expect([outgoing.final?.status, attended.calls.length]).toEqual([400, 0]);
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA61] what was said before the answer is heard after it; clips end once, then there is silence', async () => {
  const attended = await AttendedWorld.create();
  const { call } = await attended.dial();
  let played = 0;
  call.on('played', () => (played += 1));
  call.hear(clips(['hello', 1_000], ['menu', 500]));
  await call.answer();
  await settled();
  expect(attended.hearing).toBe('clips:hello+menu');
  attended.world.clock.advance(1_499);
  await settled();
  expect(played).toBe(0);
  attended.world.clock.advance(1);
  await settled();
  expect([played, attended.hearing]).toEqual([1, 'silence']);
});

test('[CA61] the same clips again are heard again; another mouth silences the end of the first', async () => {
  const attended = await AttendedWorld.create();
  const { call } = await attended.attended();
  let played = 0;
  call.on('played', () => (played += 1));
  const beep = clips(['beep', 300]);
  for (let round = 1; round <= 2; round++) {
    call.hear(beep);
    await settled();
    attended.world.clock.advance(300);
    await settled();
    expect(played).toBe(round);
  }
  call.hear(beep);
  call.hear(music);
  attended.world.clock.advance(5_000);
  await settled();
  expect([played, attended.hearing]).toEqual([2, 'sound:hold-music']);
});

test('[CA61] a caller who holds hears nothing and time goes on; who resumes early hears the clip from its beginning', async () => {
  const attended = await AttendedWorld.create();
  const { call, dialog } = await attended.attended();
  const events: string[] = [];
  call.on('played', () => events.push('played'));
  call.on('presence', (state) => events.push(state));
  call.hear(clips(['hello', 1_000]));
  await dialog.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  await settled();
  expect(attended.hearing).toBe('silence');
  attended.world.clock.advance(1_000);
  expect(events).toEqual(['holding', 'played']);
  call.hear(clips(['menu', 1_000]));
  attended.world.clock.advance(400);
  await dialog.phoneReinvites(browserSdp());
  await settled();
  expect([attended.hearing, events.at(-1)]).toEqual(['clips:menu', 'here']);
  attended.world.clock.advance(900);
  expect(events.filter((event) => event === 'played')).toHaveLength(1);
  attended.world.clock.advance(100);
  expect(events.filter((event) => event === 'played')).toHaveLength(2);
});

test('[CA62] keys by INFO and in the audio arrive in order, once; the event log does not know which', async () => {
  const attended = await AttendedWorld.create();
  const { call, dialog } = await attended.attended();
  // While nobody listens a key is a key pressed for nothing.
  await dialog.phoneSends('INFO', pressed('9'));
  const keys: string[] = [];
  call.on('digit', (key) => keys.push(key));
  await dialog.phoneSends('INFO', { ...pressed('1'), headers: [[sipNames.keyNumber, '2']] });
  await dialog.phoneSends('INFO', { ...pressed('1'), headers: [[sipNames.keyNumber, '2']] });
  attended.world.media.legs[0]?.simulateDtmf('#', 100);
  await dialog.phoneSends('INFO', pressed('A'));
  await dialog.phoneSends('INFO', pressed('*'));
  expect(keys).toEqual(['1', '#', '*']);
  expect((await dialog.phoneSends('INFO', pressed('12'))).status).toBe(400);
  const logged = attended.world.journal.eventsOf(call.id).filter((event) => event.kind === 'dtmf');
  expect(logged.map((event) => event.data)).toContainEqual({ side: 'caller', via: 'rtp' });
  expect(JSON.stringify(logged)).not.toContain('"1"');
});

test('[CA69] a page is told nothing before its media is up: JsSIP refuses what comes while it takes our 200', async () => {
  const attended = await AttendedWorld.create({ isAutoConnecting: false });
  const { call, outgoing } = await attended.dial();
  const answered = call.answer();
  await settled();
  expect(outgoing.dialog && newsOf(outgoing.dialog)).toEqual([]);
  attended.world.media.legs[0]?.simulateConnected();
  await answered;
  await settled();
  expect(outgoing.dialog && newsOf(outgoing.dialog)).toHaveLength(1);
});

test('[CA69] news that a page refused are told again, every 0.5 s and at most five times', async () => {
  const attended = await AttendedWorld.create({ isAutoConnecting: false });
  const { call, outgoing } = await attended.dial();
  void call.answer();
  await settled();
  const { dialog } = outgoing;
  if (!dialog) throw new Error('not answered');
  dialog.phoneStatus = 403;
  attended.world.media.legs[0]?.simulateConnected();
  await settled();
  attended.world.clock.advance(500);
  await settled();
  dialog.phoneStatus = 200;
  attended.world.clock.advance(500);
  await settled();
  expect([dialog.phoneRefused, newsOf(dialog).length]).toEqual([2, 1]);
  dialog.phoneStatus = 403;
  call.tellCaller({ activity: 'voicemail' });
  for (let half = 0; half < 20; half++) {
    await settled();
    attended.world.clock.advance(500);
  }
  expect(dialog.phoneRefused).toBe(2 + 6);
  call.end('completed');
  await settled();
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA63] the socket drops and the phone comes back: sound goes on, hanging up works', async () => {
  const attended = await AttendedWorld.create();
  const { call, dialog } = await attended.attended();
  const presence: string[] = [];
  call.on('presence', (state) => presence.push(state));
  call.hear(music);
  attended.alice.dropSocket();
  await settled();
  call.tellCaller({ activity: 'queue', details: { name: 'Service' } });
  await settled();
  expect([attended.hearing, newsOf(dialog).length]).toEqual(['sound:hold-music', 1]);
  attended.alice.reconnect();
  await settled();
  expect(newsOf(dialog).at(-1)).toMatchObject({ activity: { kind: 'queue', name: 'Service' } });
  expect(presence).toEqual(['away', 'here']);
  dialog.phoneHangsUp();
  await settled();
  expect(call.ended.reason).toBe('completed');
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA63] a dead worker: the caller is offered anew and hears what was to be heard', async () => {
  const attended = await AttendedWorld.create();
  const { call, dialog } = await attended.attended();
  call.hear(music);
  attended.world.media.killWorker();
  await settled();
  expect([dialog.phoneOffers.length, attended.hearing]).toEqual([1, 'sound:hold-music']);
});

test('[CA63] a dead worker before and while the plan answers: the caller is answered on a living one', async () => {
  const attended = await AttendedWorld.create();
  const { call, outgoing } = await attended.dial();
  attended.world.media.isUnavailable = true;
  attended.world.media.killWorker();
  const answered = call.answer();
  await settled();
  expect(outgoing.final).toBeUndefined();
  attended.world.media.isUnavailable = false;
  attended.world.clock.advance(500);
  await answered;
  call.hear(music);
  await settled();
  expect([outgoing.final?.status, attended.hearing, attended.world.media.legs.length]).toEqual([200, 'sound:hold-music', 1]);
});

test('[CA63] no worker for 10 s: the caller gets 503, the attendant an end', async () => {
  const attended = await AttendedWorld.create();
  const { call, outgoing } = await attended.dial();
  attended.world.media.isUnavailable = true;
  attended.world.media.killWorker();
  const answered = call.answer();
  await settled();
  attended.world.clock.advance(10_000);
  await expect(answered).rejects.toBe('media-failed');
  expect(outgoing.final?.status).toBe(503);
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA63] a page that is loaded anew during an announcement hears it from its beginning, and the plan is told', async () => {
  const attended = await AttendedWorld.create();
  const { call, dialog } = await attended.attended();
  const events: string[] = [];
  call.on('resumed', () => events.push('resumed'));
  call.on('played', () => events.push('played'));
  const heard: Buffer[] = [];
  call.tap((rtp) => heard.push(rtp));
  call.hear(clips(['hello', 1_000]));
  await settled();
  attended.world.clock.advance(600);
  attended.alice.reload();
  const back = attended.alice.call('200', { replaces: dialog });
  await settled();
  expect([back.final?.status, back.final?.headers.get(sipNames.callId), back.final?.headers.get(sipNames.elapsedMs)]).toEqual([
    200,
    call.id,
    '600',
  ]);
  expect([attended.hearing, dialog.isEnded, attended.world.media.legs.length, events]).toEqual(['clips:hello', true, 1, ['resumed']]);
  expect(back.dialog && newsOf(back.dialog)).toMatchObject([{ party: { displayName: 'Main line' }, activity: { kind: 'plan' } }]);
  attended.world.media.legs[0]?.simulateRtp(Buffer.from('after'));
  expect(heard.map(String)).toEqual(['after']);
  attended.world.clock.advance(1_000);
  await settled();
  expect(events).toEqual(['resumed', 'played']);
  back.dialog?.phoneHangsUp();
  await settled();
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA63] a page that never returns is waited for 30 s', async () => {
  const attended = await AttendedWorld.create();
  const { call } = await attended.attended();
  attended.world.media.legs[0]?.simulateDtlsClosed();
  attended.world.clock.advance(29_900);
  expect(call.ended.aborted).toBe(false);
  attended.world.clock.advance(200);
  await settled();
  expect(call.ended.reason).toBe('connection-lost');
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA64] CANCEL before the answer ends the attended call; answering it then is refused', async () => {
  const attended = await AttendedWorld.create();
  const { call, outgoing } = await attended.dial();
  const answered = call.answer();
  outgoing.cancel();
  await expect(answered).rejects.toBe('cancelled');
  await expect(call.answer()).rejects.toBe('cancelled');
  call.hear(music);
  call.tap(() => {}).close();
  expect(outgoing.final?.status).toBe(487);
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA64] the plan ends the call: a status before the answer, BYE with the cause after it', async () => {
  const attended = await AttendedWorld.create();
  const before = await attended.dial();
  before.call.end('busy');
  before.call.end('completed');
  await settled();
  expect([before.outgoing.final?.status, before.call.ended.reason]).toEqual([486, 'busy']);
  const after = await attended.attended();
  after.call.end('completed');
  await settled();
  expect(after.dialog.phoneBye?.headers.get(sipNames.endCause)).toBe('completed');
  expect(attended.world.journal.last).toMatchObject({ cause: 'completed', endedBy: 'server', answeredAtMs: undefined });
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA64] the caller hangs up before media is up: answer() rejects', async () => {
  const attended = await AttendedWorld.create({ isAutoConnecting: false });
  const { call, outgoing } = await attended.dial();
  const answered = call.answer();
  await settled();
  outgoing.dialog?.phoneHangsUp();
  await expect(answered).rejects.toBe('completed');
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA64] [CA32] media that never comes up ends the call after 20 s', async () => {
  const attended = await AttendedWorld.create({ isAutoConnecting: false });
  const { call } = await attended.dial();
  const answered = call.answer();
  await settled();
  attended.world.clock.advance(20_000);
  await expect(answered).rejects.toBe('media-failed');
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});

test('[CA64] [CA52] draining ends attended calls as server-stopped; [CA19] so does the end of the web session as not-allowed', async () => {
  const attended = await AttendedWorld.create();
  const first = await attended.attended();
  expect(attended.world.calls.endOf({ webSessionId: attended.alice.flow.owner?.webSessionId ?? '' })).toBe(1);
  const second = await attended.attended();
  const drained = attended.world.calls.drain(1_000);
  attended.world.clock.advance(1_000);
  await drained;
  expect([first.call.ended.reason, second.call.ended.reason]).toEqual(['not-allowed', 'server-stopped']);
  expect(second.dialog.phoneBye?.headers.get(sipNames.endCause)).toBe('server-stopped');
});

test.for(['throws', 'returns'] as const)('[CA70] an attendant that %s leaves no caller behind', async (what) => {
  const attended = await AttendedWorld.create();
  attended.world.plans.set('300', {
    kind: 'attended',
    callee: { userId: undefined, displayName: 'Broken', number: '300' },
    attend: async (call) => {
      await call.answer();
      if (what === 'throws') throw new TypeError('a mistake');
    },
  });
  const outgoing = attended.alice.call('300');
  await settled();
  expect(outgoing.dialog?.phoneBye?.headers.get(sipNames.endCause)).toBe('failed');
  expect(expectedNothingLeft(attended.world)).toEqual(nothing);
});
