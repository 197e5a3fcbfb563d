import { describe, expect, it } from 'vitest';
import { runSimulation } from '../../../protocol/dialplan/simulation.ts';
import { tellPath } from '../../../protocol/dialplan/testing/script.ts';
import { scriptedWorld } from '../../../protocol/dialplan/testing/scripted-plans.ts';
import { scriptedRuns } from '../../../protocol/dialplan/testing/scripted-runs.ts';
import { ScriptedCall } from '../testing/scripted-call.testing.ts';

describe.each(scriptedRuns)('$rules $plan: $name', (script) => {
  it('[DP312] the live engine goes the way that interpreter and simulator go, for the same reasons, at the same times', async () => {
    const simulation = runSimulation(script.planSet, scriptedWorld, script.inputs);
    const { path, end, isTalking } = await new ScriptedCall(script, simulation).goOn();
    expect(tellPath({ path }, script.plan)).toEqual(script.path);
    expect(path.map(({ nodeId, why }) => [nodeId, why])).toEqual(simulation.run.path.map(({ nodeId, why }) => [nodeId, why]));
    expect(path.map(({ enteredAtMs }) => enteredAtMs)).toEqual(simulation.run.path.map(({ enteredAtMs }) => enteredAtMs));
    expect(isTalking ? 'talking' : end).toBe(simulation.end);
  });
});
