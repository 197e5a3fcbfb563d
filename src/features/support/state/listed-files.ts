import type { FileView } from './live-view.ts';

/** Offers of one side that wait for an answer, at most: who sends offers no more, and who is flooded lists no more. */
export const maxOpenOffers = 1_000;
/** What was refused, taken back or failed is listed until there are more entries than this; then the oldest of it goes. */
const maxListed = 2_000;
const gone: ReadonlySet<FileView['state']> = new Set(['refused', 'cancelled', 'failed']);

/** How many offers of a seat nobody has answered here. */
export function openOffersOf(files: readonly FileView[], seatId: string): number {
  return files.filter((file) => file.seatId === seatId && file.state === 'offered').length;
}

/** The list with one more. */
export function listedWith(files: readonly FileView[], file: FileView): readonly FileView[] {
  if (files.length < maxListed) return [...files, file];
  const oldest = files.findIndex(({ state }) => gone.has(state));
  return oldest < 0 ? [...files, file] : [...files.slice(0, oldest), ...files.slice(oldest + 1), file];
}
