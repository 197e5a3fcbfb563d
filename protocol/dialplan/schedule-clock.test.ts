import { describe, expect, test } from 'vitest';
import { scheduleSchema } from './schedule.ts';
import type { Schedule } from './schedule.ts';
import { holidayAt, nextChange, periodAt } from './schedule-clock.ts';
import { firstInstantOf, instantsOf, localTimeAt } from './zone-time.ts';

const at = (text: string): number => Date.parse(text);
const schedule = (changes: object = {}): Schedule =>
  scheduleSchema.parse({
    timeZone: 'Europe/Berlin',
    weekly: [
      { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
      { days: [1, 2, 3, 4, 5], from: '12:00', to: '13:00', period: 'lunch' },
      { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:00' },
    ],
    exceptions: [],
    ...changes,
  });
const nights = (timeZone: string, from: string, to: string): Schedule =>
  schedule({ timeZone, weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from, to, period: 'open' }] });

describe('weekly hours', () => {
  test.each([
    ['2026-03-02T07:59:59Z', 'closed'],
    ['2026-03-02T08:00:00Z', 'open'],
    ['2026-03-02T10:59:59Z', 'open'],
    ['2026-03-02T11:00:00Z', 'lunch'],
    ['2026-03-02T12:00:00Z', 'open'],
    ['2026-03-02T16:00:00Z', 'closed'],
    ['2026-03-01T10:00:00Z', 'closed'],
  ])('[DP50] [DP51] %s in Berlin is %s', (instant, period) => {
    expect(periodAt(schedule(), at(instant)).period).toBe(period);
  });

  test('[DP51] 24:00 is the end of the day', () => {
    const late = schedule({ weekly: [{ days: [1], from: '22:00', to: '24:00' }] });
    expect(periodAt(late, at('2026-03-02T22:59:59Z')).period).toBe('open');
    expect(periodAt(late, at('2026-03-02T23:00:00Z')).period).toBe('closed');
  });

  test('[DP50] of two rows that overlap the earlier one holds', () => {
    const both = schedule({
      weekly: [
        { days: [1], from: '09:00', to: '12:00', period: 'first' },
        { days: [1], from: '10:00', to: '14:00', period: 'second' },
      ],
    });
    expect(periodAt(both, at('2026-03-02T10:00:00Z')).period).toBe('first');
    expect(periodAt(both, at('2026-03-02T12:00:00Z')).period).toBe('second');
  });

  test('[DP33] an unknown zone is closed, and no exception', () => {
    expect(periodAt(schedule({ timeZone: 'Moon/Base' }), 0)).toEqual({ period: 'closed', why: 'unknown time zone' });
    expect(nextChange(schedule({ timeZone: 'Moon/Base' }), 0)).toBeUndefined();
  });
});

describe('exceptions and overrides', () => {
  const christmas = { name: 'Christmas', fromDate: '2025-12-24', toDate: '2026-01-01', isYearly: true };
  const inventory = {
    name: 'Inventory',
    fromDate: '2026-03-02',
    toDate: '2026-03-02',
    hours: { from: '09:00', to: '10:00' },
    period: 'open',
  };

  test('[DP50] a holiday beats the hours, and hours of a day beat a whole day', () => {
    const closedDay = { name: 'Holiday', fromDate: '2026-03-02', toDate: '2026-03-03' };
    const both = schedule({ exceptions: [inventory, closedDay] });
    expect(periodAt(both, at('2026-03-02T08:30:00Z'))).toEqual({ period: 'open', why: 'Inventory' });
    expect(periodAt(both, at('2026-03-02T09:30:00Z'))).toEqual({ period: 'closed', why: 'Holiday' });
    expect(periodAt(both, at('2026-03-03T22:59:00Z')).why).toBe('Holiday');
    expect(periodAt(both, at('2026-03-04T09:00:00Z')).period).toBe('open');
  });

  test('[DP53] a yearly one holds every year, across New Year', () => {
    const yearly = schedule({ exceptions: [christmas] });
    expect(periodAt(yearly, at('2030-12-30T10:00:00Z')).why).toBe('Christmas');
    expect(periodAt(yearly, at('2031-01-01T10:00:00Z')).why).toBe('Christmas');
    expect(periodAt(yearly, at('2031-01-02T10:00:00Z')).period).toBe('open');
    expect(periodAt(yearly, at('2031-12-23T10:00:00Z')).period).toBe('open');
  });

  test('[DP53] the 29th of February is the 28th in other years', () => {
    const leap = schedule({ exceptions: [{ name: 'Leap', fromDate: '2024-02-29', toDate: '2024-02-29', isYearly: true }] });
    expect(periodAt(leap, at('2028-02-29T10:00:00Z')).why).toBe('Leap');
    expect(periodAt(leap, at('2028-02-28T10:00:00Z')).period).toBe('open');
    expect(periodAt(leap, at('2029-02-28T10:00:00Z')).why).toBe('Leap');
    expect(periodAt(leap, at('2029-03-01T10:00:00Z')).period).toBe('open');
  });

  test('[DP50] an override beats all until it ends', () => {
    const monday = at('2026-03-02T09:00:00Z');
    const overridden = schedule({ override: { period: 'closed', untilMs: monday + 60_000 }, exceptions: [inventory] });
    expect(periodAt(overridden, monday).why).toBe('set by hand');
    expect(periodAt(overridden, monday + 60_000).period).toBe('open');
    expect(periodAt(schedule({ override: { period: 'lunch', untilMs: null } }), monday + 1e11).period).toBe('lunch');
  });
});

