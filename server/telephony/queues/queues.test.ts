import { describe, expect, it } from 'vitest';
import { queueStrategies } from '../../../protocol/telephony/queues.ts';
import { acme, QueueWorld, settled } from './testing/queue-world.ts';

describe('callers in a queue', () => {
  it('[QU20] wait with music, in the order of their coming, and leave by the agent who answers', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann');
    const [first, second] = [await world.caller(), await world.caller()];
    expect(first.call.ringing?.ringing).toEqual(['101']);
    expect(first.call.ringing?.request.because).toEqual({ kind: 'queue', name: 'Service' });
    expect(first.call.hearing).toBe('sound:hold-music');
    expect(second.call.ringing).toBeUndefined();
    first.call.ringing?.answer('101');
    await settled();
    expect(first).toMatchObject({ outcome: 'answered', answeredBy: world.agents.ann });
    expect(second.outcome).toBeUndefined();
    first.call.hangUp();
    await world.pass(9);
    expect(second.call.ringing).toBeUndefined();
    await world.pass(1);
    expect(second.call.ringing?.ringing).toEqual(['101']);
  });

  it('[QU21] of higher priority come before others', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann');
    await world.queues.wish(acme, world.agents.ann, { state: 'paused', reason: 'break' });
    const [low, high] = [await world.caller(), await world.caller({ priority: 5 })];
    await world.queues.wish(acme, world.agents.ann, { state: 'ready' });
    await settled();
    expect([low.call.ringing, high.call.ringing?.ringing]).toEqual([undefined, ['101']]);
  });

  it('[QU22] find it full, without agents, or wait too long: each its own exit', async () => {
    const world = await QueueWorld.create({ maxSize: 1, maxWaitSeconds: 60 });
    expect((await world.caller()).outcome).toBe('no-agents');
    await world.signIn('ann');
    world.unreachable.add(world.agents.ann);
    const waiting = await world.caller();
    expect((await world.caller()).outcome).toBe('full');
    await world.pass(59);
    expect(waiting.outcome).toBeUndefined();
    await world.pass(1);
    expect(waiting.outcome).toBe('timeout');
    expect((await world.caller({ queueId: world.agents.ann })).outcome).toBe('no-agents');
  });

  it('[QU23] leave by the exit digit, of the queue or of the plan, and by no other key', async () => {
    const world = await QueueWorld.create({ exitDigit: '0' });
    await world.signIn('ann');
    const [one, other] = [await world.caller(), await world.caller({ exitDigit: '9' })];
    one.call.press('9');
    one.call.press('0');
    other.call.press('9');
    await settled();
    expect([one, other]).toMatchObject([
      { outcome: 'digit', answeredBy: undefined },
      { outcome: 'digit', answeredBy: undefined },
    ]);
    expect(one.call.rings[0]?.isOver).toBe(true);
    expect((await world.desk('ann')).state).toBe('ready');
    expect((await world.desk('ann')).missedOffers).toBe(0);
  });

  it('[QU23] [QU22] who leave in the moment in which an agent answers talk to the agent', async () => {
    const world = await QueueWorld.create({ exitDigit: '0', maxWaitSeconds: 5 });
    await world.signIn('ann', 'ben');
    const [byKey, byTime] = [await world.caller(), await world.caller()];
    byKey.call.ringing?.picksUp('101');
    byTime.call.ringing?.picksUp('102');
    byKey.call.press('0');
    await world.pass(5);
    expect([byKey.outcome, byTime.outcome]).toEqual([undefined, undefined]);
    byKey.call.ringing?.answer('101');
    byTime.call.ringing?.fail('102', 'unreachable');
    await settled();
    expect([byKey.outcome, byTime.outcome]).toEqual(['answered', 'timeout']);
    expect((await world.desk('ann')).state).toBe('talking');
    expect((await world.desk('ben')).state).toBe('ready');
  });

  it('[QU24] who hang up stop the phones, and the next one is offered', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann');
    const [one, other] = [await world.caller(), await world.caller()];
    one.call.hangUp();
    await settled();
    expect(one.call.ringing).toBeUndefined();
    expect(other.call.ringing?.ringing).toEqual(['101']);
    expect((await world.desk('ann')).missedOffers).toBe(0);
  });

  it('[QU25] are told where they stand at the beginning and then every so often, with music between', async () => {
    const world = await QueueWorld.create({ announcesPosition: true, announcesWait: true, announceEverySeconds: 30 });
    await world.signIn('ann');
    world.unreachable.add(world.agents.ann);
    await world.caller();
    const second = await world.caller();
    expect(second.call.hearing).toBe('clips:queue-position+2+queue-wait-minutes+6');
    await world.pass(4);
    expect(second.call.hearing).toBe('sound:hold-music');
    await world.pass(26);
    expect(second.call.hearing).toContain('queue-position');
    second.call.hangUp();
    await world.pass(120);
    expect(second.call.heard).toHaveLength(5);
  });

  it('[QU26] leave by no-agents when the last agent signs out, and when the queue is deleted', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann', 'ben');
    world.unreachable.add(world.agents.ann).add(world.agents.ben);
    const waiting = await world.caller();
    await world.queues.signIn(acme, world.agents.ann, { queueId: world.queue.id, isSignedIn: false });
    expect(waiting.outcome).toBeUndefined();
    await world.queues.signIn(acme, world.agents.ben, { queueId: world.queue.id, isSignedIn: false });
    await settled();
    expect(waiting.outcome).toBe('no-agents');
    await world.signIn('ann');
    const another = await world.caller();
    await world.queues.handleChange(acme, world.queue.id, undefined);
    await settled();
    expect(another.outcome).toBe('no-agents');
  });
});

