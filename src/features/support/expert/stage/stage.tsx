import { Expand, Frame, MonitorUp, Scan, Snowflake } from 'lucide-react';
import { useEffect, useRef, useState, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { LiveVideo } from '../../customer/preview/live-video.tsx';
import { DrawingLayer } from '../../customer/preview/drawing-layer.tsx';
import type { StreamView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { DrawingPad } from './drawing-pad.tsx';
import { placeOf, wholePicture, zoomedAt, type Lens } from './stage-place.ts';
import type { StageTool } from './stage-tool.ts';
import { useSizeOf } from './use-size-of.ts';

/** The customer's picture with everything that is drawn on it. */
export function Stage({ stream, tool }: { readonly stream: StreamView | undefined; readonly tool: StageTool }) {
  const { t } = useTranslation('support');
  return (
    <section aria-label={t('stage.title')} className="card relative flex min-h-64 flex-1 flex-col overflow-hidden">
      {stream?.track ? (
        <Picture key={stream.producerId} stream={stream} track={stream.track} tool={tool} />
      ) : (
        <EmptyState icon={MonitorUp} title={t('stage.empty')} text={t('stage.emptyText')} />
      )}
    </section>
  );
}

interface PictureProps {
  readonly stream: StreamView;
  readonly track: MediaStreamTrack;
  readonly tool: StageTool;
}

function Picture({ stream, track, tool }: PictureProps) {
  const { t } = useTranslation('support');
  const session = useSession();
  const frame = useRef<HTMLDivElement>(null);
  const stage = useSizeOf(frame);
  const [picture, setPicture] = useState({ width: stream.width || 16, height: stream.height || 9 });
  const [lens, setLens] = useState<Lens>(wholePicture);
  const [isFrozen, setFrozen] = useState(false);
  const drawings = useLive((view) => view.drawings).filter((drawing) => drawing.producerId === stream.producerId);
  const lasers = useLive((view) => view.lasers).filter((laser) => laser.producerId === stream.producerId);
  const people = useLive((view) => view.people);
  const place = placeOf(picture, stage, lens);
  const shown = Math.round(place.height * devicePixelRatio);
  useEffect(() => session.setShownHeight(stream.producerId, shown), [session, stream.producerId, shown]);
  const zoom = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    setLens(zoomedAt(lens, event.deltaY < 0 ? 1.2 : 1 / 1.2, { x: event.clientX - bounds.left, y: event.clientY - bounds.top }, stage));
  };
  return (
    <>
      <div className="absolute top-2 right-2 z-10 flex gap-1 rounded-input bg-surface/90 p-1">
        <IconButton size="dense" icon={Scan} label={t('stage.fit')} onClick={() => setLens(wholePicture)} />
        <IconButton size="dense" icon={Frame} label={t('stage.exact')} onClick={() => setLens({ ...wholePicture, mode: 'exact' })} />
        <IconButton
          size="dense"
          icon={Snowflake}
          label={t(isFrozen ? 'stage.goOn' : 'stage.freeze')}
          aria-pressed={isFrozen}
          onClick={() => {
            freeze(frame.current, !isFrozen);
            setFrozen(!isFrozen);
          }}
        />
        <IconButton size="dense" icon={Expand} label={t('stage.full')} onClick={() => void frame.current?.requestFullscreen()} />
      </div>
      {stream.isPaused && (
        <p className="absolute top-2 left-2 z-10 rounded-input bg-amber-soft px-2 py-1 text-amber-text">{t('stage.paused')}</p>
      )}
      <div ref={frame} className="relative min-h-0 flex-1 overflow-hidden bg-n12" onWheel={zoom}>
        <div className="absolute" style={{ left: place.left, top: place.top, width: place.width, height: place.height }}>
          <LiveVideo track={track} label={stream.label} className="block size-full" onSize={setPicture} />
          <DrawingLayer
            size={picture}
            drawings={drawings}
            lasers={lasers.map((laser) => ({ ...laser, colour: people.find(({ seatId }) => seatId === laser.seatId)?.colour ?? 0 }))}
          />
          <DrawingPad producerId={stream.producerId} tool={tool} />
        </div>
      </div>
    </>
  );
}

/** A frozen picture stays, while the live one goes on behind it. */
function freeze(frame: HTMLElement | null, isFrozen: boolean): void {
  const video = frame?.querySelector('video');
  if (isFrozen) video?.pause();
  else void video?.play();
}
