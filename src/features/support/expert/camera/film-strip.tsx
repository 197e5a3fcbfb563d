import { Download, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import { DrawingLayer } from '../../customer/preview/drawing-layer.tsx';
import { StillImage } from '../../customer/preview/still-image.tsx';
import type { StillView } from '../../state/camera-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { KeepMark } from '../records/keep-mark.tsx';
import { useKeeping } from '../records/keeper-context.ts';
import { KeepingState } from '../records/keeping-state.tsx';
import { KeepStillButton } from '../records/keep-still-button.tsx';
import { asShown } from './painted-still.ts';
import { StillNote } from './still-note.tsx';

/** Stills of the camera and of screens, with what is drawn on them. The one that is chosen lies on the stage, here and at the customer's, to be drawn on. */
export function FilmStrip() {
  const { t } = useTranslation('support');
  const session = useSession();
  const stills = useLive((view) => view.stills);
  const shown = useLive((view) => view.shownStill);
  if (stills.length === 0) return null;
  return (
    <section aria-label={t('camera.strip')} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 empty:hidden">
        {shown !== undefined && <Button onClick={() => session.showStill(undefined)}>{t('camera.live')}</Button>}
        <KeepingState />
      </div>
      <ul className="flex gap-2 overflow-x-auto pb-1">
        {stills.map((still) => (
          <li key={still.id} className={`card w-52 shrink-0 overflow-hidden ${still.id === shown ? 'outline-2 outline-accent' : ''}`}>
            <Frame still={still} isShown={still.id === shown} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FrameProps {
  readonly still: StillView;
  readonly isShown: boolean;
}

function Frame({ still, isShown }: FrameProps) {
  const { t } = useTranslation('support');
  const session = useSession();
  const { number } = still;
  const drawings = useLive((view) => view.drawings).filter(({ producerId }) => producerId === still.id);
  const keeping = useKeeping();
  const painted = (blob: Blob): Promise<Blob> => asShown(blob, drawings);
  const save = async (blob: Blob): Promise<void> => saveBlob(await painted(blob), `still-${String(number)}.${blob.type.slice(6)}`);
  return (
    <>
      <button
        type="button"
        aria-label={t('camera.show', { number })}
        aria-pressed={isShown}
        disabled={!still.blob}
        className="relative block aspect-video w-full bg-stage focus-visible:-outline-offset-2"
        onClick={() => session.showStill(isShown ? undefined : still.id)}
      >
        {still.blob ? (
          <>
            <StillImage blob={still.blob} label="" broken={t('stage.stillBroken')} className="size-full object-contain" />
            <DrawingLayer size={still} drawings={drawings} lasers={[]} isInMiddle />
          </>
        ) : (
          <span className="text-caption text-white">{t('stage.stillComing')}</span>
        )}
      </button>
      <div className="flex flex-col gap-1 p-2">
        <div className="flex items-center gap-1 text-caption text-n11">
          <span className="flex-1">
            <strong className="font-semibold text-n12 tabular-nums">{number}</strong> · {still.width} × {still.height}
            {still.takenBy !== undefined && ` · ${still.takenBy}`}
          </span>
          {still.blob && (
            <IconButton
              size="dense"
              icon={Download}
              label={t('stage.saveStill', { number })}
              onClick={() => still.blob && void save(still.blob)}
            />
          )}
          {still.blob && keeping && keeping.view.state !== 'none' && <KeepMark still={still} keeping={keeping} />}
          {still.blob && !keeping && <KeepStillButton picture={still.blob} paint={painted} number={number} />}
          <IconButton size="dense" icon={X} label={t('stage.dropStill', { number })} onClick={() => session.dropStill(still.id)} />
        </div>
        <StillNote still={still} />
      </div>
    </>
  );
}
