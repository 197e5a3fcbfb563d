import { ApiClient } from '../../../e2e/fixtures/api.ts';
import { publishPlan } from '../../../e2e/fixtures/plans.ts';
import { demoPassword, type Product } from '../../../e2e/fixtures/product.ts';
import type { PlanNode } from '../../../protocol/dialplan/nodes/index.ts';
import type { PlanEdge } from '../../../protocol/dialplan/plan.ts';
import { compare, rounds, type Bench, type BenchResult } from '../kit/bench.ts';
import { callInTurn, kamailioPairs, ourPairs, startPeer, type Pair } from '../kit/pairs.ts';
import { cpuMs, familyOf } from '../kit/process-cpu.ts';
import { startSubject } from '../kit/product.ts';

const pairCount = 10;
const callsPerRound = 2_000;
const warmUp = 1_000;
const steps = 9;

interface Subject {
  readonly pairs: readonly Pair[];
  readonly pids: () => readonly number[];
}

async function cpuPerCall({ pairs, pids }: Subject): Promise<number> {
  const before = cpuMs(pids());
  await callInTurn(pairs, callsPerRound);
  return (cpuMs(pids()) - before) / callsPerRound;
}

/** Nine nodes that decide and set things, then one that rings `extension`. */
function tenNodes(extension: string): PlanNode[] {
  const position = { x: 0, y: 0 };
  const sets = Array.from({ length: steps }, (_, index): PlanNode => ({
    id: `n${String(index)}`,
    kind: 'set-variable',
    title: '',
    position,
    settings: { name: `v${String(index)}`, value: 'from {{caller.number}}' },
  }));
  const ring: PlanNode = {
    id: 'ring',
    kind: 'ring',
    title: '',
    position,
    settings: {
      targets: [{ kind: 'extension', number: extension }],
      timeoutSeconds: 20,
      background: { kind: 'ringback' },
      showVariables: [],
    },
  };
  const end: PlanNode = { id: 'end', kind: 'hang-up', title: '', position, settings: { cause: 'completed' } };
  return [...sets, ring, end];
}

/** One after the other; whoever is not reached hears no more. */
function inOneLine(nodes: readonly PlanNode[]): PlanEdge[] {
  const line = nodes.slice(0, steps + 1).map(({ id }) => id);
  return [
    { from: 'start', exit: 'start', to: 'n0' },
    ...line.slice(1).map((to, at) => ({ from: line[at] ?? '', exit: 'next', to })),
    ...['no-answer', 'busy', 'unreachable'].map((exit) => ({ from: 'ring', exit, to: 'end' })),
  ];
}

/** The same pairs, each callee reached through a plan of ten nodes on an extension of its own. */
async function throughPlans(product: Product, pairs: readonly Pair[]): Promise<readonly Pair[]> {
  const admin = await ApiClient.signIn(product, 'admin@acme.test', demoPassword);
  const planned: Pair[] = [];
  for (const [index, { caller, target }] of pairs.entries()) {
    const extension = String(7_000 + index);
    const nodes = tenNodes(String(5_000 + index * 2 + 1));
    await publishPlan(admin, { name: `Plan ${extension}`, extension, nodes, edges: inOneLine(nodes) });
    planned.push({ caller, target: target.replace(/^sip:[^@]+/, `sip:${extension}`) });
  }
  return planned;
}

async function measure(): Promise<readonly BenchResult[]> {
  const product = await startSubject({ isMediaFake: true });
  const kamailio = await startPeer();
  try {
    const direct: Subject = { pairs: await ourPairs(product, pairCount), pids: () => [product.pid] };
    const planned: Subject = { ...direct, pairs: await throughPlans(product, direct.pairs) };
    const peer: Subject = { pairs: await kamailioPairs(kamailio, pairCount), pids: () => familyOf(kamailio.pid) };
    for (const { pairs } of [direct, planned, peer]) await callInTurn(pairs, warmUp);
    const notes = [
      `${String(steps)} nodes that set variables and one that rings; 0 failed of ${String(rounds * callsPerRound)}: one failure ends the run`,
    ];
    const common = { unit: 'ms', rounds, ours: () => cpuPerCall(planned), notes };
    return [
      await compare({ ...common, name: 'BP2 a call through a plan of 10 nodes, signalling only', atMost: 4, peer: () => cpuPerCall(peer) }),
      await compare({
        ...common,
        name: 'a call through a plan of 10 nodes beside a direct one',
        atMost: 1.5,
        peer: () => cpuPerCall(direct),
      }),
    ];
  } finally {
    await Promise.all([product.stop(), kamailio.stop()]);
  }
}

export const bench: Bench = {
  name: 'plan-call',
  describe: 'BP2: CPU of a call through a plan of 10 nodes without media, against Kamailio and against a direct call',
  run: measure,
};
