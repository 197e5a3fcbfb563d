import { z } from 'zod';
import { scheduleExceptionSchema } from './schedule.ts';
import type { Schedule, ScheduleException } from './schedule.ts';

/** A holiday that was read from a calendar file: whole days, both inclusive. */
export const importedHolidaySchema = scheduleExceptionSchema.pick({ name: true, fromDate: true, toDate: true, isYearly: true });
export type ImportedHoliday = z.infer<typeof importedHolidaySchema>;
export const importedHolidaysSchema = z.array(importedHolidaySchema).max(1_000);

const maxExceptions = 1_000;

/** A schedule with holidays that it does not have yet, in which `period` holds. The same file twice adds nothing. */
export function withHolidays(schedule: Schedule, holidays: readonly ImportedHoliday[], period = 'closed'): Schedule {
  const known = new Set(schedule.exceptions.filter(({ hours }) => hours === null).map(nameOf));
  const added: ScheduleException[] = [];
  for (const holiday of holidays) {
    if (known.has(nameOf(holiday)) || holiday.toDate < holiday.fromDate) continue;
    known.add(nameOf(holiday));
    added.push({ ...holiday, hours: null, period });
  }
  return { ...schedule, exceptions: [...schedule.exceptions, ...added].slice(0, maxExceptions) };
}

function nameOf({ name, fromDate, toDate }: ImportedHoliday): string {
  return JSON.stringify([name, fromDate, toDate]);
}
