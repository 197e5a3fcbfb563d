import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { planWorldSchema } from '../../../protocol/dialplan/api.ts';
import { kindOf, nodeSchema } from '../../../protocol/dialplan/nodes/index.ts';
import { emptyPlan } from '../../../protocol/dialplan/plan.ts';
import { pathOf, runSimulation } from '../../../protocol/dialplan/simulation.ts';
import { simulationInputsSchema, type SimulationTest } from '../../../protocol/dialplan/simulation-test.ts';
import { runTests } from './test-runs.ts';

const world = planWorldSchema.parse({
  users: [],
  extensions: [],
  ringGroups: [],
  queues: [],
  voicemailBoxes: [],
  conferenceRooms: [],
  prompts: [],
  schedules: [],
  pins: [],
  plans: [],
  serviceNotices: [],
  routes: [],
  pbxs: [],
  emergencyNumbers: [],
  timeZone: 'UTC',
});

/** A chain of so many variables. */
function planSetOf(length: number) {
  const nodes = Array.from({ length }, (_, index) =>
    nodeSchema.parse({
      id: `n${index}`,
      kind: 'set-language',
      title: '',
      position: { x: 0, y: 0 },
      settings: kindOf('set-language').defaults,
    }),
  );
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: `n${index}`, exit: 'next', to: id }));
  const plan = { ...emptyPlan(), nodes, edges: [{ from: 'start', exit: 'start', to: 'n0' }, ...edges] };
  return { mainPlanId: 'p', plans: { p: { version: 1, plan } } };
}

const inputs = simulationInputsSchema.parse({
  entryId: '',
  caller: { number: '100', name: '', isInternal: true },
  at: '2026-06-01T10:00',
  timeZone: 'UTC',
});

function testsOf(planSet: ReturnType<typeof planSetOf>, count: number): readonly SimulationTest[] {
  const { run, end } = runSimulation(planSet, world, inputs);
  return Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    name: `Test ${index}`,
    inputs,
    expected: { path: pathOf(run), end: end ?? 'waiting' },
  }));
}

test('[DP212] saved tests tell which of them fail', async () => {
  const planSet = planSetOf(3);
  const tests = testsOf(planSet, 3).map((one) => (one.id === 't1' ? { ...one, expected: { ...one.expected, path: [] } } : one));
  expect(await runTests({ planSet, world, tests })).toEqual({ kind: 'ran', failed: new Set(['t1']) });
  expect(await runTests({ planSet, world, tests: [] })).toEqual({ kind: 'ran', failed: new Set() });
});

test('[DP215] two hundred tests of a long plan do not stop the server', { timeout: 60_000 }, async () => {
  const planSet = planSetOf(900);
  const tests = testsOf(planSet, 200);
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 10);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const began = performance.now();
  const verdict = await runTests({ planSet, world, tests }, 50_000);
  const tookMs = performance.now() - began;
  delay.disable();
  clearInterval(ticking);
  expect(verdict).toEqual({ kind: 'ran', failed: new Set() });
  // The order is written on this thread (a few milliseconds); the two hundred calls, seconds of work, are not.
  expect(ticks).toBeGreaterThan(tookMs / 100);
  expect(delay.percentile(50) / 1e6).toBeLessThan(100);
});

test('[DP215] what takes too long is ended, and is no success', { timeout: 30_000 }, async () => {
  const planSet = planSetOf(900);
  expect(await runTests({ planSet, world, tests: testsOf(planSet, 200) }, 50)).toEqual({ kind: 'unfinished' });
});
