import type { Change } from '../state/drawn-diff.ts';

/** How a difference between two versions looks; each also has an icon and a word. */
export const changeStyles: Readonly<Record<Change, { readonly frame: string; readonly badge: string }>> = {
  added: { frame: 'border-green border-2', badge: 'bg-green text-green-ink' },
  removed: { frame: 'border-red border-2 border-dashed', badge: 'bg-red text-red-ink' },
  changed: { frame: 'border-amber border-2', badge: 'bg-amber text-amber-ink' },
  moved: { frame: 'border-n9 border-2 border-dotted', badge: 'bg-n9 text-n1' },
};
