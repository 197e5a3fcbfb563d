import { z } from 'zod';
import { scheduleOverrideSchema, scheduleSchema } from './schedule.ts';

/**
 * Schedules, PINs and allowed hosts of dial plans. Reading needs `plans.read` and changing `plans.update`, except schedules: those with
 * `schedules.override` read them and say what holds now. Another tenant's things are 404.
 */
const nameSchema = z.string().trim().min(1).max(120);
/** Plans whose draft or published version names the thing. */
const usedBySchema = z.array(z.object({ planId: z.string(), name: z.string() }));

/** GET /api/schedules → { items }, by name. GET /api/schedules/{id} */
export const scheduleDetailSchema = z.object({
  id: z.string(),
  name: z.string(),
  schedule: scheduleSchema,
  version: z.number().int(),
  /** Which period holds now: `open`, `closed`, or a named one. */
  period: z.string(),
  usedBy: usedBySchema,
});
export type ScheduleDetail = z.infer<typeof scheduleDetailSchema>;
export const scheduleListSchema = z.object({ items: z.array(scheduleDetailSchema) });

/** POST /api/schedules → 201 scheduleDetail. `taken` (field `name`), `invalid-fields` (field `schedule.timeZone`). */
export const createScheduleSchema = z.object({ name: nameSchema, schedule: scheduleSchema });
/** PUT /api/schedules/{id} → scheduleDetail. DELETE → 204, or `in-use`. */
export const updateScheduleSchema = createScheduleSchema.extend({ version: z.number().int() });
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

/** GET /api/plan-pins → { items }, by name. The PIN itself is never given. */
export const planPinSchema = z.object({ id: z.string(), name: z.string(), version: z.number().int(), usedBy: usedBySchema });
export type PlanPin = z.infer<typeof planPinSchema>;
export const planPinListSchema = z.object({ items: z.array(planPinSchema) });
const pinDigitsSchema = z.string().regex(/^\d{4,12}$/u);
/** POST /api/plan-pins → 201 planPin. */
export const createPlanPinSchema = z.object({ name: nameSchema, pin: pinDigitsSchema });
/** PUT /api/plan-pins/{id} → planPin; without `pin` it stays. DELETE → 204, or `in-use`. */
export const updatePlanPinSchema = z.object({ name: nameSchema, pin: pinDigitsSchema.optional(), version: z.number().int() });

/** GET and PUT /api/plan-hosts → { items }: hosts that plans may ask over HTTPS, `crm.example` or `crm.example:8443`. */
export const planHostSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/u);
export const planHostListSchema = z.object({ items: z.array(planHostSchema).max(100) });
