import type { Schedule, ScheduleException, WeeklyHours } from '../../../../protocol/dialplan/schedule.ts';
import { localTimeAt } from '../../../../protocol/dialplan/zone-time.ts';

/** Office hours to begin with. */
export function newSchedule(timeZone: string): Schedule {
  return { timeZone, weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', period: 'open' }], exceptions: [], override: null };
}

export const newHours: WeeklyHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', period: 'open' };

/** The date in a time zone (`YYYY-MM-DD`); in UTC while the zone is only half typed. */
export function todayIn(timeZone: string, nowMs = Date.now()): string {
  return localTimeAt(timeZone, nowMs)?.date ?? new Date(nowMs).toISOString().slice(0, 10);
}

export function newException(today: string): ScheduleException {
  return { name: '', fromDate: today, toDate: today, hours: null, period: 'closed', isYearly: false };
}

/** What is wrong with a row, as a key of the words; undefined: nothing. */
export function hoursProblem({ days, from, to }: WeeklyHours): 'noDays' | 'endBeforeStart' | undefined {
  if (days.length === 0) return 'noDays';
  return to <= from ? 'endBeforeStart' : undefined;
}

export function exceptionProblem({ name, fromDate, toDate, hours }: ScheduleException): 'noName' | 'endBeforeStart' | undefined {
  if (name.trim() === '') return 'noName';
  return toDate < fromDate || (hours !== null && hours.to <= hours.from) ? 'endBeforeStart' : undefined;
}
