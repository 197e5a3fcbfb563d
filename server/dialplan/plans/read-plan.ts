import { planSchema, type Plan } from '../../../protocol/dialplan/plan.ts';
import { simulationTestListSchema } from '../../../protocol/dialplan/api.ts';
import type { SimulationTest } from '../../../protocol/dialplan/simulation-test.ts';

/** A plan that we stored, whatever version of the format it was written in. @throws {Error} when it is none: then our own data is broken */
export function readPlan(stored: unknown): Plan {
  return planSchema.parse(stored);
}

/** The saved tests that we stored. */
export function readTests(stored: unknown): readonly SimulationTest[] {
  return simulationTestListSchema.parse({ items: stored }).items;
}
