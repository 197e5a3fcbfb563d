import { describe, expect, it } from 'vitest';
import { chosenGreeting, greetingChoiceSchema, greetingRulesSchema, type GreetingChoice, type SchedulePeriod } from './greetings.ts';

const id = (digit: number): string => `00000000-0000-4000-8000-00000000000${String(digit)}`;
const [usual, busy, closed, lunch, holiday, away] = [id(1), id(2), id(3), id(4), id(5), id(6)];
const until = '2026-05-01T12:00:00.000Z';
const before = Date.parse(until) - 1;
const after = Date.parse(until);

const choice: GreetingChoice = {
  greetingId: usual,
  busyGreetingId: busy,
  scheduleId: id(9),
  rules: [
    { when: 'period', name: 'closed', greetingId: closed },
    { when: 'period', name: 'lunch', greetingId: lunch },
    { when: 'holiday', name: 'Labour Day', greetingId: holiday },
  ],
  temporary: { greetingId: away, until },
};
const now = (period: string, of: string | null = null): SchedulePeriod => ({ period, holiday: of });

describe('which greeting a caller hears', () => {
  it.each([
    ['the temporary one until its time', choice, { atMs: before, isBusy: true, now: now('closed', 'Labour Day') }, away, 'temporary'],
    ['that for busy after it', choice, { atMs: after, isBusy: true, now: now('closed', 'Labour Day') }, busy, 'busy'],
    ['that of the holiday', choice, { atMs: after, isBusy: false, now: now('closed', 'Labour Day') }, holiday, 'holiday'],
    ['that of the period on a holiday without one', choice, { atMs: after, isBusy: false, now: now('closed', 'Easter') }, closed, 'period'],
    ['that of a named period', choice, { atMs: after, isBusy: false, now: now('lunch') }, lunch, 'period'],
    ['the usual one while nothing is said of the period', choice, { atMs: after, isBusy: false, now: now('open') }, usual, 'usual'],
    ['the usual one without a schedule', choice, { atMs: after, isBusy: false, now: undefined }, usual, 'usual'],
    [
      'what is heard otherwise, when busy has none',
      { ...choice, busyGreetingId: null },
      { atMs: after, isBusy: true, now: now('closed') },
      closed,
      'period',
    ],
    [
      'the standard one when there is no other',
      { ...choice, greetingId: null },
      { atMs: after, isBusy: false, now: now('open') },
      null,
      'usual',
    ],
  ] as const)('[VM61] [VM62] %s', (...[, of, moment, greetingId, why]) => {
    expect(chosenGreeting(of, moment)).toEqual({ greetingId, why });
  });

  it('[VM64] two rules for one period are refused; a period and a holiday of one name are two things', () => {
    const rule = { when: 'period', name: 'closed', greetingId: closed } as const;
    expect(greetingRulesSchema.safeParse([rule, { ...rule, greetingId: lunch }]).success).toBe(false);
    expect(greetingRulesSchema.safeParse([rule, { ...rule, when: 'holiday' }]).success).toBe(true);
    expect(greetingChoiceSchema.safeParse({ ...choice, temporary: { greetingId: away, until: 'tomorrow' } }).success).toBe(false);
  });
});
