import { describe, expect, it } from 'vitest';
import { AgainPace } from './again-pace.ts';

const megapixel = 1_000 * 1_000;

/** The times at which a picture that was captured at 0 goes again until `endMs`. */
function timesOf(pace: AgainPace, endMs: number): readonly number[] {
  const times: number[] = [];
  for (let now = 0; now < endMs; now += 1)
    if ((pace.dueAt(now) ?? Infinity) <= now) {
      pace.noteAgain(now);
      times.push(now);
    }
  return times;
}

describe('a picture that goes again', () => {
  it('[SU146] goes three times within a second when it stands still, and then no more', () => {
    const pace = new AgainPace();
    expect(pace.dueAt(0)).toBeUndefined();
    pace.noteNew(0, megapixel);
    expect(timesOf(pace, 60_000)).toEqual([250, 500, 1_000]);
  });

  it('[SU146] goes three times more when its masks changed', () => {
    const pace = new AgainPace();
    pace.noteNew(0, megapixel);
    expect(timesOf(pace, 5_000)).toHaveLength(3);
    pace.noteMasked(5_000);
    expect(timesOf(pace, 60_000)).toEqual([5_250, 5_500, 6_000]);
  });

  it('[SU212] goes steadily while a hand is in the page, and until 5 s after it', () => {
    const pace = new AgainPace();
    pace.noteNew(0, megapixel);
    pace.touch(0);
    const times = timesOf(pace, 20_000);
    expect(times.length).toBeGreaterThan(140);
    expect(times.at(-1)).toBeLessThanOrEqual(5_000);
  });

  it('[SU212] is not in the way of what an input changes', () => {
    const pace = new AgainPace();
    pace.touch(0);
    pace.noteNew(0, megapixel);
    expect(pace.dueAt(10)).toBe(50);
    pace.touch(40);
    expect(pace.dueAt(41)).toBeCloseTo(83, 0);
    pace.touch(80);
    expect(pace.dueAt(81), 'inputs without end do not hold it up for ever').toBeCloseTo(83, 0);
  });

  it('[SU212] goes less often the larger it is', () => {
    const pace = new AgainPace();
    pace.touch(0);
    pace.noteNew(100, 4 * megapixel);
    expect(pace.dueAt(101)).toBeCloseTo(233, 0);
  });
});
