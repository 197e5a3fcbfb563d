import type { LiveView } from '../../state/live-view.ts';

/** Which picture an expert drew on or pointed at last. */
export interface Touched {
  readonly producerId: string | undefined;
  /** How many drawings there were then: fewer are no news, something was taken back. */
  readonly count: number;
}

export const untouched: Touched = { producerId: undefined, count: 0 };

/** What is pointed at now goes before what is drawn; with nothing new it is `before` itself. */
export function touchedLast(before: Touched, { drawings, lasers }: Pick<LiveView, 'drawings' | 'lasers'>): Touched {
  const drawn = drawings.filter(({ isCopy }) => isCopy !== true);
  const added = drawn.length > before.count ? drawn.at(-1) : undefined;
  const { producerId } = lasers.at(-1) ?? added ?? before;
  return producerId === before.producerId && drawn.length === before.count ? before : { producerId, count: drawn.length };
}
