import { z } from 'zod';
import { scheduleSchema } from './schedule.ts';

/** Things that plans name and that are made beside them: schedules and PINs. Reading needs `plans.read`, changing `plans.update`. */
const nameSchema = z.string().trim().min(1).max(120);

/** GET /api/schedules → { items }, by name. */
export const planScheduleSchema = z.object({
  id: z.string(),
  name: z.string(),
  schedule: scheduleSchema,
  /** Optimistic lock: send it back with an update. */
  version: z.number().int(),
});
export type PlanSchedule = z.infer<typeof planScheduleSchema>;
export const planScheduleListSchema = z.object({ items: z.array(planScheduleSchema) });
/** POST /api/schedules → 201 planSchedule. `taken` (field `name`). */
export const createScheduleSchema = z.object({ name: nameSchema, schedule: scheduleSchema });
/** PATCH /api/schedules/{id} → planSchedule, or `changed-meanwhile`. DELETE → 204, or `in-use` (fields: plan names). */
export const updateScheduleSchema = createScheduleSchema.partial().extend({ version: z.number().int() });

/** GET /api/plan-pins → { items }, by name. A PIN is never told again. */
export const planPinSchema = z.object({ id: z.string(), name: z.string(), version: z.number().int() });
export const planPinListSchema = z.object({ items: z.array(planPinSchema) });
const pinDigitsSchema = z.string().regex(/^[0-9]{4,10}$/u);
/** POST /api/plan-pins → 201 planPin. PATCH /api/plan-pins/{id} → planPin. DELETE → 204, or `in-use`. */
export const createPinSchema = z.object({ name: nameSchema, pin: pinDigitsSchema });
export const updatePinSchema = z.object({ version: z.number().int(), name: nameSchema.optional(), pin: pinDigitsSchema.optional() });
