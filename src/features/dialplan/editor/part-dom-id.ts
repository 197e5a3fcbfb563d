import type { Spot } from '../state/selection.ts';

/** The id of an element that stands for a place on the canvas: what `aria-activedescendant` names. */
export function partDomId({ id, exit }: Spot): string {
  return exit === undefined ? `part-${id}` : `part-${id}-${encodeURIComponent(exit)}`;
}
