import { exitsOf } from './nodes/index.ts';
import { entryExit } from './plan.ts';
import type { Plan } from './plan.ts';
import { edgeKey } from './plan-index.ts';

/**
 * What a schema cannot say: ids are unique among entries, nodes and notes; an edge begins at an exit that exists and can
 * be connected, ends at a node, and is the only one of its exit. The name of the first rule that is broken, or undefined.
 */
export function brokenRuleOf(plan: Plan): 'id-twice' | 'edge-twice' | 'edge-from-nothing' | 'edge-to-nothing' | undefined {
  const ids = [...plan.entries, ...plan.nodes, ...plan.notes].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return 'id-twice';
  if (new Set(plan.edges.map(edgeKey)).size !== plan.edges.length) return 'edge-twice';
  const exits = connectableExits(plan);
  if (plan.edges.some((edge) => !exits.has(edgeKey(edge)))) return 'edge-from-nothing';
  const nodes = new Set(plan.nodes.map(({ id }) => id));
  return plan.edges.some(({ to }) => !nodes.has(to)) ? 'edge-to-nothing' : undefined;
}

/** Keys of all exits that may be connected. */
export function connectableExits(plan: Plan): ReadonlySet<string> {
  const entries = plan.entries.map(({ id }) => edgeKey({ from: id, exit: entryExit }));
  const nodes = plan.nodes.flatMap((node) =>
    exitsOf(node).flatMap(({ id, isFinal }) => (isFinal ? [] : [edgeKey({ from: node.id, exit: id })])),
  );
  return new Set([...entries, ...nodes]);
}
