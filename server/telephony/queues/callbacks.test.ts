import { describe, expect, it } from 'vitest';
import { lunchtime } from './testing/lunchtime.ts';
import { acme, QueueWorld, settled } from './testing/queue-world.ts';

const minute = 60;

describe('a kept place', () => {
  it('[QU73] stands where the caller stood: before who came later, behind who came before and who is more important', async () => {
    const { world, backFromLunch } = await lunchtime({ wrapUpSeconds: 0, announcesPosition: true });
    const before = await world.caller({}, world.yan);
    await world.pass(1);
    await world.asksForCallback(world.zoe);
    await world.pass(1);
    const after = await world.caller();
    expect(after.call.heard).toContain('clips:queue-position+3+queue-callback-offer+1');
    const important = await world.caller({ priority: 1 });
    const order: string[] = [];
    await backFromLunch();
    for (let turn = 0; turn < 4; turn += 1) {
      for (const [name, { call }] of Object.entries({ before, after, important })) {
        if (!call.ringing) continue;
        order.push(name);
        call.ringing.answer('101');
        await settled();
        call.hangUp();
        await settled();
      }
      const offer = world.offerTo('ann');
      if (!offer) continue;
      order.push('kept');
      const call = offer.answer();
      await settled();
      call.ringing?.answer('200');
      await settled();
      call.hangUp();
      await settled();
    }
    expect(order).toEqual(['important', 'before', 'kept', 'after']);
  });

  it('[QU73] does not fill the queue, and no longest wait ends it', async () => {
    const { world, places } = await lunchtime({ maxSize: 1, maxWaitSeconds: minute });
    await world.asksForCallback(world.zoe);
    expect((await world.caller()).outcome).toBeUndefined();
    await world.pass(2 * minute);
    expect(await places()).toHaveLength(1);
    expect(await world.queues.loadOf(acme, world.queue.id)).toMatchObject({ waiting: 0 });
  });

  it('[QU75] is offered when its caller has hung up: as a callback, with name, queue and what is known of the caller', async () => {
    const { world, backFromLunch } = await lunchtime({ ringSeconds: 15 });
    const presentation = { callerPrefix: 'Sales: ', context: { Customer: '4711' } };
    const caller = await world.caller({ presentation }, world.zoe);
    caller.call.press('1');
    await settled();
    await world.pass(2);
    await backFromLunch();
    expect([caller.outcome, world.offerTo('ann')]).toEqual(['callback', undefined]);
    caller.call.hangUp();
    await settled();
    const offer = world.offerTo('ann');
    expect(offer?.request).toMatchObject({
      callee: world.zoe,
      because: { kind: 'callback', name: 'Service' },
      timeoutMs: 15_000,
      presentation,
    });
    expect((await world.desk('ann')).state).toBe('ringing');
    expect((await world.callbacks.live(acme))[0]?.state).toBe('offering');
  });

  it('[QU75] declined and missed offers count, and the next agent is asked', async () => {
    const world = await QueueWorld.create({ callbackDigit: '1', strategy: 'linear' });
    await world.signIn('ann', 'ben');
    for (const name of ['ann', 'ben'] as const) world.unreachable.add(world.agents[name]);
    await world.asksForCallback(world.zoe);
    world.unreachable.clear();
    world.queues.handlePerson(acme, world.agents.ann);
    await settled();
    expect(world.offerTo('ben')).toBeUndefined();
    world.offerTo('ann')?.fail('declined');
    await settled();
    expect((await world.desk('ann')).missedOffers).toBe(1);
    expect(world.offerTo('ben')).toBeDefined();
    await world.pass(20);
    expect((await world.desk('ben')).missedOffers).toBe(1);
    expect(world.originations.ringing).toEqual([]);
    await world.pass(5);
    expect(world.offerTo('ann')).toBeDefined();
    expect((await world.callbacks.live(acme))[0]?.attempts).toBe(0);
  });

  it('[QU75] of all who ring together the first has it, and the others missed nothing', async () => {
    const world = await QueueWorld.create({ callbackDigit: '1', strategy: 'ring-all' });
    await world.signIn('ann', 'ben', 'cat');
    await world.asksForCallback(world.zoe);
    expect(world.originations.ringing).toHaveLength(3);
    const [ann, ben] = [world.offerTo('ann'), world.offerTo('ben')];
    ben?.answer();
    await settled();
    expect([ann?.isRinging, await ann?.outcome]).toEqual([false, 'stopped']);
    expect(await world.desk('ann')).toMatchObject({ state: 'ready', missedOffers: 0 });
    expect((await world.desk('ben')).state).toBe('talking');
  });

  it("[QU75] [QU11] asks nobody without the skill, and never the caller's own phone", async () => {
    const { world, backFromLunch } = await lunchtime();
    await world.asksForCallback(world.zoe, { skills: ['german'] });
    await world.asksForCallback({ userId: world.agents.ann, displayName: 'ann', number: '101' });
    await backFromLunch();
    await world.pass(minute);
    expect(world.originations.all).toEqual([]);
  });
});

