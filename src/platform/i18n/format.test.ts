import { describe, expect, it } from 'vitest';
import { clockDuration, formatNumber, relativeTime } from './format.ts';

const now = Date.UTC(2026, 10, 22, 12, 0, 0);

describe('times for people', () => {
  it('are relative under a day and a date beyond', () => {
    expect(relativeTime(now - 20_000, now, 'en')).toBe('now');
    expect(relativeTime(now - 5 * 60_000, now, 'de')).toBe('vor 5 Min.');
    expect(relativeTime(now - 3 * 3_600_000, now, 'en')).toBe('3 hr. ago');
    expect(relativeTime(now - 25 * 3_600_000, now, 'en')).toMatch(/Nov 21, 2026/);
  });

  it('durations look like a clock, and never negative', () => {
    expect(clockDuration(42_999)).toBe('00:42');
    expect(clockDuration(725_000)).toBe('12:05');
    expect(clockDuration(3_723_000)).toBe('1:02:03');
    expect(clockDuration(-5)).toBe('00:00');
  });

  it('numbers follow the language', () => {
    expect(formatNumber(1234, 'de')).toBe('1.234');
    expect(formatNumber(1234, 'en')).toBe('1,234');
  });
});
