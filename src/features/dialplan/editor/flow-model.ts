import { Position, type Edge, type Node, type NodeHandle } from 'reactflow';
import type { Plan, PlanEdge } from '../../../../protocol/dialplan/plan.ts';
import type { DrawnDiff } from '../state/drawn-diff.ts';
import { entryHeight, entryWidth, exitY, inletY } from '../state/geometry.ts';
import { drawnExits, edgeId, openableExits, partsOf, sizeOf, type Part } from '../state/plan-parts.ts';

export type FlowNode = Node<Record<string, never>, 'card' | 'entry' | 'note' | 'ghost'>;
export type FlowEdge = Edge<{ readonly isGhost?: boolean }, 'wire'>;

/** The way in of a card. */
export const inlet = 'in';
const noData: Record<string, never> = {};

/** What is drawn of a plan besides the plan. */
export interface FlowLook {
  readonly selected: ReadonlySet<string>;
  readonly diff: DrawnDiff | undefined;
  /** Of a plan that is a picture: what is made of elements. Undefined: everything. */
  readonly shown: ReadonlySet<string> | undefined;
}

/**
 * The parts of a plan as React Flow draws them. Sizes and handles are told, so nothing is measured; a part that did not
 * change is the same object as before, so nothing of it is drawn again.
 */
export function flowNodesOf(plan: Plan, { selected, diff, shown }: FlowLook, before: readonly FlowNode[]): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const own = drawnParts(plan, shown).map((part) => {
    const isHidden = shown !== undefined && !shown.has(part.id);
    return flowNodeOf(part, { isSelected: selected.has(part.id), isHidden }, known.get(part.id));
  });
  if (shown !== undefined) return own;
  const ghosts = (diff?.ghosts ?? []).map((part) => ({
    ...flowNodeOf(part, { isSelected: false, isHidden: false }, undefined),
    id: ghostId(part.id),
    type: 'ghost' as const,
    selectable: false,
    draggable: false,
  }));
  return [...own, ...ghosts];
}

export function ghostId(id: string): string {
  return `${id}#removed`;
}

/** All parts; of a plan seen from afar what is shown, and the far ends of its lines. */
function drawnParts(plan: Plan, shown: ReadonlySet<string> | undefined): readonly Part[] {
  const { parts } = partsOf(plan);
  if (shown === undefined) return [...parts.values()];
  const ends = linesAt(plan, shown).flatMap(({ from, to }) => [from, to]);
  return [...new Set([...shown, ...ends])].map((id) => parts.get(id)).filter((part) => part !== undefined);
}

function linesAt(plan: Plan, shown: ReadonlySet<string>): readonly PlanEdge[] {
  const { parts, edges, incoming } = partsOf(plan);
  const lines = [...shown].flatMap((id) => {
    const part = parts.get(id);
    const leaving = part === undefined ? [] : openableExits(part).map((exit) => edges.get(edgeId(id, exit)));
    return [...(incoming.get(id) ?? []), ...leaving].filter((edge) => edge !== undefined);
  });
  return [...new Set(lines)];
}

function flowNodeOf(
  part: Part,
  { isSelected, isHidden }: { isSelected: boolean; isHidden: boolean },
  before: FlowNode | undefined,
): FlowNode {
  const { width, height } = sizeOf(part);
  const exits = drawnExits(part);
  const isSame =
    before !== undefined &&
    before.position.x === part.position.x &&
    before.position.y === part.position.y &&
    before.height === height &&
    (before.selected === true) === isSelected &&
    (before.hidden === true) === isHidden &&
    before.handles?.length === handleCount(part, exits) &&
    exits.every((exit, index) => before.handles?.[index]?.id === exit);
  if (isSame) return before;
  return {
    id: part.id,
    type: part.kind === 'node' ? 'card' : part.kind,
    position: part.position,
    data: noData,
    width,
    height,
    selected: isSelected,
    hidden: isHidden,
    handles: handlesOf(part, exits),
  };
}

function handleCount(part: Part, exits: readonly string[]): number {
  return exits.length + (part.kind === 'node' ? 1 : 0);
}

/** Exits in their order, then the way in. */
function handlesOf(part: Part, exits: readonly string[]): NodeHandle[] {
  if (part.kind === 'note') return [];
  if (part.kind === 'entry') {
    return exits.map((id) => ({ id, type: 'source', position: Position.Right, x: entryWidth, y: entryHeight / 2, width: 1, height: 1 }));
  }
  const { width } = sizeOf(part);
  return [
    ...exits.map((id, index): NodeHandle => ({
      id,
      type: 'source',
      position: Position.Right,
      x: width,
      y: exitY(index),
      width: 1,
      height: 1,
    })),
    { id: inlet, type: 'target', position: Position.Left, x: 0, y: inletY, width: 1, height: 1 },
  ];
}

/** The lines of a plan; one that did not change is the same object as before. */
export function flowEdgesOf(plan: Plan, { diff, shown }: FlowLook, before: readonly FlowEdge[]): FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const own = (shown === undefined ? plan.edges : linesAt(plan, shown)).map((edge): FlowEdge => {
    const id = edgeId(edge.from, edge.exit);
    const old = known.get(id);
    if (old !== undefined && old.target === edge.to) return old;
    return { id, type: 'wire', source: edge.from, sourceHandle: edge.exit, target: edge.to, targetHandle: inlet };
  });
  if (shown !== undefined) return own;
  const { parts } = partsOf(plan);
  const idOf = (id: string): string => (parts.has(id) ? id : ghostId(id));
  const ghosts = (diff?.ghostEdges ?? []).map(({ from, exit, to }): FlowEdge => ({
    id: ghostId(edgeId(from, exit)),
    type: 'wire',
    source: idOf(from),
    sourceHandle: exit,
    target: idOf(to),
    targetHandle: inlet,
    selectable: false,
    data: { isGhost: true },
  }));
  return [...own, ...ghosts];
}