describe('offers to agents', () => {
  it.each(queueStrategies.filter((strategy) => strategy !== 'random'))(
    '[QU30] %s reaches the next agent when one does not answer',
    async (strategy) => {
      const world = await QueueWorld.create({ strategy });
      await world.signIn('ann', 'ben', 'cat');
      const waiting = await world.caller();
      const order: (readonly string[])[] = [];
      for (let offer = 0; offer < 3; offer++) {
        const ring = waiting.call.ringing;
        order.push(ring?.ringing ?? []);
        for (const number of ring?.ringing ?? []) ring?.fail(number, 'no-answer');
        await settled();
        if (strategy === 'ring-all') break;
      }
      expect(order).toEqual(strategy === 'ring-all' ? [['101', '102', '103']] : [['101'], ['102'], ['103']]);
      expect(waiting.call.ringing).toBeUndefined();
      await world.pass(5);
      expect(waiting.call.ringing?.ringing.length).toBeGreaterThan(0);
    },
  );

  it('[QU31] a missed or declined offer is counted; too many in a row pause the agent, an answer forgives them', async () => {
    const world = await QueueWorld.create({ missedOffersBeforePause: 2, wrapUpSeconds: 0 });
    await world.signIn('ann');
    const waiting = await world.caller();
    waiting.call.ringing?.fail('101', 'declined');
    await settled();
    expect(await world.desk('ann')).toMatchObject({ state: 'ready', missedOffers: 1 });
    await world.pass(5);
    waiting.call.ringing?.answer('101');
    await settled();
    expect(await world.desk('ann')).toMatchObject({ state: 'talking', missedOffers: 0 });
    waiting.call.hangUp();
    await settled();
    const next = await world.caller();
    for (let miss = 0; miss < 2; miss++) {
      next.call.ringing?.fail('101', 'no-answer');
      await settled();
      await world.pass(5);
    }
    expect(await world.desk('ann')).toMatchObject({ state: 'paused', pauseReason: 'missed-offers', missedOffers: 2 });
    expect(next.call.ringing).toBeUndefined();
    await world.queues.wish(acme, world.agents.ann, { state: 'ready' });
    await settled();
    expect(next.call.ringing?.ringing).toEqual(['101']);
  });

  it('[QU32] who is unreachable, paused, wrapping up or signed out is offered nothing', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann', 'ben');
    world.unreachable.add(world.agents.ann);
    await world.queues.wish(acme, world.agents.ben, { state: 'paused', reason: 'lunch' });
    const waiting = await world.caller();
    expect(waiting.call.ringing).toBeUndefined();
    world.unreachable.delete(world.agents.ann);
    world.queues.handlePerson(acme, world.agents.ann);
    await settled();
    expect(waiting.call.ringing?.ringing).toEqual(['101']);
  });

  it('[QU33] when one of several answers, the others missed nothing', async () => {
    const world = await QueueWorld.create({ strategy: 'ring-all' });
    await world.signIn('ann', 'ben');
    const waiting = await world.caller();
    waiting.call.ringing?.answer('102');
    await settled();
    expect(await world.desk('ann')).toMatchObject({ state: 'ready', missedOffers: 0 });
    expect(await world.desk('ben')).toMatchObject({ state: 'talking' });
  });

  it('[QU34] an agent is offered one caller at a time, also by two queues', async () => {
    const world = await QueueWorld.create();
    const second = await world.store.insert(acme, { ...world.queue, name: 'Sales', id: world.agents.cat });
    await world.queues.handleChange(acme, second.id, second);
    await world.signIn('ann');
    await world.queues.signIn(acme, world.agents.ann, { queueId: second.id, isSignedIn: true });
    const [service, sales] = [await world.caller(), await world.caller({ queueId: second.id })];
    expect([service.call.ringing?.ringing, sales.call.ringing]).toEqual([['101'], undefined]);
    service.call.hangUp();
    await settled();
    expect(sales.call.ringing?.ringing).toEqual(['101']);
  });
});

