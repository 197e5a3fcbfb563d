import type { Operation } from './operations.ts';
import type { Plan } from './plan.ts';

/** Parts of a plan that were copied: nodes with the edges among them, and notes. */
export type Clip = Pick<Plan, 'nodes' | 'edges' | 'notes'>;

export function copyParts(plan: Plan, ids: readonly string[]): Clip {
  const wanted = new Set(ids);
  return {
    nodes: plan.nodes.filter(({ id }) => wanted.has(id)),
    edges: plan.edges.filter(({ from, to }) => wanted.has(from) && wanted.has(to) && plan.nodes.some(({ id }) => id === from)),
    notes: plan.notes.filter(({ id }) => wanted.has(id)),
  };
}

/** Pastes a clip under new ids, `newIds` in the order of its nodes and notes, moved by `offset`. Undefined when there are too few ids. */
export function pasteOperation(
  clip: Clip,
  newIds: readonly string[],
  offset: { readonly x: number; readonly y: number },
): Operation | undefined {
  const parts = [...clip.nodes, ...clip.notes];
  if (newIds.length < parts.length) return undefined;
  const names = new Map(parts.map(({ id }, index) => [id, newIds[index] ?? id]));
  const moved = <Part extends Clip['nodes'][number] | Clip['notes'][number]>(part: Part): Part => ({
    ...part,
    id: names.get(part.id) ?? part.id,
    position: { x: part.position.x + offset.x, y: part.position.y + offset.y },
  });
  return {
    kind: 'paste',
    nodes: clip.nodes.map(moved),
    edges: clip.edges.map((edge) => ({ ...edge, from: names.get(edge.from) ?? edge.from, to: names.get(edge.to) ?? edge.to })),
    notes: clip.notes.map(moved),
  };
}