describe('[DP52] spring gaps and autumn repeats', () => {
  // Berlin: 2026-03-29 02:00 → 03:00, 2026-10-25 03:00 → 02:00.
  test('hours inside the gap never hold in Berlin', () => {
    const gap = nights('Europe/Berlin', '02:00', '03:00');
    expect(periodAt(gap, at('2026-03-29T00:59:59Z')).period).toBe('closed');
    expect(periodAt(gap, at('2026-03-29T01:00:00Z')).period).toBe('closed');
    expect(nextChange(gap, at('2026-03-28T12:00:00Z'))).toEqual({ atMs: at('2026-03-30T00:00:00Z'), period: 'open' });
  });

  test('hours that begin in the gap begin when it ends', () => {
    const early = nights('Europe/Berlin', '02:30', '06:00');
    expect(nextChange(early, at('2026-03-28T20:00:00Z'))).toEqual({ atMs: at('2026-03-29T01:00:00Z'), period: 'open' });
  });

  test('hours in the repeat hold both times in Berlin', () => {
    const repeat = nights('Europe/Berlin', '02:30', '02:45');
    const instants = ['00:29', '00:30', '00:44', '00:45', '01:29', '01:30', '01:44', '01:45'];
    expect(instants.map((time) => periodAt(repeat, at(`2026-10-25T${time}:00Z`)).period)).toEqual([
      'closed',
      'open',
      'open',
      'closed',
      'closed',
      'open',
      'open',
      'closed',
    ]);
    expect(nextChange(repeat, at('2026-10-25T00:46:00Z'))).toEqual({ atMs: at('2026-10-25T01:30:00Z'), period: 'open' });
  });

  test('hours that are cut by the repeat end with it and begin again', () => {
    const cut = nights('Europe/Berlin', '02:30', '04:00');
    expect(nextChange(cut, at('2026-10-25T00:30:00Z'))).toEqual({ atMs: at('2026-10-25T01:00:00Z'), period: 'closed' });
    expect(nextChange(cut, at('2026-10-25T01:00:00Z'))).toEqual({ atMs: at('2026-10-25T01:30:00Z'), period: 'open' });
  });

  // New York: 2026-03-08 02:00 → 03:00, 2026-11-01 02:00 → 01:00.
  test('New York', () => {
    const night = nights('America/New_York', '01:30', '02:30');
    expect(periodAt(night, at('2026-03-08T06:59:00Z')).period).toBe('open');
    expect(periodAt(night, at('2026-03-08T07:00:00Z')).period).toBe('closed');
    expect(nextChange(night, at('2026-03-08T06:45:00Z'))).toEqual({ atMs: at('2026-03-08T07:00:00Z'), period: 'closed' });
    expect(periodAt(night, at('2026-11-01T05:45:00Z')).period).toBe('open');
    expect(periodAt(night, at('2026-11-01T06:15:00Z')).period).toBe('closed');
    expect(periodAt(night, at('2026-11-01T06:45:00Z')).period).toBe('open');
    expect(nextChange(night, at('2026-11-01T05:45:00Z'))).toEqual({ atMs: at('2026-11-01T06:00:00Z'), period: 'closed' });
  });

  // Lord Howe moves by half an hour: 2026-10-04 02:00 → 02:30, 2026-04-05 02:00 → 01:30.
  test('Lord Howe, half an hour', () => {
    const gap = nights('Australia/Lord_Howe', '02:00', '02:30');
    expect(localTimeAt('Australia/Lord_Howe', at('2026-10-03T15:30:00Z'))).toEqual({ date: '2026-10-04', weekday: 7, minutes: 150 });
    expect(periodAt(gap, at('2026-10-03T15:30:00Z')).period).toBe('closed');
    expect(nextChange(gap, at('2026-10-03T10:00:00Z'))).toEqual({ atMs: at('2026-10-04T15:00:00Z'), period: 'open' });
    expect(instantsOf('Australia/Lord_Howe', '2026-04-05', 105)).toHaveLength(2);
    const repeat = nights('Australia/Lord_Howe', '01:45', '02:00');
    expect(periodAt(repeat, at('2026-04-04T14:50:00Z')).period).toBe('open');
    expect(periodAt(repeat, at('2026-04-04T15:00:00Z')).period).toBe('closed');
    expect(periodAt(repeat, at('2026-04-04T15:20:00Z')).period).toBe('open');
  });

  test('a time in the gap is the first that exists', () => {
    expect(firstInstantOf('Europe/Berlin', '2026-03-29', 150)).toBe(at('2026-03-29T01:00:00Z'));
    expect(firstInstantOf('Europe/Berlin', '2026-10-25', 150)).toBe(at('2026-10-25T00:30:00Z'));
    expect(instantsOf('Europe/Berlin', '2026-03-29', 150)).toEqual([]);
  });
});

