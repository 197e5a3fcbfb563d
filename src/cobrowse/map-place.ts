/** A place in the viewport, CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** @param at 0..1 of the picture of the tab, which shows the viewport and nothing else */
export function placeOf(at: Place, viewport: { readonly width: number; readonly height: number }): Place {
  return { x: inside(at.x, viewport.width), y: inside(at.y, viewport.height) };
}

/** The right and lower edges are not in the viewport any more: elementFromPoint finds nothing there. */
function inside(part: number, length: number): number {
  return Math.max(0, Math.min(part * length, length - 1));
}
