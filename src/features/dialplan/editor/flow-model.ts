import { Position, type Edge, type Node, type NodeHandle } from 'reactflow';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import type { DrawnDiff } from '../state/drawn-diff.ts';
import { entryHeight, entryWidth, exitY, inletY } from '../state/geometry.ts';
import { drawnExits, edgeId, partsOf, sizeOf, type Part } from '../state/plan-parts.ts';

export type FlowNode = Node<Record<string, never>, 'card' | 'entry' | 'note' | 'ghost'>;
export type FlowEdge = Edge<{ readonly isGhost?: boolean }, 'wire'>;

/** The way in of a card. */
export const inlet = 'in';
const noData: Record<string, never> = {};

/**
 * The parts of a plan as React Flow draws them. Sizes and handles are told, so nothing is measured; a part that did not
 * change is the same object as before, so nothing of it is drawn again.
 */
export function flowNodesOf(
  plan: Plan,
  selected: ReadonlySet<string>,
  diff: DrawnDiff | undefined,
  before: readonly FlowNode[],
): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const own = [...partsOf(plan).parts.values()].map((part) => flowNodeOf(part, selected.has(part.id), known.get(part.id)));
  const ghosts = (diff?.ghosts ?? []).map((part) => ({
    ...flowNodeOf(part, false, undefined),
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

function flowNodeOf(part: Part, isSelected: boolean, before: FlowNode | undefined): FlowNode {
  const { width, height } = sizeOf(part);
  const exits = drawnExits(part);
  const isSame =
    before !== undefined &&
    before.position.x === part.position.x &&
    before.position.y === part.position.y &&
    before.height === height &&
    (before.selected === true) === isSelected &&
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
export function flowEdgesOf(plan: Plan, diff: DrawnDiff | undefined, before: readonly FlowEdge[]): FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const own = plan.edges.map((edge): FlowEdge => {
    const id = edgeId(edge.from, edge.exit);
    const old = known.get(id);
    if (old !== undefined && old.target === edge.to) return old;
    return { id, type: 'wire', source: edge.from, sourceHandle: edge.exit, target: edge.to, targetHandle: inlet };
  });
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
