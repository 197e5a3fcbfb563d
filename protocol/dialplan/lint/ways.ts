import { exitsOf } from '../nodes/index.ts';
import type { PlanNode } from '../nodes/index.ts';
import type { Finding } from '../node-kind.ts';
import { entryExit } from '../plan.ts';
import type { Plan, PlanEdge } from '../plan.ts';
import { indexOf } from '../plan-index.ts';
import { circlesOf } from './circles.ts';
import { finding } from './findings.ts';

/** Exits after which time has passed or the caller has chosen: a circle through one of them is no endless loop. */
const patientExits: Partial<Readonly<Record<PlanNode['kind'], readonly string[] | 'all'>>> = {
  attendant: 'all',
  collect: 'all',
  pin: 'all',
  wait: 'all',
  voicemail: 'all',
  conference: 'all',
  'sub-plan': 'all',
  ring: ['no-answer'],
  external: ['no-answer'],
  queue: ['timeout', 'digit', 'callback'],
  'service-notice': ['subscribed'],
};

export function checkConnections(plan: Plan): readonly Finding[] {
  const index = indexOf(plan);
  const entries = plan.entries.flatMap(({ id, name }) =>
    index.after(id, entryExit) ? [] : [finding('entry-unconnected', { id }, { entry: name })],
  );
  const nodes = plan.nodes.flatMap((node) =>
    exitsOf(node).flatMap(({ id: exit, label, isFinal }) => {
      if (isFinal || index.after(node.id, exit)) return [];
      const isWayOut = node.kind === 'attendant' && (exit === 'timeout' || exit === 'invalid');
      return [finding(isWayOut ? 'attendant-exit-unconnected' : 'exit-unconnected', { id: node.id }, { exit, label: label ?? exit })];
    }),
  );
  return [...(plan.entries.length === 0 ? [finding('no-entry')] : []), ...entries, ...nodes];
}

export function checkReach(plan: Plan): readonly Finding[] {
  const reached = reachedFrom(
    plan,
    plan.entries.map(({ id }) => id),
    () => true,
  );
  return plan.nodes.flatMap(({ id }) => (reached.has(id) ? [] : [finding('unreachable-node', { id })]));
}

export function checkLoops(plan: Plan): readonly Finding[] {
  const kinds = new Map(plan.nodes.map(({ id, kind }) => [id, kind]));
  const isHasty = ({ from, exit }: PlanEdge): boolean => {
    const kind = kinds.get(from);
    const patient = kind && patientExits[kind];
    return kind !== undefined && patient !== 'all' && !(patient?.includes(exit) ?? false);
  };
  const next = edgesFrom(plan);
  const hasty = (id: string): readonly string[] => (next.get(id) ?? []).filter(isHasty).map(({ to }) => to);
  return circlesOf(
    plan.nodes.map(({ id }) => id),
    hasty,
  ).map((circle) => finding('endless-loop', { id: circle[0] }, { nodes: circle.join(',') }));
}

/** Nodes behind the given parts, by edges that count. The parts themselves only when a way leads back to them. */
export function reachedFrom(plan: Plan, from: readonly string[], counts: (edge: PlanEdge) => boolean): ReadonlySet<string> {
  const next = edgesFrom(plan);
  const { nodes } = indexOf(plan);
  const reached = new Set<string>();
  const open = [...from];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    for (const edge of next.get(part) ?? []) {
      if (!counts(edge) || reached.has(edge.to) || !nodes.has(edge.to)) continue;
      reached.add(edge.to);
      open.push(edge.to);
    }
  }
  return reached;
}

const edgeLists = new WeakMap<Plan, ReadonlyMap<string, readonly PlanEdge[]>>();

function edgesFrom(plan: Plan): ReadonlyMap<string, readonly PlanEdge[]> {
  const known = edgeLists.get(plan);
  if (known) return known;
  const made = Map.groupBy(plan.edges, ({ from }) => from);
  edgeLists.set(plan, made);
  return made;
}
