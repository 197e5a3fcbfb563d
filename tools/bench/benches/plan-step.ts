import type { RunEvent } from '../../../protocol/dialplan/events.ts';
import { begin, step } from '../../../protocol/dialplan/interpreter.ts';
import type { CallerFacts, PlanSet } from '../../../protocol/dialplan/run.ts';
import { runSimulation } from '../../../protocol/dialplan/simulation.ts';
import { scriptedWorld } from '../../../protocol/dialplan/testing/scripted-plans.ts';
import { scriptedRuns } from '../../../protocol/dialplan/testing/scripted-runs.ts';
import { rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';

const goalUs = 50;
const passes = 200;

interface Recorded {
  readonly planSet: PlanSet;
  readonly entryId: string;
  readonly caller: CallerFacts;
  readonly atMs: number;
  readonly events: readonly RunEvent[];
}

/** The scripted calls as lists of events, so that only the interpreter is measured. */
function record(): readonly Recorded[] {
  return scriptedRuns.map(({ planSet, inputs }) => {
    const { steps } = runSimulation(planSet, scriptedWorld, inputs);
    const { userId, ...caller } = inputs.caller;
    return {
      planSet,
      entryId: inputs.entryId,
      caller: { ...caller, userId: userId ?? undefined, dialled: inputs.dialled },
      atMs: steps[0]?.atMs ?? 0,
      events: steps.flatMap(({ event }) => (event ? [event] : [])),
    };
  });
}

/** Microseconds of each step, sorted. */
function measureRound(calls: readonly Recorded[]): readonly number[] {
  const took: number[] = [];
  const timed = <Value>(work: () => Value): Value => {
    const startedMs = performance.now();
    const value = work();
    took.push((performance.now() - startedMs) * 1_000);
    return value;
  };
  for (let pass = 0; pass < passes; pass += 1) {
    for (const { planSet, entryId, caller, atMs, events } of calls) {
      let { run } = timed(() => begin(planSet, entryId, caller, atMs));
      for (const event of events) ({ run } = timed(() => step(planSet, run, event)));
    }
  }
  return took.toSorted((a, b) => a - b);
}

function measure(): Promise<readonly BenchResult[]> {
  const calls = record();
  measureRound(calls);
  const all = Array.from({ length: rounds }, () => measureRound(calls));
  const at = (share: number): readonly number[] => all.map((took) => took[Math.floor(took.length * share)] ?? 0);
  const p99 = spreadOf(at(0.99));
  const notes = [
    `${String(scriptedRuns.length)} scripted calls, ${String(all[0]?.length ?? 0)} steps a round, after one round to warm up`,
    `p50 ${spreadOf(at(0.5)).median.toFixed(1)} µs, p99.9 ${spreadOf(at(0.999)).median.toFixed(1)} µs`,
  ];
  return Promise.resolve([
    { name: 'one step of a dial plan, p99', unit: 'µs', goal: `≤ ${String(goalUs)} µs`, ours: p99, isMet: p99.median <= goalUs, notes },
  ]);
}

export const bench: Bench = {
  name: 'plan-step',
  describe: 'the interpreter alone: time of one step over the scripted calls',
  run: measure,
};
