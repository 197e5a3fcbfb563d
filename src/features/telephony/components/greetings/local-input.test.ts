import { describe, expect, it } from 'vitest';
import { localInputOf, nextMorning } from './local-input.ts';

describe('the end of a temporary greeting', () => {
  it('[VM62] is a moment in the zone of the browser, there and back', () => {
    const at = new Date(2026, 2, 5, 7, 9);
    expect(localInputOf(at)).toBe('2026-03-05T07:09');
    expect(new Date(localInputOf(at))).toEqual(at);
  });

  it('[VM62] is the next morning unless said otherwise', () => {
    expect(localInputOf(nextMorning(new Date(2026, 11, 31, 23, 59)))).toBe('2027-01-01T08:00');
  });
});
