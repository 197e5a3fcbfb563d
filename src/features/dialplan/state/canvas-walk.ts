import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { drawnExits, edgeId, partsOf, sizeOf, type Part } from './plan-parts.ts';
import type { Spot } from './selection.ts';

export type WalkKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

/**
 * Where a key leads on the canvas. Right goes into a node's exits and from an exit along its line; left goes back; up and
 * down go through the exits, or to the nearest part above and below. Undefined: nowhere.
 */
export function walk(plan: Plan, spot: Spot | undefined, key: WalkKey): Spot | undefined {
  const { parts } = partsOf(plan);
  const part = spot === undefined ? undefined : parts.get(spot.id);
  if (spot === undefined || part === undefined || key === 'Home') return firstSpot(plan);
  if (key === 'End') return spotOf(lastPart(plan));
  if (key === 'ArrowRight') return spot.exit === undefined ? intoExits(part) : alongLine(plan, part, spot.exit);
  if (key === 'ArrowLeft') return spot.exit === undefined ? backAlongLine(plan, part) : { id: part.id };
  const step = key === 'ArrowDown' ? 1 : -1;
  return spot.exit === undefined ? nearest(plan, part, step) : besides(part, spot.exit, step);
}

/** Where the keyboard begins: the first entry, else whatever there is. */
export function firstSpot(plan: Plan): Spot | undefined {
  return spotOf([...partsOf(plan).parts.values()][0]);
}

function spotOf(part: Part | undefined): Spot | undefined {
  return part === undefined ? undefined : { id: part.id };
}

function lastPart(plan: Plan): Part | undefined {
  return [...partsOf(plan).parts.values()].at(-1);
}

function intoExits(part: Part): Spot | undefined {
  const [first] = drawnExits(part);
  return first === undefined ? undefined : { id: part.id, exit: first };
}

function alongLine(plan: Plan, part: Part, exit: string): Spot | undefined {
  const edge = partsOf(plan).edges.get(edgeId(part.id, exit));
  return edge === undefined ? undefined : { id: edge.to };
}

function backAlongLine(plan: Plan, part: Part): Spot | undefined {
  const [edge] = partsOf(plan).incoming.get(part.id) ?? [];
  return edge === undefined ? undefined : { id: edge.from, exit: edge.exit };
}

function besides(part: Part, exit: string, step: 1 | -1): Spot | undefined {
  const exits = drawnExits(part);
  const next = exits[exits.indexOf(exit) + step];
  return next === undefined ? undefined : { id: part.id, exit: next };
}

/** The nearest part above or below; what is aside counts double, so that one stays in a column while there is one. */
function nearest(plan: Plan, from: Part, step: 1 | -1): Spot | undefined {
  const start = middleOf(from);
  let best: { part: Part; distance: number } | undefined;
  for (const part of partsOf(plan).parts.values()) {
    const { x, y } = middleOf(part);
    const ahead = (y - start.y) * step;
    if (part === from || ahead <= 0) continue;
    const distance = ahead + 2 * Math.abs(x - start.x);
    if (best === undefined || distance < best.distance) best = { part, distance };
  }
  return spotOf(best?.part);
}

function middleOf(part: Part): { x: number; y: number } {
  const { width, height } = sizeOf(part);
  return { x: part.position.x + width / 2, y: part.position.y + height / 2 };
}
