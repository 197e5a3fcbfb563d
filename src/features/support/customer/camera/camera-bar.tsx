import { useState } from 'react';
import type { StreamView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { hasTorch, setTorch } from './torch.ts';
import { useCameras } from './use-cameras.ts';

/** Where the thumb is: start, switch, pause, light. What a camera cannot do is not there. */
export function CameraBar({ picture }: { readonly picture: StreamView | undefined }) {
  const { camera: words } = useWords();
  const session = useSession();
  const isLive = useLive(({ link }) => link === 'live');
  return (
    <div className="fixed inset-x-0 bottom-0 z-30 flex flex-wrap justify-center gap-2 border-t bg-raised p-3">
      {picture === undefined ? (
        <TouchButton tone="primary" className="min-h-14! flex-1" disabled={!isLive} onClick={() => void session.shareCamera()}>
          {words.start}
        </TouchButton>
      ) : (
        <RunningButtons picture={picture} />
      )}
    </div>
  );
}

function RunningButtons({ picture }: { readonly picture: StreamView }) {
  const { camera: words } = useWords();
  const session = useSession();
  const cameras = useCameras();
  const switchCamera = async (): Promise<void> => {
    const at = cameras.indexOf(picture.track?.getSettings().deviceId ?? '');
    // Many phones open one camera at a time: the one goes before the other comes.
    session.stopSharing(picture.producerId);
    await session.shareCamera(cameras[(at + 1) % cameras.length]);
  };
  return (
    <>
      <TouchButton className="min-h-14! flex-1" onClick={() => session.pauseSharing(!picture.isPaused)}>
        {picture.isPaused ? words.resume : words.pause}
      </TouchButton>
      {cameras.length > 1 && (
        <TouchButton className="min-h-14! flex-1" onClick={() => void switchCamera()}>
          {words.switch}
        </TouchButton>
      )}
      {picture.track && hasTorch(picture.track) && <TorchButton key={picture.track.id} track={picture.track} />}
    </>
  );
}

function TorchButton({ track }: { readonly track: MediaStreamTrack }) {
  const { camera: words } = useWords();
  const [isOn, setOn] = useState(false);
  const toggle = (): void => {
    setTorch(track, !isOn).then(
      () => setOn(!isOn),
      () => setOn(false),
    );
  };
  return (
    <TouchButton aria-pressed={isOn} className="min-h-14! flex-1" onClick={toggle}>
      {words.torch}
    </TouchButton>
  );
}
