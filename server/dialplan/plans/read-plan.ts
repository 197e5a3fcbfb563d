import { planSchema, type Plan } from '../../../protocol/dialplan/plan.ts';

/** A plan that we stored, whatever version of the format it was written in. @throws {Error} when it is none: then our own data is broken */
export function readPlan(stored: unknown): Plan {
  return planSchema.parse(stored);
}
