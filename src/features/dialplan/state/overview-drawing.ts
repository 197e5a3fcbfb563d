import type { NodeGroup } from '../../../../protocol/dialplan/node-kind.ts';
import { kindOf, type PlanNode } from '../../../../protocol/dialplan/nodes/index.ts';
import type { Plan, PlanEdge } from '../../../../protocol/dialplan/plan.ts';
import { entryHeight, exitY, inletY } from './geometry.ts';
import { drawnExits, edgeId, partsOf, sizeOf, type Part } from './plan-parts.ts';

/** A part as a rectangle, canvas units. */
export interface DrawnBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: NodeGroup | 'entry' | 'note';
  /** Gives the title where there is room for it. */
  readonly node: PlanNode | undefined;
}

export interface DrawnLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface OverviewDrawing {
  readonly boxes: readonly DrawnBox[];
  readonly lines: readonly DrawnLine[];
}

const drawings = new WeakMap<Plan, OverviewDrawing>();

/** Where everything of a plan is; made once per plan value. */
export function drawingOf(plan: Plan): OverviewDrawing {
  const known = drawings.get(plan);
  if (known !== undefined) return known;
  const { parts } = partsOf(plan);
  const made = { boxes: [...parts.values()].map(boxOf), lines: plan.edges.flatMap((edge) => lineOf(edge, (id) => parts.get(id))) };
  drawings.set(plan, made);
  return made;
}

export function boxOf(part: Part): DrawnBox {
  const node = part.kind === 'node' ? part.node : undefined;
  const tone = part.kind === 'node' ? kindOf(part.node.kind).group : part.kind;
  return { id: part.id, ...part.position, ...sizeOf(part), tone, node };
}

export function lineOf({ from, exit, to }: PlanEdge, partOf: (id: string) => Part | undefined): readonly DrawnLine[] {
  const [source, target] = [partOf(from), partOf(to)];
  if (source === undefined || target === undefined) return [];
  const index = drawnExits(source).indexOf(exit);
  if (index < 0) return [];
  const y1 = source.position.y + (source.kind === 'entry' ? entryHeight / 2 : exitY(index));
  const x1 = source.position.x + sizeOf(source).width;
  return [{ id: edgeId(from, exit), from, to, x1, y1, x2: target.position.x, y2: target.position.y + inletY }];
}
