import { useState, type ReactNode } from 'react';
import { isAtComputer } from '../arrival/desktop-hint.tsx';
import type { StreamView } from '../../state/live-view.ts';
import { useLive } from '../live/customer-session.tsx';
import { StillsTaken } from '../live/stills-taken.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { useIsDark } from './use-is-dark.ts';
import { usePhoneCamera } from './use-phone-camera.ts';

/** What would make the picture better, and what happened with it. */
export function CameraHints({ picture }: { readonly picture: StreamView | undefined }) {
  const { camera: words } = useWords();
  const { camera, view } = usePhoneCamera();
  const can = useLive((live) => live.camera);
  const isSeen = picture !== undefined && !picture.isPaused && can?.isFrozen !== true;
  const isDark = useIsDark(isSeen);
  const isTorchOffered = can?.isTorchOn === false;
  return (
    <>
      {isDark && (
        <Hint>
          <span className="flex-1">{isTorchOffered ? words.darkTorch : words.dark}</span>
          {isTorchOffered && <TouchButton onClick={() => void camera?.setTorch(true)}>{words.lightOn}</TouchButton>}
        </Hint>
      )}
      {isSeen && view.isWeak && <Hint>{words.shaky}</Hint>}
      <Webcam isSeen={isSeen && can?.isRear === undefined} />
      <StillsTaken say={words.took} />
    </>
  );
}

function Webcam({ isSeen }: { readonly isSeen: boolean }) {
  const { camera: words } = useWords();
  const [isAway, setAway] = useState(false);
  if (!isSeen || isAway || !isAtComputer()) return null;
  return (
    <Hint>
      <span className="flex-1">{words.webcam}</span>
      <TouchButton onClick={() => setAway(true)}>{words.understood}</TouchButton>
    </Hint>
  );
}

function Hint({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 rounded-card bg-amber-soft p-2 text-amber-text shadow-overlay">
      {children}
    </div>
  );
}
