import type { Plan } from '../../../protocol/dialplan/plan.ts';
import { restorePlan } from '../../../protocol/dialplan/restore.ts';
import { simulationTestListSchema } from '../../../protocol/dialplan/api.ts';
import type { SimulationTest } from '../../../protocol/dialplan/simulation-test.ts';

/** A plan that we stored, whatever version of the format it was written in. @throws {Error} when it is none: then our own data is broken */
export function readPlan(stored: unknown): Plan {
  const restored = restorePlan(stored);
  if (!restored.ok) throw new Error(`a stored plan cannot be read: ${restored.reason}`);
  return restored.plan;
}

/** The saved tests that we stored. */
export function readTests(stored: unknown): readonly SimulationTest[] {
  return simulationTestListSchema.parse({ items: stored }).items;
}
