import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMixer } from '../../media/mixer/mixer.fake.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeAttendedCall } from '../calls/attended-call.fake.ts';
import type { ConferenceOrder } from './conference-order.ts';
import { Conferences } from './conferences.ts';

const usual: ConferenceOrder = {
  roomId: 'Weekly',
  isHost: false,
  waitsForHost: false,
  endsWithHost: false,
  maxMembers: 30,
  language: 'en',
};
const phraseMs = 1_000;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

class RoomWorld {
  readonly clock = new FakeClock();
  readonly mixer = new FakeMixer();
  readonly conferences = new Conferences({
    mixer: this.mixer,
    announcer: {
      clips: async (_tenant, sounds) =>
        sounds.map((sound) => ({ key: sound.kind === 'phrase' ? sound.phrase : '', durationMs: phraseMs, load: async () => [] })),
    },
    logger: silentLogger,
  });

  async join(name: string, changes: Partial<ConferenceOrder> = {}, place: { tenantId?: string; pbxId?: string } = {}) {
    const call = new FakeAttendedCall({ clock: this.clock, caller: { displayName: name }, ...place });
    await call.answer();
    const stay = this.conferences.join(call, { ...usual, ...changes });
    const member = { call, stay, hasLeft: false };
    void stay.result.then(() => (member.hasLeft = true));
    await settled();
    return member;
  }

  /** Announcements come to their end. */
  async pass(ms = phraseMs): Promise<void> {
    this.clock.advance(ms);
    await settled();
  }
}

/** What a member hears: a sound, clips, or whom. */
const hearing = ({ mixer }: RoomWorld, { call }: { call: FakeAttendedCall }): string => {
  const { ear } = call;
  return ear?.kind === 'mix' ? mixer.hears(ear.ear) : call.hearing;
};
const lastTold = ({ call }: { call: FakeAttendedCall }) => call.told.at(-1)?.conference;

