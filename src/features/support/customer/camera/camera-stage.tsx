import { useState, type ReactNode } from 'react';
import type { PictureSize } from '../../../../platform/masking/mask-messages.ts';
import type { Drawing, StreamView } from '../../state/live-view.ts';
import { FrozenPicture } from '../../tracking/frozen-picture.tsx';
import { useSticky } from '../../tracking/use-sticky.ts';
import { useLive, useMayShare, useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { DrawingLayer } from '../preview/drawing-layer.tsx';
import { LiveVideo } from '../preview/live-video.tsx';
import { StillImage } from '../preview/still-image.tsx';
import { useWords } from '../words/customer-words.tsx';
import { usePhoneCamera } from './use-phone-camera.ts';
import { useCameraWords } from './use-camera-words.ts';

/** The camera as the others see it, as large as it fits, with what they draw; or the still that they show. */
export function CameraStage({ picture }: { readonly picture: StreamView | undefined }) {
  const still = useLive((view) => view.stills.find(({ id }) => id === view.shownStill));
  return (
    <div className="grid min-h-0 flex-1 place-items-center [container-type:size]">
      {still?.blob ? (
        <Still id={still.id} blob={still.blob} />
      ) : picture?.track ? (
        <Camera picture={picture} track={picture.track} />
      ) : (
        <Off />
      )}
    </div>
  );
}

function Camera({ picture, track }: { readonly picture: StreamView; readonly track: MediaStreamTrack }) {
  const { share } = useWords();
  const camera = useCameraWords();
  const [size, setSize] = useState<PictureSize>({ width: picture.width || 16, height: picture.height || 9 });
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const drawings = useLive((view) => view.drawings);
  const scenes = useLive((view) => view.scenes);
  const { shown, frozen } = useSticky(video, picture.producerId, { drawings, scenes });
  const over = <FrozenPicture frozen={frozen} text={share.objectLost} label={share.frozen} />;
  return (
    <Fitted id={picture.producerId} size={size} drawings={shown} over={over}>
      <LiveVideo track={track} label={camera.preview} className="block size-full" onVideo={setVideo} onSize={setSize} />
    </Fitted>
  );
}

function Still({ id, blob }: { readonly id: string; readonly blob: Blob }) {
  const { share } = useWords();
  const camera = useCameraWords();
  const session = useSession();
  const [size, setSize] = useState<PictureSize>({ width: 16, height: 9 });
  const drawings = useLive((view) => view.drawings).filter(({ producerId }) => producerId === id);
  return (
    <>
      <Fitted id={id} size={size} drawings={drawings}>
        <StillImage blob={blob} label={share.looksAt} broken={share.stillGone} className="block size-full" onSize={setSize} />
      </Fitted>
      <div className="absolute inset-x-2 top-2 z-20 flex flex-wrap items-center gap-2 rounded-card bg-raised p-2 shadow-overlay">
        <p role="status" className="flex-1">
          {share.looksAt}
        </p>
        <TouchButton onClick={() => session.showStill(undefined)}>{camera.back}</TouchButton>
      </div>
    </>
  );
}

interface FittedProps {
  readonly id: string;
  readonly size: PictureSize;
  readonly drawings: readonly Drawing[];
  /** Lies over what is drawn. */
  readonly over?: ReactNode;
  readonly children: ReactNode;
}

/** Exactly as large as the picture is shown, so that what is drawn lies where it was drawn. */
function Fitted({ id, size, drawings, over, children }: FittedProps) {
  const lasers = useLive((view) => view.lasers).filter(({ producerId }) => producerId === id);
  const people = useLive((view) => view.people);
  const ratio = size.width / size.height;
  return (
    <div
      className="relative overflow-hidden"
      style={{ width: `min(100cqw, ${String(100 * ratio)}cqh)`, aspectRatio: `${String(size.width)} / ${String(size.height)}` }}
    >
      {children}
      <DrawingLayer
        size={size}
        drawings={drawings}
        lasers={lasers.map((laser) => ({ ...laser, colour: people.find(({ seatId }) => seatId === laser.seatId)?.colour ?? 0 }))}
      />
      {over}
    </div>
  );
}

/** The second tap. */
function Off() {
  const words = useCameraWords();
  const { camera, view } = usePhoneCamera();
  const mayShare = useMayShare();
  const isCameraSession = useLive(({ session }) => session.kind === 'camera');
  return (
    <div className="m-4 flex max-w-md flex-col gap-4 rounded-card bg-raised p-4 text-center">
      {view.trouble !== undefined && (
        <p role="alert" className="text-red-text">
          {words.trouble[view.trouble]}
        </p>
      )}
      <p className="text-n11">{words.hint}</p>
      <TouchButton
        tone="primary"
        className="min-h-14!"
        disabled={!mayShare || view.isStarting}
        aria-busy={view.isStarting || undefined}
        onClick={() => void camera?.start()}
      >
        {view.isStarting ? words.starting : words.start}
      </TouchButton>
      <p className="text-dense text-n11">{words.startHint}</p>
      {isCameraSession && <p className="text-dense text-n11">{words.keptHint}</p>}
    </div>
  );
}
