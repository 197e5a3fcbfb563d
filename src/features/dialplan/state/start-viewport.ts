import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { partsOf, sizeOf } from './plan-parts.ts';

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const margin = 32;
/** Smaller, and nothing can be read: then the plan begins at its entry instead. */
const leastZoom = 0.55;

/** What one sees first of a plan in a window of this size: all of it, or where callers come in. */
export function startViewport(plan: Plan, width: number, height: number): Viewport {
  const parts = [...partsOf(plan).parts.values()];
  const boxes = parts.map((part) => ({ ...part.position, ...sizeOf(part) }));
  const left = Math.min(0, ...boxes.map(({ x }) => x));
  const top = Math.min(0, ...boxes.map(({ y }) => y));
  const right = Math.max(1, ...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(1, ...boxes.map((box) => box.y + box.height));
  const fitting = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top), 1);
  if (fitting >= leastZoom || parts[0] === undefined) {
    const zoom = Math.max(fitting, leastZoom);
    const isSmall = (right - left) * zoom < width / 2;
    // What is small will grow to the right.
    return { zoom, x: isSmall ? margin - left * zoom : (width - (left + right) * zoom) / 2, y: (height - (top + bottom) * zoom) / 2 };
  }
  const entry = parts[0];
  const middle = entry.position.y + sizeOf(entry).height / 2;
  return { zoom: leastZoom, x: margin - entry.position.x * leastZoom, y: height / 2 - middle * leastZoom };
}
