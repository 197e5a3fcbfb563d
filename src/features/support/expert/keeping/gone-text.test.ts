import { describe, expect, it } from 'vitest';
import type { Keeping } from '../../../../../protocol/support/keeping.ts';
import { goneTextOf } from './gone-text.ts';

const now = Date.parse('2026-03-01T10:00:00Z');
const hourMs = 3_600_000;
const at = (hours: number): string => new Date(now + hours * hourMs).toISOString();
const keeping = (change: Partial<Keeping>): Keeping => ({
  goneAt: at(72),
  rule: 'camera-72-hours',
  isHeld: false,
  isGone: false,
  vanishedAt: null,
  ...change,
});

describe('when content goes', () => {
  it.each([
    [100, { key: 'keeping.goneAt' }],
    [71.99, { key: 'keeping.goneIn', value: 71, unit: 'hour' }],
    [47.9, { key: 'keeping.goneIn', value: 47, unit: 'hour' }],
    [5.99, { key: 'keeping.goneIn', value: 5, unit: 'hour' }],
    [0.99, { key: 'keeping.goneIn', value: 59, unit: 'minute' }],
    [-0.01, { key: 'keeping.goneIn', value: 0, unit: 'minute' }],
  ])('[SU394] %d hours before it never says more time than there is', (hours, text) => {
    expect(goneTextOf(keeping({ goneAt: at(hours) }), now)).toMatchObject(text);
  });

  it('[SU394] gone, held and kept are not told as time that is left', () => {
    expect(goneTextOf(keeping({ isGone: true, vanishedAt: at(-1) }), now)).toEqual({ key: 'keeping.goneSince', at: new Date(at(-1)) });
    expect(goneTextOf(keeping({ isGone: true, goneAt: at(-2) }), now)).toEqual({ key: 'keeping.goneSince', at: new Date(at(-2)) });
    expect(goneTextOf(keeping({ isHeld: true, goneAt: at(-2) }), now)).toMatchObject({ key: 'keeping.heldPast' });
    expect(goneTextOf(keeping({ goneAt: null, rule: null }), now)).toEqual({ key: 'keeping.never' });
  });
});
