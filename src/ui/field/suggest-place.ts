/** Where a list goes beside its field, in the window's CSS pixels. */
export interface ListPlace {
  readonly top: number;
  readonly left: number;
  readonly maxHeight: number;
}

/** What can be seen of the page: less than the window while a keyboard is on the screen. */
export interface SeenPart {
  readonly top: number;
  readonly height: number;
}

const gap = 4;
const margin = 8;
const greatest = 320;

/** Below the field; above it when it does not fit below and there is more room above. */
export function placeOfList(
  field: Pick<DOMRect, 'top' | 'bottom' | 'left'>,
  { top, height: seenHeight }: SeenPart,
  wanted: number,
): ListPlace {
  const below = top + seenHeight - margin - (field.bottom + gap);
  const above = field.top - gap - (top + margin);
  const height = Math.min(wanted, greatest);
  const isBelow = below >= height || below >= above;
  const maxHeight = Math.max(0, Math.min(greatest, isBelow ? below : above));
  return { left: field.left, maxHeight, top: isBelow ? field.bottom + gap : field.top - gap - Math.min(height, maxHeight) };
}
