import type { MaskArea } from '../../../../platform/masking/mask-messages.ts';

type Corner = readonly [x: number, y: number];

const inside = (value: number): number => Math.min(1, Math.max(0, value));

/** The box between two corners, whichever came first, inside the picture. */
export function areaBetween([x1, y1]: Corner, [x2, y2]: Corner): MaskArea {
  const [left, right] = [inside(Math.min(x1, x2)), inside(Math.max(x1, x2))];
  const [top, bottom] = [inside(Math.min(y1, y2)), inside(Math.max(y1, y2))];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A tap is no box. */
export function isLargeEnough({ width, height }: MaskArea): boolean {
  return width > 0.005 && height > 0.005;
}

/** For those who have no pointer. */
export const placedAreas = [
  { place: 'top-left', area: { x: 0, y: 0, width: 0.5, height: 0.5 } },
  { place: 'top-right', area: { x: 0.5, y: 0, width: 0.5, height: 0.5 } },
  { place: 'bottom-left', area: { x: 0, y: 0.5, width: 0.5, height: 0.5 } },
  { place: 'bottom-right', area: { x: 0.5, y: 0.5, width: 0.5, height: 0.5 } },
  { place: 'left', area: { x: 0, y: 0, width: 0.5, height: 1 } },
  { place: 'right', area: { x: 0.5, y: 0, width: 0.5, height: 1 } },
] as const satisfies readonly { readonly place: string; readonly area: MaskArea }[];