describe('calling back', () => {
  it('[QU76] an agent who takes it hears the caller being rung, talks to them, and has a wrap-up', async () => {
    const { world, backFromLunch, places, endOf } = await lunchtime({ wrapUpSeconds: 30 });
    await world.asksForCallback(world.zoe);
    await backFromLunch();
    const call = world.offerTo('ann')?.answer();
    await settled();
    expect([call?.hearing, call?.ringing?.ringing]).toEqual(['sound:ringback', ['200']]);
    expect(call?.ringing?.request).toMatchObject({ because: { kind: 'callback', name: 'Service' }, timeoutMs: 30_000 });
    expect(await places()).toMatchObject([{ state: 'ringing', agentName: 'ann' }]);
    expect(world.callingBack).toEqual([world.queue.id]);
    call?.ringing?.answer('200');
    await settled();
    expect([call?.talksTo?.displayName, await places(), await endOf()]).toEqual(['zoe', [], 'called-back']);
    expect((await world.desk('ann')).state).toBe('talking');
    call?.hangUp();
    expect((await world.desk('ann')).state).toBe('wrap-up');
    await world.pass(30);
    expect((await world.desk('ann')).state).toBe('ready');
    await world.pass(1);
    expect([world.originations.all.length, world.clock.pending]).toEqual([1, 0]);
  });

  it.for(['no-answer', 'busy', 'unreachable'] as const)(
    '[QU77] a caller who is not reached (%s) is tried three times with pauses, holding up nobody',
    async (outcome) => {
      const { world, backFromLunch, places, endOf } = await lunchtime({ wrapUpSeconds: 30 });
      await world.asksForCallback(world.zoe);
      await backFromLunch();
      for (const attempts of [1, 2]) {
        const call = world.offerTo('ann')?.answer();
        await settled();
        if (outcome === 'no-answer') await world.pass(30);
        else call?.ringing?.fail('200', outcome);
        await settled();
        expect(call?.cause).toBe(outcome);
        expect((await world.desk('ann')).state).toBe('ready');
        expect(await places()).toMatchObject([{ state: 'waiting', attempts, nextAttemptAtMs: world.clock.now() + 300_000 }]);
        const other = await world.caller();
        expect(other.call.ringing?.ringing).toEqual(['101']);
        other.call.hangUp();
        await world.pass(5 * minute - 1);
        expect(world.offerTo('ann')).toBeUndefined();
        await world.pass(1);
      }
      const last = world.offerTo('ann')?.answer();
      await settled();
      last?.ringing?.end(outcome);
      await settled();
      expect([await places(), await endOf()]).toEqual([[], 'not-reached']);
      await world.pass(10 * minute);
      expect([world.originations.ringing, world.clock.pending]).toEqual([[], 0]);
    },
  );

  it('[QU77] a caller who declines has not been reached', async () => {
    const { world, backFromLunch, places } = await lunchtime();
    await world.asksForCallback(world.zoe);
    await backFromLunch();
    const call = world.offerTo('ann')?.answer();
    await settled();
    call?.ringing?.fail('200', 'declined');
    await settled();
    expect([call?.cause, (await places())[0]?.attempts]).toEqual(['busy', 1]);
  });

  it('[QU77] when the server itself fails it is tried again after the pause, and that was no attempt', async () => {
    const { world, backFromLunch, places } = await lunchtime();
    await world.asksForCallback(world.zoe);
    await backFromLunch();
    world.isDirectoryAway = true;
    const call = world.offerTo('ann')?.answer();
    await settled();
    expect([call?.cause, (await world.desk('ann')).state]).toEqual(['failed', 'ready']);
    expect(await places()).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    world.isDirectoryAway = false;
    await world.pass(5 * minute);
    expect(world.offerTo('ann')).toBeDefined();
  });

  it('[QU78] an agent who hangs up before the caller answers gives it back; others come first', async () => {
    const world = await QueueWorld.create({ callbackDigit: '1', strategy: 'linear', wrapUpSeconds: 30 });
    await world.signIn('ann', 'ben');
    await world.asksForCallback(world.zoe);
    const call = world.offerTo('ann')?.answer();
    await settled();
    call?.hangUp();
    await settled();
    expect((await world.callbacks.live(acme))[0]).toMatchObject({ attempts: 0, nextAttemptAtMs: undefined });
    expect([world.offerTo('ann'), world.offerTo('ben')?.isRinging]).toEqual([undefined, true]);
    expect((await world.desk('ann')).state).toBe('ready');
  });
});

