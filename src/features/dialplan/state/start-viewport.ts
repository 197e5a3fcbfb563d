import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { partsOf, sizeOf } from './plan-parts.ts';

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The small map in the lower left corner, pixels: plans begin in the middle of the left side, that corner is the emptiest. */
export const mapSize = { width: 120, height: 80 } as const;
const mapInset = 8;
/** Windows that are narrower have no map. */
const leastWidthWithMap = 480;

const margin = 32;
/** Smaller, and nothing can be read: then the plan begins at its entry instead. */
const leastZoom = 0.55;

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function extentOf(plan: Plan): Extent {
  const boxes = [...partsOf(plan).parts.values()].map((part) => ({ ...part.position, ...sizeOf(part) }));
  const first = boxes[0] ?? { x: 0, y: 0, width: 1, height: 1 };
  // A loop rather than spread arguments: a plan may have thousands of parts.
  let [left, top, right, bottom] = [first.x, first.y, first.x + first.width, first.y + first.height];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { left, top, right, bottom };
}

function fittingZoom({ left, top, right, bottom }: Extent, width: number, height: number): number {
  return Math.max(0.05, Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top), 1));
}

/** All of a plan in the middle of a window of this size, and nothing of it below the map. */
export function wholeViewport(plan: Plan, width: number, height: number): Viewport {
  const whole = middleViewport(plan, width, height);
  if (width < leastWidthWithMap || !isUnderMap(plan, whole, height)) return whole;
  const besideMap = middleViewport(plan, width - mapSize.width - mapInset, height);
  const beside = { ...besideMap, x: besideMap.x + mapSize.width + mapInset };
  const above = middleViewport(plan, width, height - mapSize.height - mapInset);
  return beside.zoom > above.zoom ? beside : above;
}

function isUnderMap(plan: Plan, { x, y, zoom }: Viewport, height: number): boolean {
  const [right, top] = [mapSize.width + 2 * mapInset, height - mapSize.height - 2 * mapInset];
  return [...partsOf(plan).parts.values()].some((part) => {
    const size = sizeOf(part);
    return part.position.x * zoom + x < right && (part.position.y + size.height) * zoom + y > top;
  });
}

function middleViewport(plan: Plan, width: number, height: number): Viewport {
  const extent = extentOf(plan);
  const zoom = fittingZoom(extent, width, height);
  return {
    zoom,
    x: (width - (extent.left + extent.right) * zoom) / 2,
    y: (height - (extent.top + extent.bottom) * zoom) / 2,
  };
}

/** What one sees first of a plan in a window of this size: all of it, or where callers come in. */
export function startViewport(plan: Plan, width: number, height: number): Viewport {
  const extent = extentOf(plan);
  const [entry] = partsOf(plan).parts.values();
  const whole = wholeViewport(plan, width, height);
  if (whole.zoom >= leastZoom || entry === undefined) {
    const isSmall = (extent.right - extent.left) * whole.zoom < width / 2;
    // What is small will grow to the right.
    return isSmall ? { ...whole, x: margin - extent.left * whole.zoom } : whole;
  }
  const middle = entry.position.y + sizeOf(entry).height / 2;
  return { zoom: leastZoom, x: margin - entry.position.x * leastZoom, y: height / 2 - middle * leastZoom };
}
