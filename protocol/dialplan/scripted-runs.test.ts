import { describe, expect, test } from 'vitest';
import type { Effect } from './effects.ts';
import { begin, step } from './interpreter.ts';
import { storedAndRead } from './testing/copy.ts';
import { pathOf, runSimulation } from './simulation.ts';
import { expectationOf, runTest } from './simulation-check.ts';
import { scriptedWorld } from './testing/scripted-plans.ts';
import { scriptedRuns } from './testing/scripted-runs.ts';
import { tellPath } from './testing/script.ts';
import { tellEffects } from './testing/tell-effects.ts';

describe.each(scriptedRuns)('$rules $plan: $name', ({ planSet, plan, inputs, path, end, told }) => {
  const simulation = runSimulation(planSet, scriptedWorld, inputs);

  test('[DP90] takes the path, with what is heard', () => {
    expect(tellPath(simulation.run, plan)).toEqual(path);
    expect(simulation.end).toBe(end);
    expect(simulation.steps.flatMap(({ effects }) => tellEffects(effects))).toEqual(told);
  });

  test('[DP04] [DP13] the same events give the same effects, also when the run is stored between them', () => {
    const { userId, ...caller } = inputs.caller;
    const [first, ...later] = simulation.steps;
    let { run, effects } = begin(
      planSet,
      inputs.entryId,
      { ...caller, userId: userId ?? undefined, dialled: inputs.dialled },
      first?.atMs ?? 0,
    );
    const all: Effect[] = [...effects];
    for (const { event } of later) {
      if (event) ({ run, effects } = step(planSet, storedAndRead(run), event));
      all.push(...effects);
    }
    expect(all).toEqual(simulation.steps.flatMap((one) => one.effects));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(run).toEqual(simulation.run);
  });

  test('[DP92] passes as a saved test, and a test that expects another exit fails there', () => {
    const expected = expectationOf(simulation);
    const saved = { id: 't', name: 'test', inputs, expected };
    expect(runTest(planSet, scriptedWorld, saved).passed).toBe(true);
    const last = pathOf(simulation.run).length - 1;
    const wrong = {
      ...saved,
      expected: { ...expected, path: expected.path.map((one, index) => (index === last ? { ...one, exit: 'elsewhere' } : one)) },
    };
    expect(runTest(planSet, scriptedWorld, wrong)).toMatchObject({ passed: false, index: last });
  });
});

test('[DP11] there are at least sixty scripted calls, and no path tells the keys of a PIN', () => {
  expect(scriptedRuns.length).toBeGreaterThanOrEqual(60);
  for (const { planSet, inputs, plan } of scriptedRuns) {
    if (plan !== 'backOffice') continue;
    expect(JSON.stringify(runSimulation(planSet, scriptedWorld, inputs).run.path)).not.toMatch(/4711|"why":\{[^}]*\d/u);
  }
});
