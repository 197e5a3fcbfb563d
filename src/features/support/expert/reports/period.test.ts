import { describe, expect, it } from 'vitest';
import { lastThirtyDays, momentsOf } from './period.ts';

describe('period of a report', () => {
  it('[SU84] both days belong to it, whole', () => {
    const moments = momentsOf({ from: '2026-03-28', until: '2026-03-30' });
    expect(moments?.from).toEqual(new Date(2026, 2, 28));
    expect(moments?.to).toEqual(new Date(2026, 2, 31));
  });

  it('[SU84] the thirty days that end today, over months and years', () => {
    expect(lastThirtyDays(new Date(2026, 0, 15, 23, 59))).toEqual({ from: '2025-12-17', until: '2026-01-15' });
  });

  it('[SU84] one that is upside down, too long or no period is asked of nobody', () => {
    expect(momentsOf({ from: '2026-05-02', until: '2026-05-01' })).toBeUndefined();
    expect(momentsOf({ from: '2025-01-01', until: '2026-02-05' })).toBeUndefined();
    expect(momentsOf({ from: '2025-01-01', until: '2026-02-04' })).toBeDefined();
    expect(momentsOf({ from: '', until: '' })).toBeUndefined();
    expect(momentsOf({ from: 'soon', until: 'later' })).toBeUndefined();
  });
});
