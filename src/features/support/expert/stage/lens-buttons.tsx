import { Expand, Frame, RotateCw, Scan, Snowflake } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { wholePicture, type Lens } from './stage-place.ts';

export interface LensButtonsProps {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly onLens: (lens: Lens) => void;
  readonly onTurn: () => void;
  /** A film can be frozen. */
  readonly isFilm: boolean;
}

/** How the picture is looked at. Above it: right on top in a picture is what closes windows. */
export function LensButtons({ frame, onLens, onTurn, isFilm }: LensButtonsProps) {
  const { t } = useTranslation('support');
  const [isFrozen, setFrozen] = useState(false);
  const freeze = (): void => {
    // A frozen picture stays, while the live one goes on behind it.
    const video = frame.current?.querySelector('video');
    if (isFrozen) void video?.play();
    else video?.pause();
    setFrozen(!isFrozen);
  };
  return (
    <div className="flex justify-end gap-1 border-b p-1">
      <IconButton size="dense" icon={Scan} label={t('stage.fit')} onClick={() => onLens(wholePicture)} />
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
      <IconButton size="dense" icon={Expand} label={t('stage.full')} onClick={() => void frame.current?.requestFullscreen()} />
    </div>
  );
}
