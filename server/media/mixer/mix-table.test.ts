import { describe, expect, it } from 'vitest';
import { maxSpeakers } from './mix-room.ts';
import { MixStand } from './testing/mix-stand.ts';

/** What `Speaker` says: the amplitude of its sine. */
const said = 8_000;
const [low, middle, high] = [440, 800, 1_300];

/** Within 1.5 dB of what was said: two codecs lie between. */
function isAsSaid(level: number): boolean {
  return level > said * 0.84 && level < said * 1.19;
}

function inWords(level: number): string {
  if (level < said * 0.02) return 'silent';
  return isAsSaid(level) ? 'as said' : level.toFixed(0);
}

function threeOnTones(): MixStand {
  const stand = new MixStand();
  stand.join(1, { hertz: low });
  stand.join(2, { hertz: middle });
  stand.join(3, { hertz: high });
  return stand;
}

describe('a mix', () => {
  it('[MIX01] each hears the others at the level at which they speak, and not themselves', () => {
    const stand = threeOnTones();
    stand.run(1_000);
    const tones = [low, middle, high];
    const heard = [1, 2, 3].map((member) => tones.map((hertz) => inWords(stand.level(member, hertz))));
    expect(heard).toEqual([
      ['silent', 'as said', 'as said'],
      ['as said', 'silent', 'as said'],
      ['as said', 'as said', 'silent'],
    ]);
  });

  it('[MIX02] who leaves is not heard any more, and hears nothing', () => {
    const stand = threeOnTones();
    stand.run(600);
    stand.leave(3);
    const heard = stand.payloads.get(3)?.length;
    stand.run(600);
    expect(stand.level(1, high)).toBeLessThan(said * 0.02);
    expect(stand.level(1, middle)).toSatisfy(isAsSaid);
    expect(stand.payloads.get(3)?.length).toBe(heard);
    stand.leave(1);
    stand.leave(2);
    expect(stand.table.size).toBe(0);
  });

  it('[MIX03] who do not speak share one encoding, whoever speaks has their own', () => {
    const stand = threeOnTones();
    stand.join(4);
    stand.join(5);
    stand.run(600);
    const last = (member: number): string => stand.payloads.get(member)?.at(-1)?.toString('hex') ?? '';
    expect(last(4)).toBe(last(5));
    expect(new Set([1, 2, 3, 4].map(last)).size).toBe(4);
    for (const hertz of [low, middle, high]) expect(stand.level(4, hertz)).toSatisfy(isAsSaid);
  });

  it('[MIX04] of many who speak at once the loudest are heard, and nobody pays for the rest', () => {
    const stand = new MixStand();
    const tones = Array.from({ length: maxSpeakers + 3 }, (_, index) => 400 + index * 250);
    for (const [index, hertz] of tones.entries()) stand.join(index + 1, { hertz });
    stand.join(99);
    stand.run(800);
    const audible = tones.filter((hertz) => stand.level(99, hertz) > said * 0.2);
    expect(audible).toHaveLength(maxSpeakers);
  });

  it('[MIX05] what is too loud together is turned down, and never cut', () => {
    const stand = new MixStand();
    for (let member = 1; member <= 5; member += 1) stand.join(member, { hertz: 300 + member * 200 });
    stand.join(9);
    stand.run(1_000);
    const levels = [500, 700, 900, 1_100, 1_300].map((hertz) => stand.level(9, hertz));
    // Five times 8,000 do not fit: all come through, equally turned down.
    for (const level of levels) expect(level).toBeGreaterThan(said * 0.5);
    expect(Math.max(...levels) / Math.min(...levels)).toBeLessThan(1.3);
    // Nothing that nobody said: a sum that is cut off has products of its parts, such as 2 · 500 - 700.
    expect(stand.level(9, 300)).toBeLessThan(said * 0.03);
    expect(stand.level(9, 1_500)).toBeLessThan(said * 0.03);
  });

  it('[MIX06] lost packets are concealed: one in twenty is hardly heard', () => {
    const stand = threeOnTones();
    stand.run(2_000, (rtp, member, frame) => (member === 2 && frame % 20 === 7 ? [] : [rtp]));
    expect(stand.level(1, middle, 800)).toBeGreaterThan(said * 0.75);
    expect(stand.level(2, low)).toSatisfy(isAsSaid);
  });

  it('[MIX06] packets out of order and copies are played once, in their place', () => {
    const stand = threeOnTones();
    let held: Buffer | undefined;
    stand.run(2_000, (rtp, member, frame) => {
      if (member !== 2) return [rtp];
      if (frame % 10 === 3) {
        held = rtp;
        return [];
      }
      const late = held;
      held = undefined;
      return late ? [rtp, late, late] : [rtp];
    });
    expect(stand.level(1, middle, 800)).toSatisfy(isAsSaid);
  });

  it('[MIX07] who says nothing, sends nothing or stops is silence, and comes back', () => {
    const stand = threeOnTones();
    stand.join(4);
    stand.run(400);
    stand.fallSilent(1);
    stand.fallSilent(2);
    stand.run(1_000);
    expect(stand.level(4, low)).toBeLessThan(20);
    expect(stand.level(4, high)).toSatisfy(isAsSaid);
    expect(stand.payloads.get(4)?.length).toBeGreaterThanOrEqual(70);
    stand.join(5, { hertz: low });
    stand.run(600);
    expect(stand.level(4, low)).toSatisfy(isAsSaid);
  });

  it('[MIX07] a new SSRC of the same member (a page loaded anew) begins anew', () => {
    const stand = threeOnTones();
    stand.run(400);
    stand.fallSilent(2);
    stand.join(20, { hertz: middle });
    stand.run(100);
    stand.leave(20);
    const other = new MixStand();
    other.join(1);
    other.join(2, { hertz: middle, ssrc: 7 });
    other.run(400);
    other.join(2, { hertz: high, ssrc: 8 });
    other.run(400);
    expect(other.level(1, high)).toSatisfy(isAsSaid);
    expect(other.level(1, middle)).toBeLessThan(said * 0.02);
  });

  it.each(['PCMU', 'PCMA'] as const)('[MIX08] a leg in %s speaks and hears in it, others in Opus', (codec) => {
    const stand = new MixStand();
    stand.join(1, { hertz: low, codec, hearsIn: codec });
    stand.join(2, { hertz: middle });
    stand.join(3);
    stand.run(800);
    expect(stand.level(1, middle)).toSatisfy(isAsSaid);
    expect(stand.level(2, low)).toSatisfy(isAsSaid);
    expect(stand.level(3, low)).toSatisfy(isAsSaid);
    expect(stand.level(1, low)).toBeLessThan(said * 0.02);
  });

  it('[MIX08] frames of 60 ms are heard like those of 20', () => {
    const stand = new MixStand();
    stand.join(1);
    stand.join(2, { hertz: middle, frameMs: 60 });
    stand.run(1_800);
    expect(stand.level(1, middle, 600)).toSatisfy(isAsSaid);
  });

  it('[MIX09] a signal is heard by all, over what is said', () => {
    const stand = threeOnTones();
    stand.run(400);
    stand.table.handle({ kind: 'signal', mix: 1, signal: 'joined' }, 0);
    stand.run(100);
    for (const member of [1, 2, 3]) expect(stand.level(member, 523.25, 80)).toBeGreaterThan(1_500);
    stand.run(600);
    expect(stand.level(1, 523.25)).toBeLessThan(said * 0.02);
  });
});
