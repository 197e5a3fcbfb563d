import { lazy } from 'react';
import { LatePart } from '../overlay/late-part.tsx';

export interface CommandPaletteProps {
  isOpen: boolean;
  onClose: () => void;
  /** The kinds in the order of showing, with their headings, and how many of each are shown at most. */
  kinds: readonly { id: string; heading: string; most?: number }[];
}

const PaletteBody = lazy(() => import('./palette-body.tsx').then((module) => ({ default: module.PaletteBody })));

/** Finds people, pages and actions. Its code comes with its first use. */
export function CommandPalette(props: CommandPaletteProps) {
  if (!props.isOpen) return null;
  return (
    <LatePart>
      <PaletteBody {...props} />
    </LatePart>
  );
}
