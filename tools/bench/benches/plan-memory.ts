import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ApiClient } from '../../../e2e/fixtures/api.ts';
import { publishPlan } from '../../../e2e/fixtures/plans.ts';
import { demoPassword, type Product } from '../../../e2e/fixtures/product.ts';
import { begin } from '../../../protocol/dialplan/interpreter.ts';
import type { Run } from '../../../protocol/dialplan/run.ts';
import { scriptedRuns } from '../../../protocol/dialplan/testing/scripted-runs.ts';
import { compare, rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import type { OpenCall } from '../kit/calling.ts';
import { ourPairs, type Pair } from '../kit/pairs.ts';
import { proportionalBytes } from '../kit/process-cpu.ts';
import { startSubject } from '../kit/product.ts';

const runsAtOnce = 20_000;
const waiting = Number(process.env['BENCH_WAITING'] ?? 1_000);
/** Below the calls that one person may have at once. */
const callsPerPair = 7;
const extension = '7900';
const settleMs = 5_000;
const limitKb = 150;

/** V8's full collection, without a flag on the command line. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc !== 'function') throw new Error('this runtime shows no collector');
  return () => void gc();
}

/** Bytes of heap for each thing that `make` makes, while all of them are held. */
async function bytesEach(collect: () => void, make: (index: number) => object): Promise<number> {
  collect();
  const before = process.memoryUsage().heapUsed;
  const held = Array.from({ length: runsAtOnce }, (_, index) => make(index));
  collect();
  const after = process.memoryUsage().heapUsed;
  return (after - before) / held.length;
}

/** The scripted calls' first steps: what a run is when its caller begins to wait. */
function runOf(index: number): Run {
  const script = scriptedRuns[index % scriptedRuns.length];
  if (!script) throw new Error('there are no scripted calls');
  const { userId, ...caller } = script.inputs.caller;
  const facts = { ...caller, userId: userId ?? undefined, dialled: script.inputs.dialled };
  return begin(script.planSet, script.inputs.entryId, facts, index).run;
}

async function measureRuns(): Promise<BenchResult> {
  const collect = collector();
  const bare = Array.from({ length: scriptedRuns.length }, (_, index) => JSON.stringify(runOf(index)));
  const read = (index: number): object => {
    const value: unknown = JSON.parse(bare[index % bare.length] ?? '{}');
    if (typeof value !== 'object' || value === null) throw new Error('a run is an object');
    return value;
  };
  return compare({
    name: 'memory of a run of a dial plan beside bare objects of the same content',
    unit: 'bytes',
    atMost: 2,
    rounds,
    ours: () => bytesEach(collect, runOf),
    peer: () => bytesEach(collect, read),
    notes: [`heap after a full collection, ${String(runsAtOnce)} held at once; the peer is the same run read from JSON`],
  });
}

async function openCalls(pairs: readonly Pair[], targetOf: (pair: Pair) => string, count: number): Promise<readonly OpenCall[]> {
  const perPair = await Promise.all(
    pairs.map(async (pair, at) => {
      const open: OpenCall[] = [];
      for (let call = at; call < count; call += pairs.length) open.push(await pair.caller.open(targetOf(pair)));
      return open;
    }),
  );
  return perPair.flat();
}

/** Kilobytes of the Node process for each call that is held. */
async function growth(product: Product, open: () => Promise<readonly OpenCall[]>): Promise<number> {
  const before = proportionalBytes([product.pid]);
  const calls = await open();
  await settled();
  const used = proportionalBytes([product.pid]) - before;
  for (const call of calls) await call.end();
  await settled();
  return used / calls.length / 1_000;
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, settleMs));
}

/** A plan that answers and keeps its callers for an hour with music. */
async function publishWait(product: Product): Promise<void> {
  const admin = await ApiClient.signIn(product, 'admin@acme.test', demoPassword);
  await publishPlan(admin, {
    name: 'Wait',
    extension,
    nodes: [
      {
        id: 'wait',
        kind: 'wait',
        title: '',
        position: { x: 0, y: 0 },
        settings: { seconds: 3_600, background: { kind: 'music' }, endsOnKey: false },
      },
      { id: 'end', kind: 'hang-up', title: '', position: { x: 0, y: 0 }, settings: { cause: 'completed' } },
    ],
    edges: [
      { from: 'start', exit: 'start', to: 'wait' },
      { from: 'wait', exit: 'done', to: 'end' },
    ],
  });
}

async function measureWaiting(): Promise<BenchResult> {
  const product = await startSubject({ isMediaFake: true });
  try {
    await publishWait(product);
    const pairs = await ourPairs(product, Math.ceil(waiting / callsPerPair));
    const waitingTarget = ({ target }: Pair): string => target.replace(/^sip:[^@]+/, `sip:${extension}`);
    const inPlan = (): Promise<number> => growth(product, () => openCalls(pairs, waitingTarget, waiting));
    const direct = (): Promise<number> => growth(product, () => openCalls(pairs, ({ target }) => target, waiting));
    // The first ones fill what is kept for good.
    await inPlan();
    await direct();
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await inPlan());
      peer.push(await direct());
    }
    const median = spreadOf(ours);
    return {
      name: `memory of Node per caller that waits in a plan, ${String(waiting)} at once`,
      unit: 'kB',
      goal: `≤ ${String(limitKb)} kB`,
      ours: median,
      peer: spreadOf(peer),
      ratio: spreadOf(ours.map((value, round) => value / (peer[round] ?? Number.NaN))),
      isMet: median.median <= limitKb,
      notes: ['PSS of Node, media without workers; the peer is a call from person to person, which has two legs'],
    };
  } finally {
    await product.stop();
  }
}

export const bench: Bench = {
  name: 'plan-memory',
  describe: 'memory per run of a dial plan, and per caller that waits in one',
  run: async () => [await measureRuns(), await measureWaiting()],
};
