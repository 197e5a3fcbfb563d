import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { acme, globex, settled } from '../calls/testing/calls-world.ts';
import { RecordingWorld, toldOf } from './testing/recording-world.ts';

const bystander = { tenantId: acme, userId: newId() };
const system = { actorUserId: undefined, action: 'recording.policy_set' };

describe('recording a call', () => {
  let studio: RecordingWorld;
  beforeEach(async () => {
    studio = await RecordingWorld.create();
  });
  afterEach(() => studio.close());

  const policyFor = (userId: string, policy: 'always' | 'never'): Promise<void> =>
    studio.store.setPolicy(acme, { kind: 'user', id: userId }, policy, system);

  async function queueWith(policy: 'always' | 'never' | 'on-demand'): Promise<string> {
    const id = newId();
    await studio.store.setPolicy(acme, { kind: 'queue', id }, policy, system);
    return id;
  }

  it('[REC01] [REC02] on demand: both see it, both hear it, both tracks are on one clock', async () => {
    const talk = await studio.world.talking();
    await studio.speak(1);
    const asker = studio.askerOf(talk, 'alice');
    expect(await studio.live.status(asker, talk.callId)).toEqual({ status: 'off', canStop: false, canStart: true });
    expect(await studio.live.act(asker, talk.callId, 'start')).toEqual({ status: 'on', canStop: true, canStart: true });
    await settled();
    const [alicesLeg, bobsLeg] = studio.world.media.legs;
    if (!alicesLeg || !bobsLeg) throw new Error('two legs are expected');
    for (const leg of [alicesLeg, bobsLeg]) expect(studio.world.media.hears(leg)).toBe('clips:recording-beep/1');
    await studio.speak(3);
    expect(studio.world.media.hears(alicesLeg)).toBe(`leg:${bobsLeg.id}`);
    expect(await studio.live.act(studio.askerOf(talk, 'bob'), talk.callId, 'stop')).toEqual({
      status: 'off',
      canStop: false,
      canStart: true,
    });
    await settled();
    expect([toldOf(talk.alices), toldOf(talk.bobs)]).toEqual([
      ['on', 'off'],
      ['on', 'off'],
    ]);
    const [recording] = await studio.recordings();
    expect(recording).toMatchObject({
      state: 'whole',
      reason: 'on-demand',
      startedBy: asker.userId,
      durationMs: 3000,
      caller: { displayName: 'Alice' },
      callee: { displayName: 'Bob' },
    });
    expect(recording?.tracks.map(({ side, durationMs, isWhole }) => [side, durationMs, isWhole])).toEqual([
      ['callee', 3000, true],
      ['caller', 3000, true],
    ]);
    await expect.poll(async () => (await studio.recordings())[0]?.tracks.map(({ envelope }) => envelope?.rms.length)).toEqual([30, 30]);
    expect(studio.world.journal.eventsOf(talk.callId).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['recording-started', 'recording-stopped']),
    );
    expect(studio.store.receipts[0]).toMatchObject({ action: 'recording.started', actorUserId: asker.userId });
  });

  it('[REC03] a pause is told, and what is said in it is left out', async () => {
    const talk = await studio.world.talking();
    const asker = studio.askerOf(talk, 'bob');
    await studio.live.act(asker, talk.callId, 'start');
    await studio.speak(1);
    expect(await studio.live.act(asker, talk.callId, 'pause')).toMatchObject({ status: 'paused' });
    await studio.speak(2);
    expect(await studio.live.act(asker, talk.callId, 'resume')).toMatchObject({ status: 'on' });
    await studio.speak(1);
    await studio.live.act(asker, talk.callId, 'stop');
    await settled();
    expect(toldOf(talk.alices)).toEqual(['on', 'paused', 'on', 'off']);
    const [recording] = await studio.recordings();
    expect(recording).toMatchObject({ durationMs: 4000, gaps: [{ fromMs: 1000, toMs: 3000 }] });
  });

  it('[REC04] ends with the call, and everything is on disk', async () => {
    const talk = await studio.world.talking();
    await studio.live.act(studio.askerOf(talk, 'alice'), talk.callId, 'start');
    await studio.speak(2);
    talk.alices.phoneHangsUp();
    await settled();
    expect(studio.live.size).toBe(0);
    expect(await studio.recordings()).toMatchObject([{ state: 'whole', durationMs: 2000 }]);
  });

  it('[REC05] only who is in the call may start it; others and other tenants do not find it', async () => {
    const talk = await studio.world.talking();
    for (const asker of [bystander, { tenantId: globex, userId: studio.askerOf(talk, 'alice').userId }]) {
      await expect(studio.live.act(asker, talk.callId, 'start')).rejects.toMatchObject({ code: 'not-found' });
      await expect(studio.live.status(asker, talk.callId)).rejects.toThrow('There is no such thing here.');
    }
    await expect(studio.live.act(studio.askerOf(talk, 'alice'), newId(), 'start')).rejects.toMatchObject({ code: 'not-found' });
    expect(await studio.recordings()).toEqual([]);
  });

  it('[REC06] a person whose policy is always is recorded from the first word; it can be paused, not stopped', async () => {
    const bob = studio.world.person('Bob', '101');
    await policyFor(bob.userId, 'always');
    const [alicePhone, bobPhone] = [studio.world.phone(studio.world.person('Alice', '100')), studio.world.phone(bob)];
    alicePhone.call('101');
    await settled();
    bobPhone.ringing.answer();
    await settled();
    const callId = bobPhone.ringing.header('X-Deskline-Call') ?? '';
    const asker = { tenantId: acme, userId: bob.userId };
    expect(await studio.live.status(asker, callId)).toEqual({ status: 'on', canStop: false, canStart: true });
    await expect(studio.live.act(asker, callId, 'stop')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await studio.live.act(asker, callId, 'pause')).toMatchObject({ status: 'paused' });
    expect(await studio.recordings()).toMatchObject([{ reason: 'person', startedBy: undefined }]);
  });

  it('[REC07] never wins: over always, over a queue, over a plan, over who asks', async () => {
    const bob = studio.world.person('Bob', '101');
    const alice = studio.world.person('Alice', '100');
    await policyFor(bob.userId, 'never');
    await policyFor(alice.userId, 'always');
    const [alicePhone, bobPhone] = [studio.world.phone(alice), studio.world.phone(bob)];
    alicePhone.call('101');
    await settled();
    bobPhone.ringing.answer();
    await settled();
    const callId = bobPhone.ringing.header('X-Deskline-Call') ?? '';
    studio.live.handleQueue({ tenantId: acme, id: callId }, await queueWith('always'));
    studio.live.wantByPlan({ tenantId: acme, id: callId }, true);
    await settled();
    await expect(studio.live.act({ tenantId: acme, userId: alice.userId }, callId, 'start')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await studio.recordings()).toEqual([]);
  });

  /** Alice calls Bob, whose phone rings. */
  async function ringing() {
    const alice = studio.world.phone(studio.world.person('Alice', '100'));
    const bob = studio.world.phone(studio.world.person('Bob', '101'));
    alice.call('101');
    await settled();
    return { alice, bob, call: { tenantId: acme, id: bob.ringing.header('X-Deskline-Call') ?? '' } };
  }

  it('[REC08] a plan that wants it before anybody talks gets it when they do, and can end it', async () => {
    const { bob, call } = await ringing();
    studio.live.wantByPlan(call, true);
    await settled();
    expect(await studio.recordings()).toEqual([]);
    bob.ringing.answer();
    await settled();
    expect(await studio.recordings()).toMatchObject([{ reason: 'plan', state: 'recording' }]);
    await studio.speak(1);
    studio.live.wantByPlan(call, false);
    await settled();
    expect(await studio.recordings()).toMatchObject([{ reason: 'plan', state: 'whole', durationMs: 1000 }]);
  });

  it.each([
    ['always', ['queue']],
    ['on-demand', []],
  ] as const)('[REC08] a call through a queue whose policy is %s', async (policy, expected) => {
    const { bob, call } = await ringing();
    studio.live.handleQueue(call, await queueWith(policy));
    await settled();
    bob.ringing.answer();
    await settled();
    expect((await studio.recordings()).map(({ reason }) => reason)).toEqual(expected);
  });

  it('[REC07] a queue’s never wins over who asks', async () => {
    const { bob, call } = await ringing();
    studio.live.handleQueue(call, await queueWith('never'));
    bob.ringing.answer();
    await settled();
    const { tenantId, userId } = bob.person;
    await expect(studio.live.act({ tenantId, userId }, call.id, 'start')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('[REC09] a full disk ends it: what is there is kept and shown as cut, and both are told', async () => {
    const talk = await studio.world.talking();
    await studio.live.act(studio.askerOf(talk, 'alice'), talk.callId, 'start');
    await studio.speak(2);
    studio.objects.store.roomBytes = 50;
    await studio.speak(2);
    await settled();
    expect(await studio.live.status(studio.askerOf(talk, 'alice'), talk.callId)).toMatchObject({ status: 'off' });
    expect(toldOf(talk.bobs)).toEqual(['on', 'off']);
    const [recording] = await studio.recordings();
    expect(recording?.state).toBe('cut');
    expect(recording?.durationMs).toBeGreaterThanOrEqual(2000);
    studio.objects.store.roomBytes = 5;
    await expect(studio.live.act(studio.askerOf(talk, 'alice'), talk.callId, 'start')).rejects.toMatchObject({ code: 'unavailable' });
    expect(await studio.recordings()).toHaveLength(1);
  });

  it('[REC04] [REC09] a call that ends while its recording begins has none: no row, no audio, nothing that goes on', async () => {
    const talk = await studio.world.talking();
    const add = studio.store.add.bind(studio.store);
    studio.store.add = async (...row) => {
      await add(...row);
      talk.alices.phoneHangsUp();
      await settled();
    };
    await expect(studio.live.act(studio.askerOf(talk, 'alice'), talk.callId, 'start')).rejects.toMatchObject({ name: 'MediaError' });
    studio.world.clock.advance(5_000);
    await settled();
    expect(await studio.recordings()).toEqual([]);
    expect(await studio.objects.store.list('')).toEqual([]);
    expect(studio.live.size).toBe(0);
    expect(studio.store.receipts.map(({ action }) => action)).toEqual(['recording.started', 'recording.deleted']);
  });

  it('[REC10] what a killed server left open is as long as its tracks, at the next start', async () => {
    const talk = await studio.world.talking();
    await studio.live.act(studio.askerOf(talk, 'alice'), talk.callId, 'start');
    await studio.speak(5);
    studio.objects.store.crash();
    const next = await RecordingWorld.create();
    expect(await studio.live.recover(acme)).toBe(1);
    const [recording] = await studio.recordings();
    expect(recording?.state).toBe('cut');
    expect(recording?.durationMs).toBeGreaterThan(3000);
    await next.close();
  });
});
