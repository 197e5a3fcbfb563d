import { lazy, useEffect, useSyncExternalStore } from 'react';
import { LatePart } from '../../ui/overlay/late-part.tsx';
import { listenForShortcuts, useShortcut } from '../../ui/shortcuts/use-shortcut.ts';
import { isPaletteOpen, onPaletteChange, openPalette } from './palette-state.ts';

const OpenPalette = lazy(() => import('./open-palette.tsx').then((module) => ({ default: module.OpenPalette })));

/** Opens the palette on Ctrl/⌘ K. What it holds is fetched with its first use. */
export function PaletteHost() {
  const isOpen = useSyncExternalStore(onPaletteChange, isPaletteOpen);
  useEffect(() => listenForShortcuts(), []);
  useShortcut('mod+k', openPalette, true);
  if (!isOpen) return null;
  return (
    <LatePart>
      <OpenPalette />
    </LatePart>
  );
}
