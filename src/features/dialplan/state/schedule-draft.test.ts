import { expect, test } from 'vitest';
import { todayIn } from './schedule-draft.ts';

test('[DE82] a new day begins as today where the schedule is, not where the server or the browser is', () => {
  const nowMs = Date.parse('2026-11-28T23:30:00Z');
  expect(todayIn('Europe/Berlin', nowMs)).toBe('2026-11-29');
  expect(todayIn('America/New_York', nowMs)).toBe('2026-11-28');
  expect(todayIn('Europe/Ber', nowMs)).toBe('2026-11-28');
});
