import { exitsOf, type PlanNode } from '../../../../protocol/dialplan/nodes/index.ts';

/**
 * Sizes of what is drawn, in canvas units (pixels at 100 %). Fixed by the settings alone, so that neither the canvas nor the
 * tidy layout has to measure anything: 2,000 nodes are placed without one look at the page.
 */
export const grid = 8;
export const cardWidth = 232;
export const headHeight = 56;
export const exitHeight = 24;
const footHeight = 8;
export const entryWidth = 152;
export const entryHeight = 40;
export const noteWidth = 200;
export const noteHeight = 96;
/** How much a line swings out, of React Flow's Bézier lines. */
export const lineBend = 0.35;
/** Where the way in is, from the top of a card. */
export const inletY = 28;

export function cardHeight(exitCount: number): number {
  return headHeight + (exitCount === 0 ? 0 : exitCount * exitHeight + footHeight);
}

/** The middle of an exit's port, from the top of the card. */
export function exitY(index: number): number {
  return headHeight + index * exitHeight + exitHeight / 2;
}

export function cardSizeOf(node: PlanNode): { readonly width: number; readonly height: number } {
  return { width: cardWidth, height: cardHeight(exitsOf(node).length) };
}