describe('[DP54] the next change', () => {
  test('is the next boundary that matters', () => {
    expect(nextChange(schedule(), at('2026-03-06T16:30:00Z'))).toEqual({ atMs: at('2026-03-09T08:00:00Z'), period: 'open' });
    expect(nextChange(schedule(), at('2026-03-02T10:00:00Z'))).toEqual({ atMs: at('2026-03-02T11:00:00Z'), period: 'lunch' });
  });

  test('is the end of an override, or later when it hides what follows', () => {
    const until = at('2026-03-02T18:00:00Z');
    const overridden = schedule({ override: { period: 'closed', untilMs: until } });
    expect(nextChange(overridden, at('2026-03-02T09:00:00Z'))).toEqual({ atMs: at('2026-03-03T08:00:00Z'), period: 'open' });
    const during = schedule({ override: { period: 'closed', untilMs: at('2026-03-02T09:30:00Z') } });
    expect(nextChange(during, at('2026-03-02T09:00:00Z'))).toEqual({ atMs: at('2026-03-02T09:30:00Z'), period: 'open' });
  });

  test('never comes without hours, or while somebody said so for good', () => {
    expect(nextChange(schedule({ weekly: [] }), 0)).toBeUndefined();
    expect(nextChange(schedule({ override: { period: 'open', untilMs: null } }), 0)).toBeUndefined();
  });

  test('agrees with looking at every quarter of an hour through a year', () => {
    const holiday = schedule({ exceptions: [{ name: 'h', fromDate: '2026-05-01', toDate: '2026-05-03' }] });
    let now = at('2026-01-01T00:00:00Z');
    for (let count = 0; count < 200; count++) {
      const next = nextChange(holiday, now);
      let looked = now;
      const { period } = periodAt(holiday, now);
      while (periodAt(holiday, looked).period === period) looked += 15 * 60_000;
      expect(next?.atMs).toBe(looked);
      now = looked;
    }
  });
});

describe('holidays', () => {
  const christmas = { name: 'Christmas', fromDate: '2026-12-25', toDate: '2026-12-26' };
  const special = { name: 'Inventory', fromDate: '2026-12-28', toDate: '2026-12-28', hours: { from: '09:00', to: '12:00' } };
  const withHolidays = schedule({ exceptions: [christmas, special] });

  test.each([
    ['2026-12-24T22:59:59Z', undefined],
    ['2026-12-24T23:00:00Z', 'Christmas'],
    ['2026-12-28T08:30:00Z', 'Inventory'],
    ['2026-12-28T11:30:00Z', undefined],
  ])('[VM61] at %s the holiday is %j', (time, name) => {
    expect(holidayAt(withHolidays, at(time))).toBe(name);
  });

  test('[VM61] somebody’s word counts more than a holiday, as long as it holds', () => {
    const override = { period: 'open', untilMs: at('2026-12-25T12:00:00Z') };
    expect(holidayAt({ ...withHolidays, override }, at('2026-12-25T11:59:59Z'))).toBeUndefined();
    expect(holidayAt({ ...withHolidays, override }, at('2026-12-25T12:00:00Z'))).toBe('Christmas');
  });
});
