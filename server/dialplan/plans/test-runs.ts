import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { PlanWorld } from '../../../protocol/dialplan/api.ts';
import type { PlanSet } from '../../../protocol/dialplan/run.ts';
import type { SimulationTest } from '../../../protocol/dialplan/simulation-test.ts';

export interface TestOrder {
  readonly planSet: PlanSet;
  readonly world: PlanWorld;
  readonly tests: readonly SimulationTest[];
}

/** `failed`: ids of tests. `unfinished`: they took longer than they may, or more memory. */
export type TestVerdict = { readonly kind: 'ran'; readonly failed: ReadonlySet<string> } | { readonly kind: 'unfinished' };

const maxMs = 20_000;
const maxMemoryMb = 256;
const answerSchema = z.array(z.string());

/** Runs saved tests in a thread of their own that lives `limitMs` at most: calls go on meanwhile. */
export async function runTests({ planSet, world, tests }: TestOrder, limitMs = maxMs): Promise<TestVerdict> {
  if (tests.length === 0) return { kind: 'ran', failed: new Set() };
  const plans = Object.entries(planSet.plans).map(([planId, { version, plan }]) => ({ planId, version, text: JSON.stringify(plan) }));
  const thread = new Worker(new URL('./tests-thread.ts', import.meta.url), {
    workerData: { mainPlanId: planSet.mainPlanId, plans, world: JSON.stringify(world), tests: JSON.stringify(tests) },
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  });
  const answer = await new Promise<unknown>((resolve) => {
    // Real time: the thread works in it, whatever the server's clock says.
    const limit = setTimeout(() => resolve(undefined), limitMs);
    thread.once('message', resolve);
    thread.once('error', () => resolve(undefined));
    thread.once('exit', () => {
      clearTimeout(limit);
      resolve(undefined);
    });
  });
  await thread.terminate();
  const failed = answerSchema.safeParse(answer);
  return failed.success ? { kind: 'ran', failed: new Set(failed.data) } : { kind: 'unfinished' };
}
