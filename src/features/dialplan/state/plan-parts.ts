import { exitsOf, type PlanNode, type Position } from '../../../../protocol/dialplan/nodes/index.ts';
import { entryExit, type Plan, type PlanEdge, type PlanEntry, type PlanNote } from '../../../../protocol/dialplan/plan.ts';
import { cardSizeOf, entryHeight, entryWidth, noteHeight, noteWidth } from './geometry.ts';

/** Anything that lies on the canvas. */
export type Part =
  | { readonly kind: 'entry'; readonly id: string; readonly position: Position; readonly entry: PlanEntry }
  | { readonly kind: 'node'; readonly id: string; readonly position: Position; readonly node: PlanNode }
  | { readonly kind: 'note'; readonly id: string; readonly position: Position; readonly note: PlanNote };

/** A plan looked at from the canvas. */
export interface PartIndex {
  readonly parts: ReadonlyMap<string, Part>;
  /** By `<from> <exit>`. */
  readonly edges: ReadonlyMap<string, PlanEdge>;
  /** Edges that lead to a node, in the order of the plan. */
  readonly incoming: ReadonlyMap<string, readonly PlanEdge[]>;
}

const indexes = new WeakMap<Plan, PartIndex>();

export function edgeId(from: string, exit: string): string {
  return `${from} ${exit}`;
}

/** Made once per plan value. */
export function partsOf(plan: Plan): PartIndex {
  const known = indexes.get(plan);
  if (known !== undefined) return known;
  const made = makeIndex(plan);
  indexes.set(plan, made);
  return made;
}

function makeIndex(plan: Plan): PartIndex {
  const parts = new Map<string, Part>();
  for (const entry of plan.entries) parts.set(entry.id, { kind: 'entry', id: entry.id, position: entry.position, entry });
  for (const node of plan.nodes) parts.set(node.id, { kind: 'node', id: node.id, position: node.position, node });
  for (const note of plan.notes) parts.set(note.id, { kind: 'note', id: note.id, position: note.position, note });
  const incoming = new Map<string, PlanEdge[]>();
  for (const edge of plan.edges) {
    const list = incoming.get(edge.to);
    if (list === undefined) incoming.set(edge.to, [edge]);
    else list.push(edge);
  }
  return { parts, edges: new Map(plan.edges.map((edge) => [edgeId(edge.from, edge.exit), edge])), incoming };
}

/** The exits of a part that can be connected, in the order in which they are drawn. */
export function openableExits(part: Part): readonly string[] {
  if (part.kind === 'entry') return [entryExit];
  if (part.kind === 'note') return [];
  return exitsOf(part.node)
    .filter((exit) => exit.isFinal !== true)
    .map((exit) => exit.id);
}

/** All exits of a part as they are drawn, also those that are never connected. */
export function drawnExits(part: Part): readonly string[] {
  if (part.kind === 'node') return exitsOf(part.node).map((exit) => exit.id);
  return openableExits(part);
}

export function sizeOf(part: Part): { readonly width: number; readonly height: number } {
  if (part.kind === 'entry') return { width: entryWidth, height: entryHeight };
  if (part.kind === 'note') return { width: noteWidth, height: noteHeight };
  return cardSizeOf(part.node);
}
