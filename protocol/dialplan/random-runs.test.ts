import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect } from './effects.ts';
import { begin, maxVisitsInAll, step } from './interpreter.ts';
import type { PlanSet, Run } from './run.ts';
import { storedAndRead } from './testing/copy.ts';
import { eventOf, randomDice, randomPlanSet, resultFor } from './testing/random-plans.ts';
import type { Dice, Seen } from './testing/random-plans.ts';
import { buildPlan, planSetOf, testCaller } from './testing/build-plan.ts';

interface Interpreter {
  readonly begin: typeof begin;
  readonly step: typeof step;
}
const real: Interpreter = { begin, step };
/** Every visit takes a handful of results: more than this is a run that does not end. */
const enough = maxVisitsInAll * 20;

/** What is wrong with a run of these plans under these events; undefined when it keeps all promises. */
function brokenPromise(interpreter: Interpreter, planSet: PlanSet, dice: readonly Dice[]): string | undefined {
  const seen: Seen = { ids: new Set(), asked: new Map() };
  let broken: string | undefined;
  const take = ({ run, effects }: { run: Run; effects: readonly Effect[] }): Run => {
    for (const effect of effects) {
      if (seen.ids.has(effect.id)) broken ??= `effect ${effect.id} twice (${effect.kind})`;
      seen.ids.add(effect.id);
      if (effect.kind === 'ask') seen.asked.set(effect.id, effect.question.about);
    }
    if (run.path.length > maxVisitsInAll + 1) broken ??= 'the path grows';
    if (run.frames.length > 8) broken ??= 'too deep';
    if (run.status === 'ended' && (!run.end || effects.some(({ kind }) => kind === 'play'))) broken ??= 'ended without an end';
    return run;
  };
  let run = take(interpreter.begin(planSet, 'start', testCaller, 0));
  for (const [index, die] of dice.entries()) run = take(interpreter.step(planSet, run, { ...eventOf(die, run, seen), atMs: index }));
  // From here on only what the run waits for.
  for (let count = 0; run.status === 'running'; count++) {
    const result = resultFor(run, count * 7, seen);
    if (!result || count > enough) return broken ?? `does not end at ${run.frames.at(-1)?.nodeId}`;
    run = take(interpreter.step(planSet, run, { ...result, atMs: 1_000 + count }));
  }
  if (run.status === 'talking') run = take(interpreter.step(planSet, run, { kind: 'call-ended', atMs: 1e6 }));
  return run.status === 'ended' ? broken : 'is still going on';
}

test('[DP01] [DP04] [DP05] ten thousand random plans and calls: every run ends, no effect id repeats, nothing throws', () => {
  assert(
    property(randomPlanSet, randomDice, (planSet, dice) => {
      expect(brokenPromise(real, planSet, dice)).toBeUndefined();
    }),
    { numRuns: 10_000, seed: 20_260_302 },
  );
}, 300_000);

test('[DP13] a stored run goes on the same', () => {
  const stored: Interpreter = { begin, step: (planSet, run, event) => step(planSet, storedAndRead(run), event) };
  assert(
    property(randomPlanSet, randomDice, (planSet, dice) => {
      expect(brokenPromise(stored, planSet, dice)).toBeUndefined();
    }),
    { numRuns: 200, seed: 7 },
  );
}, 120_000);

describe('the check itself can fail', () => {
  const circle = planSetOf(
    buildPlan({
      nodes: { a: { kind: 'wait', seconds: 1 }, b: { kind: 'wait', seconds: 2 } },
      ways: ['start > a', 'a.done > b', 'b.done > a'],
    }),
  );

  test('a control plan in circles keeps the promises', () => {
    expect(brokenPromise(real, circle, [])).toBeUndefined();
  });

  test('an interpreter that forgets its visits does not end', () => {
    const forgetful: Interpreter = {
      begin,
      step: (planSet, run, event) => {
        const { run: next, effects } = step(planSet, { ...run, visits: {}, visit: 0, path: [] }, event);
        return { run: next, effects: effects.map((effect, index) => ({ ...effect, id: `${event.atMs}.${index}` })) };
      },
    };
    expect(brokenPromise(forgetful, circle, [])).toMatch(/does not end|twice/u);
  });

  test('an interpreter that numbers effects anew repeats an id', () => {
    const careless: Interpreter = { begin, step: (planSet, run, event) => step(planSet, { ...run, visit: 1 }, event) };
    expect(brokenPromise(careless, circle, [])).toMatch(/twice/u);
  });

  test('an interpreter that loses results does not end', () => {
    const deaf: Interpreter = { begin, step: (_planSet, run) => ({ run, effects: [] }) };
    expect(brokenPromise(deaf, circle, [])).toMatch(/does not end/u);
  });
});
