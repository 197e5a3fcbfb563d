import type { PlanSet } from './run.ts';
import { pathOf, runSimulation } from './simulation.ts';
import type { Simulation, SimulationEnd } from './simulation.ts';
import type { SimulationWorld } from './simulated-answers.ts';
import type { SimulationTest } from './simulation-test.ts';

export type ExpectedStep = SimulationTest['expected']['path'][number];

export type TestResult =
  | { readonly passed: true; readonly simulation: Simulation }
  | {
      readonly passed: false;
      readonly simulation: Simulation;
      /** Place of the first step that differs; the length of the path when only the end does. */
      readonly index: number;
      readonly expected: ExpectedStep | undefined;
      readonly actual: ExpectedStep | undefined;
      readonly end: SimulationEnd | undefined;
    };

/** Runs a saved test against plans; it passes when path and end are as expected. */
export function runTest(planSet: PlanSet, world: SimulationWorld, test: SimulationTest): TestResult {
  const simulation = runSimulation(planSet, world, test.inputs);
  const actual = pathOf(simulation.run);
  const { path, end } = test.expected;
  const length = Math.max(actual.length, path.length);
  const index = Array.from({ length }, (_, place) => place).find((place) => !isSameStep(actual[place], path[place])) ?? length;
  if (index === length && simulation.end === end) return { passed: true, simulation };
  return { passed: false, simulation, index, expected: path[index], actual: actual[index], end: simulation.end };
}

/** What a simulation went through, as a test that expects it. */
export function expectationOf(simulation: Simulation): SimulationTest['expected'] {
  return { path: pathOf(simulation.run), end: simulation.end ?? 'waiting' };
}

function isSameStep(one: ExpectedStep | undefined, other: ExpectedStep | undefined): boolean {
  return one?.planId === other?.planId && one?.nodeId === other?.nodeId && one?.exit === other?.exit;
}
