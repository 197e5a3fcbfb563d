import type { Schedule, ScheduleException } from './schedule.ts';
import { dateAfter, firstInstantOf, instantsOf, localTimeAt, shiftBetween } from './zone-time.ts';
import type { LocalTime } from './zone-time.ts';

export interface Period {
  /** `open`, `closed` or a named one. */
  readonly period: string;
  /** In a few words for a person: `open hours`, a holiday's name. */
  readonly why: string;
}

const searchDays = 400;
const dayMs = 86_400_000;

/** Which period holds at an instant. */
export function periodAt(schedule: Schedule, atMs: number): Period {
  const { override } = schedule;
  if (override && (override.untilMs === null || atMs < override.untilMs)) return { period: override.period, why: 'set by hand' };
  const local = localTimeAt(schedule.timeZone, atMs);
  if (!local) return { period: 'closed', why: 'unknown time zone' };
  const exception = exceptionAt(schedule, local);
  if (exception) return { period: exception.period, why: exception.name };
  const hours = schedule.weekly.find(({ days, from, to }) => days.includes(local.weekday) && isWithin(local.minutes, from, to));
  if (hours) return { period: hours.period, why: hours.period === 'open' ? 'opening hours' : hours.period };
  return { period: 'closed', why: 'outside opening hours' };
}

/** The name of the exception that decides at an instant; undefined when none does, or somebody's word counts more. */
export function holidayAt(schedule: Schedule, atMs: number): string | undefined {
  const { override } = schedule;
  if (override && (override.untilMs === null || atMs < override.untilMs)) return undefined;
  const local = localTimeAt(schedule.timeZone, atMs);
  return local && exceptionAt(schedule, local)?.name;
}

/** When another period holds next, within about a year; undefined: it stays as it is. */
export function nextChange(schedule: Schedule, atMs: number): { readonly atMs: number; readonly period: string } | undefined {
  const now = periodAt(schedule, atMs).period;
  const local = localTimeAt(schedule.timeZone, atMs);
  const until = schedule.override?.untilMs ?? undefined;
  if (!local || (schedule.override && schedule.override.untilMs === null)) return undefined;
  const start = until === undefined || until <= atMs ? local : (localTimeAt(schedule.timeZone, until) ?? local);
  for (let day = -1; day <= searchDays; day++) {
    const date = dateAfter(start.date, day);
    const instants = new Set([...boundariesOf(schedule, date), ...(until === undefined ? [] : [until])]);
    for (const candidate of [...instants].filter((instant) => instant > atMs).toSorted((a, b) => a - b)) {
      const { period } = periodAt(schedule, candidate);
      if (period !== now) return { atMs: candidate, period };
    }
  }
  return undefined;
}

/** Minutes from midnight of `HH:MM`; `24:00` is 1,440. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Whether an exception has to do with a date in its schedule's zone. */
export function isExceptionOn(
  { fromDate, toDate, isYearly }: Pick<ScheduleException, 'fromDate' | 'toDate' | 'isYearly'>,
  date: string,
): boolean {
  if (!isYearly) return fromDate <= date && date <= toDate;
  const year = Number(date.slice(0, 4));
  const years = Number(toDate.slice(0, 4)) - Number(fromDate.slice(0, 4));
  return Array.from({ length: Math.min(Math.max(years, 0), 1) + 1 }, (_, ago) => year - ago).some(
    (first) => inYear(fromDate, first) <= date && date <= inYear(toDate, first + years),
  );
}

function exceptionAt({ exceptions }: Schedule, { date, minutes }: LocalTime): ScheduleException | undefined {
  const today = exceptions.filter((exception) => isExceptionOn(exception, date));
  const hours = today.findLast((exception) => exception.hours !== null && isWithin(minutes, exception.hours.from, exception.hours.to));
  return hours ?? today.findLast((exception) => exception.hours === null);
}

/** The 29th of February is the 28th in years that have none. */
function inYear(date: string, year: number): string {
  const monthDay = date.slice(5);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${String(year).padStart(4, '0')}-${monthDay === '02-29' && !isLeap ? '02-28' : monthDay}`;
}

function isWithin(minutes: number, from: string, to: string): boolean {
  return minutesOf(from) <= minutes && minutes < minutesOf(to);
}

/** Every instant of a day at which a period may begin or end: midnight, all times that are written, and shifts of the clock. */
function boundariesOf(schedule: Schedule, date: string): readonly number[] {
  const { timeZone } = schedule;
  const hours = [
    ...schedule.weekly,
    ...schedule.exceptions.flatMap((exception) => (exception.hours && isExceptionOn(exception, date) ? [exception.hours] : [])),
  ];
  const minutes = new Set([0, ...hours.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)])]);
  const instants = [...minutes].flatMap((minute) => {
    const found = instantsOf(timeZone, date, minute);
    return found.length > 0 ? found : [firstInstantOf(timeZone, date, minute)];
  });
  const midnight = firstInstantOf(timeZone, date, 0);
  const shift = shiftBetween(timeZone, midnight, midnight + dayMs);
  return shift === undefined ? instants : [...instants, shift];
}