describe('the desk of an agent', () => {
  it('[QU40] a pause during a call begins after it, instead of the wrap-up', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann');
    const waiting = await world.caller();
    waiting.call.ringing?.answer('101');
    await settled();
    await world.queues.wish(acme, world.agents.ann, { state: 'paused', reason: 'training' });
    expect(await world.desk('ann')).toMatchObject({ state: 'talking' });
    waiting.call.hangUp();
    expect(await world.desk('ann')).toMatchObject({ state: 'paused', pauseReason: 'training' });
  });

  it('[QU41] the wrap-up is shown with its end, and ends early on wish', async () => {
    const world = await QueueWorld.create({ wrapUpSeconds: 30 });
    await world.signIn('ann');
    const waiting = await world.caller();
    waiting.call.ringing?.answer('101');
    await settled();
    waiting.call.hangUp();
    const desk = await world.desk('ann');
    expect(desk.state).toBe('wrap-up');
    expect(Date.parse(desk.wrapUpUntil ?? '')).toBe(world.clock.now() + 30_000);
    await world.queues.wish(acme, world.agents.ann, { state: 'ready' });
    expect(await world.desk('ann')).toMatchObject({ state: 'ready', wrapUpUntil: null });
    expect(world.clock.pending).toBeLessThanOrEqual(1);
  });

  it('[QU42] sign-ins and pauses outlive a restart', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann', 'ben');
    await world.queues.wish(acme, world.agents.ben, { state: 'paused', reason: 'lunch' });
    await settled();
    const restarted = world.start();
    expect(await restarted.desk(acme, world.agents.ann)).toMatchObject({
      state: 'ready',
      queues: [{ isSignedIn: true, agentsSignedIn: 2 }],
    });
    expect(await restarted.desk(acme, world.agents.ben)).toMatchObject({ state: 'paused', pauseReason: 'lunch' });
  });

  it('[QU43] changes are pushed to the members, together and not more than four times a second', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann');
    await world.pass(1);
    world.unreachable.add(world.agents.ann);
    await world.caller();
    expect(world.desks.get(world.agents.ben)?.queues[0]?.waiting).toBe(0);
    await world.pass(0.25);
    expect(world.desks.get(world.agents.ben)?.queues[0]).toMatchObject({ waiting: 1, agentsReady: 1, isSignedIn: false });
  });

  it('[QU45] who is disabled or deleted is signed out of all queues, over a restart too; when nobody is left, who waits leaves', async () => {
    const world = await QueueWorld.create();
    await world.signIn('ann', 'ben');
    world.unreachable.add(world.agents.ann).add(world.agents.ben);
    const waiting = await world.caller();
    await world.queues.handleGone(acme, world.agents.ann);
    await settled();
    expect(waiting.outcome).toBeUndefined();
    expect(await world.queues.loadOf(acme, world.queue.id)).toMatchObject({ agentsSignedIn: 1 });
    await world.queues.handleGone(acme, world.agents.ben);
    await settled();
    expect(waiting.outcome).toBe('no-agents');
    expect(await world.start().loadOf(acme, world.queue.id)).toMatchObject({ agentsSignedIn: 0 });
  });

  it('[QU44] who is in no queue has no desk, and nobody signs in to a queue that is not theirs', async () => {
    const world = await QueueWorld.create();
    expect(await world.queues.desk(acme, world.queue.id)).toBeUndefined();
    await expect(world.queues.wish(acme, world.queue.id, { state: 'ready' })).rejects.toMatchObject({ code: 'not-found' });
    const strangers = { queueId: world.queue.id, isSignedIn: true };
    await expect(world.queues.signIn(acme, world.queue.id, strangers)).rejects.toMatchObject({ code: 'not-found' });
    await expect(world.queues.signIn('00000000-0000-7000-8000-00000000000b', world.agents.ann, strangers)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('many', () => {
  it('[QU50] 1,000 callers are waiting, served and gone: nothing is left', async () => {
    const world = await QueueWorld.create({ wrapUpSeconds: 0, missedOffersBeforePause: null });
    await world.signIn('ann', 'ben', 'cat');
    const callers = [];
    for (let count = 0; count < 1_000; count++) callers.push(await world.caller());
    expect(world.queues.waiting).toBe(1_000);
    for (const { call } of callers) {
      for (const number of call.ringing?.ringing ?? []) call.ringing?.answer(number);
      await settled();
      call.hangUp();
      await settled();
    }
    expect(callers.filter((caller) => caller.outcome === 'answered')).toHaveLength(1_000);
    await world.pass(1);
    expect([world.queues.waiting, world.clock.pending]).toEqual([0, 0]);
  });
});
