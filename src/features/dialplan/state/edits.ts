import { kindOf, nodeSchema, type NodeKindName, type PlanNode, type Position } from '../../../../protocol/dialplan/nodes/index.ts';
import type { Operation, SimpleOperation } from '../../../../protocol/dialplan/operations.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { grid } from './geometry.ts';
import { edgeId, openableExits, partsOf, sizeOf } from './plan-parts.ts';
import type { Spot } from './selection.ts';

/** A node of a kind as it begins. */
export function newNode(kind: NodeKindName, id: string, position: Position): PlanNode {
  return nodeSchema.parse({ id, kind, title: '', position, settings: kindOf(kind).defaults });
}

/** Several operations as one; a single one stays itself. */
export function together(operations: readonly SimpleOperation[]): Operation | undefined {
  const [only] = operations;
  if (only === undefined) return undefined;
  return operations.length === 1 ? only : { kind: 'batch', operations: [...operations] };
}

export function onGrid({ x, y }: Position): Position {
  return { x: Math.round(x / grid) * grid, y: Math.round(y / grid) * grid };
}

/** Adds a node, and connects an exit to it. What that exit led to comes after the new node, when it has a way out. */
export function addNodeOperation(plan: Plan, node: PlanNode, after: Spot | undefined): Operation {
  const operations: SimpleOperation[] = [{ kind: 'add-node', node }];
  const exit = after?.exit;
  if (after !== undefined && exit !== undefined) {
    operations.push({ kind: 'connect', edge: { from: after.id, exit, to: node.id } });
    const before = partsOf(plan).edges.get(edgeId(after.id, exit));
    const [onward] = openableExits({ kind: 'node', id: node.id, position: node.position, node });
    if (before !== undefined && onward !== undefined) {
      operations.push({ kind: 'connect', edge: { from: node.id, exit: onward, to: before.to } });
    }
  }
  return together(operations) ?? { kind: 'add-node', node };
}

/** Removes nodes, entries and notes. */
export function removeOperation(plan: Plan, ids: ReadonlySet<string>): Operation | undefined {
  const { parts } = partsOf(plan);
  return together(
    [...ids].flatMap((id): readonly SimpleOperation[] => {
      switch (parts.get(id)?.kind) {
        case 'node':
          return [{ kind: 'remove-node', nodeId: id }];
        case 'entry':
          return [{ kind: 'remove-entry', entryId: id }];
        case 'note':
          return [{ kind: 'remove-note', noteId: id }];
        default:
          return [];
      }
    }),
  );
}

const MAX_MOVES = 1_000;

/** Moves parts to new places; those that stay where they are, are left out. */
export function moveOperation(plan: Plan, places: ReadonlyMap<string, Position>): Operation | undefined {
  const { parts } = partsOf(plan);
  const positions = [...places].flatMap(([id, position]) => {
    const now = parts.get(id)?.position;
    return now === undefined || (now.x === position.x && now.y === position.y) ? [] : [{ id, position }];
  });
  const chunks = Array.from({ length: Math.ceil(positions.length / MAX_MOVES) }, (_, index) =>
    positions.slice(index * MAX_MOVES, (index + 1) * MAX_MOVES),
  );
  return together(chunks.map((chunk) => ({ kind: 'move', positions: chunk })));
}

/** The exit behind which something new goes: the one under the keyboard, else the first that leads nowhere, else the first. */
export function exitFor(plan: Plan, spot: Spot | undefined): Spot | undefined {
  const index = partsOf(plan);
  const part = spot === undefined ? undefined : index.parts.get(spot.id);
  if (spot === undefined || part === undefined) return undefined;
  const exits = openableExits(part);
  if (spot.exit !== undefined && exits.includes(spot.exit)) return spot;
  const free = exits.find((exit) => !index.edges.has(edgeId(part.id, exit))) ?? exits[0];
  return free === undefined ? { id: part.id } : { id: part.id, exit: free };
}

const GAP = 88;

/** A free place to the right of a part, or below everything when there is none to be right of. */
export function placeFor(plan: Plan, after: Spot | undefined, size: { readonly width: number; readonly height: number }): Position {
  const { parts } = partsOf(plan);
  const part = after === undefined ? undefined : parts.get(after.id);
  if (part === undefined) return { x: 0, y: bottomOf(plan) + 48 };
  const x = part.position.x + sizeOf(part).width + GAP;
  let { y } = part.position;
  const isTaken = (top: number): boolean =>
    [...parts.values()].some((other) => {
      const box = sizeOf(other);
      const isBeside = other.position.x < x + size.width + 16 && other.position.x + box.width + 16 > x;
      return isBeside && other.position.y < top + size.height + 16 && other.position.y + box.height + 16 > top;
    });
  while (isTaken(y)) y += grid * 4;
  return onGrid({ x, y });
}

function bottomOf(plan: Plan): number {
  return Math.max(0, ...[...partsOf(plan).parts.values()].map((part) => part.position.y + sizeOf(part).height));
}
