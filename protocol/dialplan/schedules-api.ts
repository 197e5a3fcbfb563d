import { z } from 'zod';
import { scheduleOverrideSchema } from './schedule.ts';
import { planPinSchema, planScheduleSchema } from './things-api.ts';

/**
 * What the server tells and does beyond things-api.ts. Those with `schedules.override` read schedules and say what holds now; all else
 * needs `plans.read` and `plans.update`. Another tenant's things are 404.
 */

/** Plans whose draft or published version names the thing. */
const usedBySchema = z.array(z.object({ planId: z.string(), name: z.string() }));

/** GET /api/schedules → { items }, GET /api/schedules/{id} */
export const scheduleDetailSchema = planScheduleSchema.extend({
  /** Which period holds now: `open`, `closed`, or a named one. */
  period: z.string(),
  usedBy: usedBySchema,
});
export type ScheduleDetail = z.infer<typeof scheduleDetailSchema>;
export const scheduleListSchema = z.object({ items: z.array(scheduleDetailSchema) });

/** PUT /api/schedules/{id}/override → scheduleDetail. Null takes it back. The newest word holds: there is no version. */
export const overrideScheduleSchema = z.object({ override: scheduleOverrideSchema.nullable() });
/**
 * POST /api/schedules/{id}/holidays → { schedule, added, skipped }: days of an iCalendar file (at most 512 KB) become exceptions.
 * What is there already is not added again; `skipped` counts events that could not be understood.
 */
export const importHolidaysSchema = z.object({
  version: z.number().int(),
  calendar: z.string().min(1).max(524_288),
  period: z.string().trim().min(1).max(40).default('closed'),
});
export const importedHolidaysSchema = z.object({ schedule: scheduleDetailSchema, added: z.number().int(), skipped: z.number().int() });

/** GET /api/plan-pins → { items } */
export const planPinDetailSchema = planPinSchema.extend({ usedBy: usedBySchema });
export type PlanPinDetail = z.infer<typeof planPinDetailSchema>;
export const planPinDetailListSchema = z.object({ items: z.array(planPinDetailSchema) });

/** GET and PUT /api/plan-hosts → { items }: hosts that plans may ask over HTTPS, `crm.example` or `crm.example:8443`. */
export const planHostSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/u);
export const planHostListSchema = z.object({ items: z.array(planHostSchema).max(100) });