describe('what a kept place outlives, and what it does not', () => {
  it('[QU79] a restart: rank, attempts and pause are as they were; what was going on is no attempt', async () => {
    const { world, backFromLunch, places } = await lunchtime();
    await world.asksForCallback(world.zoe);
    await world.pass(1);
    await world.asksForCallback(world.yan);
    await backFromLunch();
    world.offerTo('ann')?.answer();
    await settled();
    expect(await places()).toMatchObject([{ state: 'ringing' }, { state: 'waiting' }]);
    world.queues.close();
    await settled();
    const before = world.originations.all.length;
    const restarted = world.start();
    await restarted.resume([acme]);
    await settled();
    const [offer] = world.originations.all.slice(before);
    expect(offer?.request.callee.displayName).toBe('zoe');
    offer?.answer().ringing?.end('busy');
    await settled();
    offer?.call?.ringing?.end('busy');
    await settled();
    expect(await places()).toMatchObject([{ attempts: 1 }, { state: 'offering', attempts: 0 }]);
    restarted.close();
    const again = world.start();
    await again.resume([acme]);
    await settled();
    expect(world.originations.ringing.at(-1)?.request.callee.displayName).toBe('yan');
  });

  it('[QU80] it waits while nobody is signed in, at most 72 hours', async () => {
    const { world, places, endOf } = await lunchtime();
    await world.asksForCallback(world.zoe);
    await world.queues.signIn(acme, world.agents.ann, { queueId: world.queue.id, isSignedIn: false });
    await world.pass(71 * 60 * minute);
    expect(await places()).toHaveLength(1);
    await world.signIn('ann');
    await world.queues.wish(acme, world.agents.ann, { state: 'ready' });
    await settled();
    expect(world.offerTo('ann')).toBeDefined();
    world.offerTo('ann')?.fail('declined');
    await settled();
    await world.queues.signIn(acme, world.agents.ann, { queueId: world.queue.id, isSignedIn: false });
    await world.pass(60 * minute);
    expect([await places(), await endOf()]).toEqual([[], 'expired']);
  });

  it('[QU80] a deleted queue and a caller who is gone end it, whatever is going on', async () => {
    const { world, backFromLunch, places, endOf } = await lunchtime();
    await world.asksForCallback(world.zoe);
    await backFromLunch();
    const offer = world.offerTo('ann');
    await world.queues.handleGone(acme, world.zoe.userId ?? '');
    await settled();
    expect([offer?.isRinging, await places(), await endOf()]).toEqual([false, [], 'caller-gone']);
    expect(await world.desk('ann')).toMatchObject({ state: 'ready', missedOffers: 0 });
    await world.asksForCallback(world.yan);
    const call = world.offerTo('ann')?.answer();
    await settled();
    await world.queues.handleChange(acme, world.queue.id, undefined);
    await settled();
    expect(call?.cause).toBe('cancelled');
    await world.pass(10 * minute);
    expect(world.originations.ringing).toEqual([]);
  });

  it('[QU81] a caller who comes again takes the place along, and waits on in it', async () => {
    const { world, places, endOf, backFromLunch } = await lunchtime();
    await world.asksForCallback(world.zoe);
    await world.pass(1);
    const later = await world.caller();
    const back = await world.caller({}, world.zoe);
    expect([await places(), await endOf()]).toEqual([[], 'returned']);
    await backFromLunch();
    expect([back.call.ringing?.ringing, later.call.ringing]).toEqual([['101'], undefined]);
  });

  it('[QU81] whoever is on the way to call back is stopped, and is offered the caller', async () => {
    const { world, backFromLunch } = await lunchtime();
    await world.asksForCallback(world.zoe);
    await backFromLunch();
    const call = world.offerTo('ann')?.answer();
    await settled();
    const back = await world.caller({}, world.zoe);
    expect(call?.cause).toBe('cancelled');
    await settled();
    expect(back.call.ringing?.ringing).toEqual(['101']);
  });

  it('[QU84] is written at last when the database was away', async () => {
    const { world, backFromLunch, places, endOf } = await lunchtime();
    await world.asksForCallback(world.zoe);
    world.callbacks.isAway = true;
    await backFromLunch();
    const call = world.offerTo('ann')?.answer();
    await settled();
    call?.ringing?.answer('200');
    await settled();
    expect(await places()).toHaveLength(1);
    world.callbacks.isAway = false;
    await world.pass(5);
    expect([await places(), await endOf()]).toEqual([[], 'called-back']);
  });
});
