import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { planWorldSchema } from '../../../protocol/dialplan/api.ts';
import type { PlanSet } from '../../../protocol/dialplan/run.ts';
import { runTest } from '../../../protocol/dialplan/simulation-check.ts';
import { readPlan, readTests } from './read-plan.ts';

// Hundreds of simulated calls through a large plan take seconds: this thread may, the server's may not.
const orderSchema = z.object({
  mainPlanId: z.string(),
  plans: z.array(z.object({ planId: z.string(), version: z.number(), text: z.string() })),
  world: z.string(),
  tests: z.string(),
});
const order = orderSchema.parse(workerData);
const planSet: PlanSet = {
  mainPlanId: order.mainPlanId,
  plans: Object.fromEntries(order.plans.map(({ planId, version, text }) => [planId, { version, plan: readPlan(JSON.parse(text)) }])),
};
const world = planWorldSchema.parse(JSON.parse(order.world));
const failed = readTests(JSON.parse(order.tests)).filter((test) => !runTest(planSet, world, test).passed);
parentPort?.postMessage(
  failed.map(({ id }) => id),
  [],
);
