import { MonitorUp, Video } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { LiveVideo } from '../../customer/preview/live-video.tsx';
import { StillImage } from '../../customer/preview/still-image.tsx';
import type { StillView } from '../../state/camera-view.ts';
import type { StreamView } from '../../state/live-view.ts';
import { FrozenPicture } from '../../tracking/frozen-picture.tsx';
import { useSticky } from '../../tracking/use-sticky.ts';
import { ControlPad } from '../control/control-pad.tsx';
import { useLive } from '../live-session-context.tsx';
import { AskForCamera } from '../panels/ask-for-camera.tsx';
import { PictureBoard } from './picture-board.tsx';
import type { StageTool } from './stage-tool.ts';
import type { FullScreen } from './use-full-screen.ts';
import { useIsStalled } from './use-is-stalled.ts';
import { useShownHeight } from './use-shown-height.ts';

interface StageProps {
  readonly stream: StreamView | undefined;
  /** Looked at instead. */
  readonly still: StillView | undefined;
  readonly tool: StageTool;
  /** Whether what is drawn stays on the object. */
  readonly isSticky: boolean;
  readonly full: FullScreen;
  /** Escape was pressed twice while controlling. */
  readonly onGiveBack: () => void;
}

/** The customer's picture with everything that is drawn on it. */
export function Stage({ stream, still, tool, isSticky, full, onGiveBack }: StageProps) {
  const { t } = useTranslation('support');
  return (
    <section
      aria-label={t('stage.title')}
      className="card relative flex min-h-64 flex-1 flex-col overflow-hidden select-none lg:min-h-[max(24rem,calc(100dvh-19rem))]"
    >
      {still ? (
        <Still key={still.id} still={still} tool={tool} full={full} />
      ) : stream?.track ? (
        <Picture
          key={stream.producerId}
          stream={stream}
          track={stream.track}
          tool={tool}
          isSticky={isSticky}
          full={full}
          onGiveBack={onGiveBack}
        />
      ) : (
        <Nothing />
      )}
    </section>
  );
}

/** Why there is no picture, and what can be done about it. */
function Nothing() {
  const { t } = useTranslation('support');
  const isCamera = useLive((view) => view.session.kind === 'camera');
  const isAway = useLive((view) => view.unheardSince !== undefined);
  const isLost = useLive(({ lost }) => lost.some(({ isMine, source }) => !isMine && source === 'camera'));
  const canShow = useLive((view) => view.canCustomerShow);
  const text = isLost ? 'stage.lost' : isCamera ? 'stage.emptyCamera' : canShow ? 'stage.emptyText' : 'may.noScreen';
  return (
    <EmptyState
      icon={isCamera || !canShow ? Video : MonitorUp}
      title={t(isAway ? 'stage.away' : 'stage.empty')}
      text={t(isAway ? 'stage.awayText' : text)}
      action={!isAway && !isCamera && !canShow && <AskForCamera />}
    />
  );
}

interface PictureProps extends Pick<StageProps, 'tool' | 'isSticky' | 'full' | 'onGiveBack'> {
  readonly stream: StreamView;
  readonly track: MediaStreamTrack;
}

function Picture({ stream, track, tool, isSticky, full, onGiveBack }: PictureProps) {
  const { t } = useTranslation('support');
  const [picture, setPicture] = useState({ width: stream.width || 16, height: stream.height || 9 });
  const [height, setHeight] = useState(0);
  const isFrozen = useLive((view) => view.camera?.producerId === stream.producerId && view.camera.isFrozen);
  const isStalled = useIsStalled(stream);
  useShownHeight(stream.producerId, Math.max(1, Math.round(height * devicePixelRatio)));
  const note = noteOf(stream, { isFrozen, isStalled });
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const drawings = useLive((view) => view.drawings);
  const scenes = useLive((view) => view.scenes);
  const { shown, frozen } = useSticky(video, stream.producerId, { drawings, scenes });
  return (
    <>
      {note !== undefined && (
        <p role="status" className="absolute top-1 left-1 z-10 max-w-[60%] rounded-input bg-amber-soft px-2 py-1 text-amber-text">
          {t(note)}
        </p>
      )}
      <PictureBoard
        id={stream.producerId}
        size={picture}
        tool={tool}
        drawings={shown}
        full={full}
        film={video}
        isSticky={isSticky}
        onHeight={setHeight}
        over={
          <>
            <FrozenPicture frozen={frozen} text={t('stage.objectLost')} label={t('stage.asMarked')} />
            {tool === 'control' && <ControlPad producerId={stream.producerId} onGiveBack={onGiveBack} />}
          </>
        }
      >
        <LiveVideo track={track} label={stream.label} className="block size-full" onVideo={setVideo} onSize={setPicture} />
      </PictureBoard>
    </>
  );
}

function noteOf({ isPaused, isHeld }: StreamView, { isFrozen, isStalled }: { readonly isFrozen: boolean; readonly isStalled: boolean }) {
  if (isPaused) return 'stage.paused';
  // A frozen picture is another one than the camera's.
  if (isHeld === true && !isFrozen) return 'stage.held';
  return isStalled ? 'stage.stalled' : isFrozen ? 'stage.frozen' : undefined;
}

interface StillProps extends Pick<StageProps, 'tool' | 'full'> {
  readonly still: StillView;
}

function Still({ still, tool, full }: StillProps) {
  const { t } = useTranslation('support');
  const drawings = useLive((view) => view.drawings).filter((drawing) => drawing.producerId === still.id);
  return (
    <PictureBoard id={still.id} size={still} tool={tool} drawings={drawings} full={full}>
      {still.blob ? (
        <StillImage blob={still.blob} label={t('stage.still')} broken={t('stage.stillBroken')} className="block size-full" />
      ) : (
        <p role="status" className="grid size-full place-items-center bg-n3 text-n11">
          {t('stage.stillComing')}
        </p>
      )}
    </PictureBoard>
  );
}
