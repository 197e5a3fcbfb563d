import { describe, expect, it } from 'vitest';
import { lunchtime } from './testing/lunchtime.ts';
import { acme, QueueWorld, settled } from './testing/queue-world.ts';

const minute = 60;

describe('asking to be called back', () => {
  it('[QU70] is offered with the announcements, and by itself when there are none', async () => {
    const { world } = await lunchtime({ announcesPosition: true, announceEverySeconds: 30 });
    const caller = await world.caller({}, world.zoe);
    expect(caller.call.hearing).toBe('clips:queue-next+queue-callback-offer+1');
    const quiet = await lunchtime({ announceEverySeconds: 30 });
    const other = await quiet.world.caller({}, quiet.world.zoe);
    expect(other.call.hearing).toBe('clips:queue-callback-offer+1');
    await quiet.world.pass(2);
    expect(other.call.hearing).toBe('sound:hold-music');
    await quiet.world.pass(28);
    expect(other.call.hearing).toBe('clips:queue-callback-offer+1');
  });

  it('[QU70] is not offered without a key, to who cannot be rung, and where the plan leaves by the same key', async () => {
    const { world, places } = await lunchtime();
    const outside = await world.caller({}, { userId: undefined });
    const planned = await world.caller({ exitDigit: '1' }, world.zoe);
    expect([outside.call.hearing, planned.call.hearing]).toEqual(['sound:hold-music', 'sound:hold-music']);
    outside.call.press('1');
    planned.call.press('1');
    await settled();
    expect([outside.outcome, planned.outcome, await places()]).toEqual([undefined, 'digit', []]);
    const without = await lunchtime({ callbackDigit: null });
    const caller = await without.world.caller({}, without.world.zoe);
    caller.call.press('1');
    await settled();
    expect([caller.outcome, caller.call.hearing, await without.places()]).toEqual([undefined, 'sound:hold-music', []]);
  });

  it('[QU72] is confirmed once the place is on disk, then the caller leaves by `callback`', async () => {
    const { world, places } = await lunchtime();
    const caller = await world.caller({ priority: 2, skills: [] }, world.zoe);
    await world.pass(10);
    caller.call.press('11');
    await settled();
    expect([caller.call.hearing, caller.outcome]).toEqual(['clips:queue-callback-confirmed', undefined]);
    expect(await places()).toMatchObject([
      { caller: { displayName: 'zoe', number: '200' }, priority: 2, state: 'waiting', joinedAtMs: world.clock.now() - 10_000 },
    ]);
    await world.pass(1);
    expect(caller.outcome).toBe('callback');
    expect(await world.desk('ann')).toMatchObject({ queues: [{ waiting: 0, oldestJoinedAt: null, callbacks: 1 }] });
  });

  it('[QU72] who hangs up right after the key is called back', async () => {
    const { world, places, backFromLunch } = await lunchtime();
    const caller = await world.caller({}, world.zoe);
    caller.call.press('1');
    caller.call.hangUp();
    await settled();
    expect(await places()).toHaveLength(1);
    await backFromLunch();
    expect(world.offerTo('ann')).toBeDefined();
  });

  it('[QU72] who hangs up without the key loses the place', async () => {
    const { world, places, backFromLunch } = await lunchtime();
    (await world.caller({}, world.zoe)).call.hangUp();
    await backFromLunch();
    expect([await places(), world.originations.all]).toEqual([[], []]);
  });

  it('[QU72] when the place cannot be kept the caller goes on waiting', async () => {
    const { world, places, backFromLunch } = await lunchtime();
    const caller = await world.caller({}, world.zoe);
    world.callbacks.isAway = true;
    caller.call.press('1');
    await settled();
    expect([caller.outcome, caller.call.heard.includes('clips:queue-callback-confirmed'), await places()]).toEqual([undefined, false, []]);
    await backFromLunch();
    expect(caller.call.ringing?.ringing).toEqual(['101']);
  });

  it('[QU72] stops agents who ring for the caller, but not one who answered already: then no place is kept', async () => {
    const world = await QueueWorld.create({ callbackDigit: '1' });
    await world.signIn('ann', 'ben');
    const [one, two] = [await world.caller({}, world.zoe), await world.caller({}, world.yan)];
    two.call.ringing?.picksUp('102');
    one.call.press('1');
    two.call.press('1');
    await settled();
    expect([one.call.ringing, (await world.desk('ann')).missedOffers]).toEqual([undefined, 0]);
    two.call.ringing?.answer('102');
    await settled();
    expect(two).toMatchObject({ outcome: 'answered' });
    expect((await world.callbacks.live(acme)).map(({ caller }) => caller.displayName)).toEqual(['zoe']);
  });

  it('[QU74] a caller has one place in a queue, the one of the first time', async () => {
    const { world, places } = await lunchtime();
    await world.asksForCallback(world.zoe);
    const [first] = await places();
    await world.pass(minute);
    const [one, other] = [await world.caller({}, world.zoe), await world.caller({}, world.zoe)];
    for (const { call } of [one, other]) call.press('1');
    await settled();
    expect(await places()).toMatchObject([{ joinedAtMs: first?.joinedAtMs }]);
  });
});
