import { entryExit } from './plan.ts';
import type { Plan, PlanEdge } from './plan.ts';
import type { PlanNode } from './nodes/index.ts';
import type { PlanSet } from './run.ts';

/** A plan by its ids. Made once per plan value: a plan that changes is another value. */
export interface PlanIndex {
  readonly nodes: ReadonlyMap<string, PlanNode>;
  /** Where an exit leads; undefined when it is not connected or leads to nothing. */
  after(from: string, exit: string): PlanNode | undefined;
  /** Where callers who come in by an entry go. Empty id: the first entry. */
  afterEntry(entryId: string): PlanNode | undefined;
}

const indexes = new WeakMap<Plan, PlanIndex>();

export function indexOf(plan: Plan): PlanIndex {
  const known = indexes.get(plan);
  if (known) return known;
  const made = makeIndex(plan);
  indexes.set(plan, made);
  return made;
}

/** The plan of a set by its id. */
export function planOf(planSet: PlanSet, planId: string): Plan | undefined {
  return Object.hasOwn(planSet.plans, planId) ? planSet.plans[planId]?.plan : undefined;
}

export function edgeKey({ from, exit }: Pick<PlanEdge, 'from' | 'exit'>): string {
  return `${from} ${exit}`;
}

function makeIndex(plan: Plan): PlanIndex {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const targets = new Map(plan.edges.map((edge) => [edgeKey(edge), edge.to]));
  const entries = new Set(plan.entries.map(({ id }) => id));
  const after = (from: string, exit: string): PlanNode | undefined => nodes.get(targets.get(edgeKey({ from, exit })) ?? '');
  return {
    nodes,
    after,
    afterEntry(entryId) {
      const id = entryId === '' ? plan.entries[0]?.id : entryId;
      return id === undefined || !entries.has(id) ? undefined : after(id, entryExit);
    },
  };
}
