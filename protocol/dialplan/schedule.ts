import { z } from 'zod';

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/u);
const dateSchema = z.iso.date();
const periodNameSchema = z.string().trim().min(1).max(40);

/** `from` and `to` are wall-clock times in the schedule's zone; `to` is exclusive and after `from` (a night is two rows). */
export const weeklyHoursSchema = z.object({
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  days: z.array(z.number().int().min(1).max(7)).min(1),
  from: timeSchema,
  to: timeSchema,
  /** `open`, or a named period with an exit of its own, such as `lunch`. */
  period: periodNameSchema.default('open'),
});

/** A holiday or other exception: whole days, both inclusive, or hours of one day. Beats the weekly hours. */
export const scheduleExceptionSchema = z.object({
  name: z.string().trim().min(1).max(120),
  fromDate: dateSchema,
  toDate: dateSchema,
  hours: z.object({ from: timeSchema, to: timeSchema }).nullable().default(null),
  /** `closed`, `open`, or a named period. */
  period: periodNameSchema.default('closed'),
  /** Comes back every year on the same day. */
  isYearly: z.boolean().default(false),
});

/** Somebody's word from the phone or the page, until `untilMs` (null: until it is taken back). */
export const scheduleOverrideSchema = z.object({ period: periodNameSchema, untilMs: z.number().int().nullable() });

/** When somebody is there. Local times are of `timeZone` (IANA), through all its gaps and repeats. */
export const scheduleSchema = z.object({
  timeZone: z.string().min(1).max(64),
  weekly: z.array(weeklyHoursSchema).max(100),
  exceptions: z.array(scheduleExceptionSchema).max(1_000),
  override: scheduleOverrideSchema.nullable().default(null),
});
export type Schedule = z.infer<typeof scheduleSchema>;
export type ScheduleException = z.infer<typeof scheduleExceptionSchema>;
export type WeeklyHours = z.infer<typeof weeklyHoursSchema>;
