import { Expand, Frame, RotateCw, Scan, Shrink, Snowflake, ZoomIn, ZoomOut } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { spokenShortcut } from '../../../../ui/shortcuts/spoken-shortcut.ts';
import { useSessionCommands } from '../palette/use-session-commands.ts';
import { lensAfterKey, mostZoom, wholePicture, type Lens } from './stage-place.ts';
import type { FullScreen } from './use-full-screen.ts';

export interface LensButtonsProps {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly lens: Lens;
  readonly stage: { readonly width: number; readonly height: number };
  /** How large the picture is shown; 1: pixel by pixel. */
  readonly scale: number;
  readonly onLens: (lens: Lens) => void;
  readonly onTurn: () => void;
  /** A film can be frozen. */
  readonly isFilm: boolean;
  readonly full: FullScreen;
}

/** How the picture is looked at. Above it: right on top in a picture is what closes windows. */
export function LensButtons({ frame, lens, stage, scale, onLens, onTurn, isFilm, full }: LensButtonsProps) {
  const { t, i18n } = useTranslation('support');
  const [isFrozen, setFrozen] = useState(false);
  const freeze = (): void => {
    // A frozen picture stays, while the live one goes on behind it.
    const video = frame.current?.querySelector('video');
    if (isFrozen) void video?.play();
    else video?.pause();
    setFrozen(!isFrozen);
  };
  useSessionCommands('picture', [
    isFilm && { id: 'freeze', title: t(isFrozen ? 'stage.goOn' : 'stage.freeze'), icon: Snowflake, run: freeze },
    { id: 'full', title: t(full.isFull ? 'stage.leaveFull' : 'stage.full'), icon: Expand, run: full.toggle },
  ]);
  const press = (key: '+' | '-'): void => onLens(lensAfterKey(lens, key, stage) ?? lens);
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 }).format(scale);
  return (
    <div role="group" aria-label={t('stage.lens')} className="flex flex-wrap items-center justify-end gap-1 border-b p-1">
      <IconButton
        size="dense"
        icon={ZoomOut}
        label={t('stage.zoomOut')}
        aria-disabled={lens.mode === 'fit' && lens.zoom === 1}
        aria-keyshortcuts="-"
        onClick={() => press('-')}
      />
      <output aria-label={t('stage.size')} className="min-w-12 text-center text-dense text-n11 tabular-nums">
        {percent}
      </output>
      <IconButton
        size="dense"
        icon={ZoomIn}
        label={t('stage.zoomIn')}
        aria-disabled={lens.zoom >= mostZoom}
        aria-keyshortcuts="+"
        onClick={() => press('+')}
      />
      <IconButton size="dense" icon={Scan} label={t('stage.fit')} shortcut="0" aria-keyshortcuts="0" onClick={() => onLens(wholePicture)} />
      <IconButton size="dense" icon={Frame} label={t('stage.exact')} onClick={() => onLens({ ...wholePicture, mode: 'exact' })} />
      <IconButton size="dense" icon={RotateCw} label={t('stage.turn')} onClick={onTurn} />
      {isFilm && (
        <IconButton
          size="dense"
          icon={Snowflake}
          label={t(isFrozen ? 'stage.goOn' : 'stage.freeze')}
          isPressed={isFrozen}
          onClick={freeze}
        />
      )}
      <IconButton
        size="dense"
        icon={full.isFull ? Shrink : Expand}
        label={t(full.isFull ? 'stage.leaveFull' : 'stage.full')}
        onClick={full.toggle}
        {...spokenShortcut('f')}
      />
    </div>
  );
}
