import { describe, expect, it } from 'vitest';
import type { SoundPlayer, SoundRequest } from '../../../platform/devices/sound-player.ts';
import type { CallState } from '../sip/call-state.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { callSnapshot } from '../sip/testing/call-snapshot.testing.ts';
import { FakeTimers } from '../sip/timers.fake.ts';
import { busyToneMs, ringSoundFor } from './ring-plan.ts';
import { Ringer } from './ringer.ts';

const call = (state: CallState, change: Partial<CallSnapshot> = {}): CallSnapshot => callSnapshot({ id: state.name, state, ...change });
const incoming = call({ name: 'incoming' });
const ringing = call({ name: 'ringing' });
const talking = call({ name: 'connected', answeredAtMs: 1 });

/** Remembers what sounds; two at once would be seen. */
class FakePlayer implements SoundPlayer {
  now: string | undefined;
  starts: string[] = [];
  isAllowed = true;
  play(request: SoundRequest): Promise<boolean> {
    this.now = request.url;
    this.starts.push(request.url);
    return Promise.resolve(this.isAllowed);
  }
  stop(): void {
    this.now = undefined;
  }
}

function setUp() {
  const player = new FakePlayer();
  const timers = new FakeTimers();
  const blocked: boolean[] = [];
  const ringer = new Ringer({
    player,
    timers,
    output: () => ({ speakerId: undefined, volume: 1 }),
    onBlocked: (isBlocked) => blocked.push(isBlocked),
  });
  return { player, timers, blocked, ringer };
}

describe('what sounds', () => {
  it('[SP50] ringtone, call waiting, ringback, busy, silence', () => {
    expect(ringSoundFor([incoming], 0)).toBe('ringtone');
    expect(ringSoundFor([talking, incoming], 0)).toBe('call-waiting');
    expect(ringSoundFor([ringing], 0)).toBe('ringback');
    expect(ringSoundFor([ringing, incoming], 0)).toBe('call-waiting');
    expect(ringSoundFor([call({ name: 'ended', cause: 'busy', answeredAtMs: null, endedAtMs: 0 })], 1)).toBe('busy');
    expect(ringSoundFor([talking], 0)).toBeUndefined();
    expect(ringSoundFor([{ ...incoming, isIgnored: true }], 0)).toBeUndefined();
  });

  it('[SP51] stops in the turn in which the call is answered, ignored or gone', () => {
    for (const after of [[talking], [{ ...incoming, isIgnored: true }], []]) {
      const { player, ringer } = setUp();
      ringer.handleCalls([incoming]);
      expect(player.now).toBe('/sounds/ringtone.ogg');
      ringer.handleCalls(after);
      expect(player.now).toBeUndefined();
    }
  });

  it('[SP51] one sound at a time, and it does not begin anew at every change', () => {
    const { player, ringer } = setUp();
    ringer.handleCalls([incoming]);
    ringer.handleCalls([incoming, { ...incoming, id: 'second' }]);
    expect(player.starts).toHaveLength(1);
    ringer.handleCalls([talking, incoming]);
    expect(player.now).toBe('/sounds/call-waiting.ogg');
  });

  it('[SP50] the busy tone ends by itself', () => {
    const { player, timers, ringer } = setUp();
    ringer.handleCalls([call({ name: 'ended', cause: 'busy', answeredAtMs: null, endedAtMs: timers.now() })]);
    expect(player.now).toBe('/sounds/busy.ogg');
    timers.advance(busyToneMs + 1);
    expect(player.now).toBeUndefined();
    expect(timers.pending).toBe(0);
  });

  it('[SP52] tells when the browser wants a click, and plays after it', async () => {
    const { player, blocked, ringer } = setUp();
    player.isAllowed = false;
    ringer.handleCalls([incoming]);
    await Promise.resolve();
    await Promise.resolve();
    expect(blocked).toEqual([true]);
    player.isAllowed = true;
    ringer.repeat();
    await Promise.resolve();
    await Promise.resolve();
    expect(blocked).toEqual([true, false]);
  });
});
