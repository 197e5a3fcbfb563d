import { MonitorUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { LiveVideo } from '../../customer/preview/live-video.tsx';
import { DrawingLayer } from '../../customer/preview/drawing-layer.tsx';
import type { StreamView } from '../../state/live-view.ts';
import { FrozenPicture } from '../../tracking/frozen-picture.tsx';
import { useSticky } from '../../tracking/use-sticky.ts';
import { ControlPad } from '../control/control-pad.tsx';
import { useLive } from '../live-session-context.tsx';
import { DrawingPad } from './drawing-pad.tsx';
import { LensButtons } from './lens-buttons.tsx';
import { PictureFrame } from './picture-frame.tsx';
import { placeOf, wholePicture, type Lens } from './stage-place.ts';
import type { StageTool } from './stage-tool.ts';
import { useShownHeight } from './use-shown-height.ts';
import { useSizeOf } from './use-size-of.ts';

interface StageProps {
  readonly stream: StreamView | undefined;
  readonly tool: StageTool;
  /** Whether what is drawn stays on the object. */
  readonly isSticky: boolean;
  /** Escape was pressed twice while controlling. */
  readonly onGiveBack: () => void;
}

/** The customer's picture with everything that is drawn on it. */
export function Stage({ stream, tool, isSticky, onGiveBack }: StageProps) {
  const { t } = useTranslation('support');
  return (
    <section
      aria-label={t('stage.title')}
      className="card relative flex min-h-64 flex-1 flex-col overflow-hidden lg:min-h-[max(24rem,calc(100dvh-19rem))]"
    >
      {stream?.track ? (
        <Picture key={stream.producerId} stream={stream} track={stream.track} tool={tool} isSticky={isSticky} onGiveBack={onGiveBack} />
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
  readonly isSticky: boolean;
  readonly onGiveBack: () => void;
}

function Picture({ stream, track, tool, isSticky, onGiveBack }: PictureProps) {
  const { t } = useTranslation('support');
  const frame = useRef<HTMLDivElement>(null);
  const stage = useSizeOf(frame);
  const [picture, setPicture] = useState({ width: stream.width || 16, height: stream.height || 9 });
  const [lens, setLens] = useState<Lens>(wholePicture);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const drawings = useLive((view) => view.drawings);
  const scenes = useLive((view) => view.scenes);
  const { shown, frozen } = useSticky(video, stream.producerId, { drawings, scenes });
  const lasers = useLive((view) => view.lasers).filter((laser) => laser.producerId === stream.producerId);
  const people = useLive((view) => view.people);
  const place = placeOf(picture, stage, lens);
  useShownHeight(stream.producerId, Math.max(1, Math.round(place.height * devicePixelRatio)));
  return (
    <>
      <LensButtons frame={frame} onLens={setLens} />
      {stream.isPaused && (
        <p className="absolute top-2 left-2 z-10 rounded-input bg-amber-soft px-2 py-1 text-amber-text">{t('stage.paused')}</p>
      )}
      <PictureFrame frame={frame} label={t('stage.move')} stage={stage} lens={lens} onLens={setLens} isMoved={tool === 'look'}>
        <div className="absolute" style={{ left: place.left, top: place.top, width: place.width, height: place.height }}>
          <LiveVideo track={track} label={stream.label} className="block size-full" onVideo={setVideo} onSize={setPicture} />
          <DrawingLayer
            size={picture}
            drawings={shown}
            lasers={lasers.map((laser) => ({ ...laser, colour: people.find(({ seatId }) => seatId === laser.seatId)?.colour ?? 0 }))}
          />
          <FrozenPicture frozen={frozen} text={t('stage.objectLost')} label={t('stage.frozen')} />
          <DrawingPad producerId={stream.producerId} tool={tool} video={isSticky ? video : null} />
          {tool === 'control' && <ControlPad producerId={stream.producerId} onGiveBack={onGiveBack} />}
        </div>
      </PictureFrame>
    </>
  );
}