describe('a conference room', () => {
  let world: RoomWorld;
  beforeEach(() => {
    world = new RoomWorld();
  });

  it('[CF01] the first is told so and hears music; with the second both hear each other, after a tone', async () => {
    const alice = await world.join('Alice');
    expect(hearing(world, alice)).toBe('clips:conference-first');
    await world.pass();
    expect(hearing(world, alice)).toBe('sound:hold-music');
    const bob = await world.join('Bob');
    expect([hearing(world, alice), hearing(world, bob)]).toEqual(['mix:Bob', 'mix:Alice']);
    expect(world.mixer.signals).toEqual(['joined']);
  });

  it('[CF02] a room is one of its PBX and name; capitals and spaces around do not matter', async () => {
    const [alice, bob] = [await world.join('Alice'), await world.join('Bob', { roomId: ' weekly ' })];
    expect(hearing(world, bob)).toBe('mix:Alice');
    await world.join('Eve', {}, { tenantId: '00000000-0000-7000-8000-00000000000b' });
    await world.join('Dan', {}, { pbxId: '00000000-0000-7000-8000-0000000000bb' });
    await world.join('Carol', { roomId: 'Other' });
    expect(lastTold(alice)?.members).toEqual(['Alice', 'Bob']);
    expect(world.conferences.size).toBe(4);
  });

  it('[CF03] members see who is there, and the room’s name', async () => {
    const [alice, bob] = [await world.join('Alice'), await world.join('Bob')];
    for (const member of [alice, bob])
      expect(lastTold(member)).toMatchObject({ name: 'Weekly', members: ['Alice', 'Bob'], isWaiting: false, isMuted: false });
    bob.call.hangUp();
    await settled();
    expect(lastTold(alice)?.members).toEqual(['Alice']);
  });

  it('[CF04] who leaves is not heard; the last one hears music, and with them the room ends', async () => {
    const [alice, bob] = [await world.join('Alice'), await world.join('Bob')];
    await world.pass();
    bob.call.hangUp();
    await settled();
    expect(bob.hasLeft).toBe(true);
    expect(hearing(world, alice)).toBe('sound:hold-music');
    expect(world.mixer.signals).toEqual(['joined', 'left']);
    alice.stay.leave();
    alice.stay.leave();
    await settled();
    expect([alice.hasLeft, world.conferences.size, world.mixer.size]).toEqual([true, 0, 0]);
    expect(alice.call.notes.map(({ kind }) => kind)).toEqual(['conference-joined', 'conference-left']);
    expect(alice.call.tapCount).toBe(0);
  });

  it('[CF05] who waits for the host hears that, and music, and nobody, until a host comes', async () => {
    const order = { waitsForHost: true };
    const [alice, bob] = [await world.join('Alice', order), await world.join('Bob', order)];
    expect(hearing(world, alice)).toBe('clips:conference-wait');
    await world.pass();
    expect([hearing(world, alice), hearing(world, bob)]).toEqual(['sound:hold-music', 'sound:hold-music']);
    expect(lastTold(bob)?.isWaiting).toBe(true);
    const host = await world.join('Carol', { ...order, isHost: true });
    expect(hearing(world, alice)).toBe('mix:Bob+Carol');
    expect(hearing(world, host)).toBe('mix:Alice+Bob');
    expect(lastTold(bob)?.isWaiting).toBe(false);
  });

  it('[CF06] the host leaves: the others talk on, or are told that it is over and go on in their plan', async () => {
    const order = { waitsForHost: true };
    const [alice, bob, host] = [
      await world.join('Alice', order),
      await world.join('Bob', order),
      await world.join('H', { ...order, isHost: true }),
    ];
    await world.pass();
    host.call.hangUp();
    await settled();
    expect(hearing(world, alice)).toBe('mix:Bob');
    const strict = { ...order, isHost: true, endsWithHost: true };
    const [one, other] = [await world.join('Other host', strict), await world.join('Second host', strict)];
    one.call.hangUp();
    await settled();
    expect(alice.hasLeft).toBe(false);
    other.call.hangUp();
    await settled();
    expect(hearing(world, alice)).toBe('clips:conference-ended');
    await world.pass();
    expect([alice.hasLeft, bob.hasLeft, world.conferences.size]).toEqual([true, true, 0]);
    expect(alice.call.ended.aborted).toBe(false);
  });

  it('[CF07] a full room says so and takes nobody more', async () => {
    const [alice] = [await world.join('Alice'), await world.join('Bob')];
    const carol = await world.join('Carol', { maxMembers: 2 });
    expect(hearing(world, carol)).toBe('clips:conference-full');
    expect(lastTold(alice)?.members).toEqual(['Alice', 'Bob']);
    await world.pass();
    expect(carol.hasLeft).toBe(true);
    expect(world.conferences.size).toBe(1);
  });

  it('[CF08] *6 mutes and unmutes; other keys do nothing', async () => {
    const [alice, bob] = [await world.join('Alice'), await world.join('Bob')];
    await world.pass();
    for (const key of ['6', '*', '5', '#']) bob.call.press(key);
    expect(lastTold(bob)?.isMuted).toBe(false);
    bob.call.press('*');
    bob.call.press('6');
    await settled();
    expect(hearing(world, alice)).toBe('silence');
    expect(hearing(world, bob)).toBe('clips:conference-muted');
    expect([lastTold(bob)?.isMuted, lastTold(alice)?.isMuted]).toEqual([true, false]);
    await world.pass();
    expect(hearing(world, bob)).toBe('mix:Alice');
    bob.call.press('*');
    bob.call.press('6');
    await settled();
    expect(hearing(world, alice)).toBe('mix:Bob');
  });

  it('[CF09] a call that is over joins nothing', async () => {
    const call = new FakeAttendedCall({ clock: world.clock });
    call.hangUp();
    await expect(world.conferences.join(call, usual).result).resolves.toBeUndefined();
    expect(world.conferences.size).toBe(0);
  });

  it.each(['holding', 'away'] as const)(
    '[CF10] who is %s stays a member, and nobody hears music for them; nor when their page comes back',
    async (state) => {
      const [alice, bob] = [await world.join('Alice'), await world.join('Bob')];
      await world.pass();
      const before = alice.call.heard.length;
      bob.call.becomes(state);
      await settled();
      expect([hearing(world, alice), bob.hasLeft, lastTold(alice)?.members]).toEqual(['mix:Bob', false, ['Alice', 'Bob']]);
      bob.call.becomes('here');
      bob.call.returns();
      await settled();
      expect([hearing(world, alice), hearing(world, bob)]).toEqual(['mix:Bob', 'mix:Alice']);
      expect(alice.call.heard.slice(before)).toEqual([]);
      expect(world.mixer.signals).toEqual(['joined']);
      bob.call.hangUp();
      await settled();
      expect(hearing(world, alice), 'control: who goes leaves them music').toBe('sound:hold-music');
    },
  );
});
