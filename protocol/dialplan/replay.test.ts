import { describe, expect, test } from 'vitest';
import { applyOperation } from './edit.ts';
import type { Operation } from './operations.ts';
import type { Plan } from './plan.ts';
import { replay } from './replay.ts';
import type { RecordedCall } from './replay.ts';
import type { PlanSet } from './run.ts';
import { runSimulation } from './simulation.ts';
import { scriptedPlanSet, scriptedWorld } from './testing/scripted-plans.ts';
import type { ScriptedRun } from './testing/script.ts';
import { scriptedRuns } from './testing/scripted-runs.ts';

/** The call that a scripted run would have left in the log. */
function recordedOf({ planSet, inputs }: ScriptedRun): RecordedCall {
  const { run } = runSimulation(planSet, scriptedWorld, inputs);
  return { caller: run.caller, at: inputs.at, timeZone: inputs.timeZone, path: run.path };
}

function changedBy(planSet: PlanSet, operation: Operation): PlanSet {
  const stored = planSet.plans[planSet.mainPlanId];
  const edited = stored && applyOperation(stored.plan, operation);
  if (!edited?.ok) throw new Error('the operation does not fit');
  const plan: Plan = edited.plan;
  return { ...planSet, plans: { ...planSet.plans, [planSet.mainPlanId]: { version: 2, plan } } };
}

const mainLine = scriptedPlanSet('mainLine');
const calls = scriptedRuns
  .filter(({ plan, inputs }) => plan === 'mainLine' && inputs.entryId === 'start')
  .map((run) => ({ name: run.name, call: recordedOf(run), end: run.end }));

describe('[DP94] recorded calls through other plans', () => {
  test.each(calls)('$name: the same plan leads to the same end', ({ call }) => {
    const { endsElsewhere, isFaithful } = replay(call, { before: mainLine, after: mainLine, world: scriptedWorld });
    expect({ endsElsewhere, isFaithful }).toEqual({ endsElsewhere: false, isFaithful: true });
  });

  test('those who would have come to what was changed end elsewhere, all others do not', () => {
    const draft = changedBy(mainLine, { kind: 'connect', edge: { from: 'menu', exit: 'option:sales', to: 'later' } });
    const elsewhere = calls.filter(({ call }) => replay(call, { before: mainLine, after: draft, world: scriptedWorld }).endsElsewhere);
    const chosen = calls.filter(({ call }) => call.path.some(({ exit }) => exit === 'option:sales'));
    // Who found sales busy heard the same prompt before.
    expect(elsewhere.map(({ name }) => name)).toEqual(chosen.map(({ name }) => name).filter((name) => name !== 'sales is busy'));
    expect(elsewhere.length).toBeGreaterThan(1);
  });

  test('a caller who left in a node that the change does not come before leaves there again', () => {
    const left = calls.find(({ name }) => name === 'caller leaves while it rings');
    if (!left) throw new Error('no such call');
    const after = changedBy(mainLine, { kind: 'connect', edge: { from: 'group', exit: 'no-answer', to: 'bye' } });
    expect(replay(left.call, { before: mainLine, after, world: scriptedWorld }).endsElsewhere).toBe(false);
    const before = changedBy(mainLine, { kind: 'connect', edge: { from: 'menu', exit: 'option:sales', to: 'bye' } });
    expect(replay(left.call, { before: mainLine, after: before, world: scriptedWorld }).endsElsewhere).toBe(true);
  });

  test('what a path does not tell is said to be unfaithful, and still compared', () => {
    const answers = scriptedRuns
      .filter(({ plan }) => plan !== 'mainLine')
      .map((run) => {
        const { endsElsewhere, isFaithful } = replay(recordedOf(run), { before: run.planSet, after: run.planSet, world: scriptedWorld });
        expect(endsElsewhere).toBe(false);
        return isFaithful;
      });
    expect(answers.filter(Boolean).length).toBeGreaterThan(answers.length / 2);
    expect(answers).toContain(false);
  });

  test('a strange or empty path is no exception', () => {
    const empty: RecordedCall = {
      caller: { number: '', name: '', isInternal: false, userId: undefined, dialled: '' },
      at: '2026-03-02T10:00',
      timeZone: 'Europe/Berlin',
      path: [],
    };
    const strange = {
      ...empty,
      path: [
        {
          planId: '__proto__',
          nodeId: 'x',
          kind: 'ring',
          enteredAtMs: 5,
          exit: 'toString',
          leftAtMs: 1,
          why: { kind: 'pressed' as const, keys: '' },
        },
      ],
    };
    for (const call of [empty, strange])
      expect(replay(call, { before: mainLine, after: mainLine, world: scriptedWorld }).endsElsewhere).toBe(false);
  });
});
