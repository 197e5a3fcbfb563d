import { useState, type ReactNode } from 'react';
import { isAtComputer } from '../arrival/desktop-hint.tsx';
import type { StreamView } from '../../state/live-view.ts';
import { useLive } from '../live/customer-session.tsx';
import { StillsTaken } from '../live/stills-taken.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { useIsDark } from './use-is-dark.ts';
import { usePhoneCamera } from './use-phone-camera.ts';
import { useCameraWords } from './use-camera-words.ts';

interface CameraHintsProps {
  readonly picture: StreamView | undefined;
  /** The screen is not kept on. */
  readonly mayGoDark: boolean;
}

/** What would make the picture better, and what happened with it. */
export function CameraHints({ picture, mayGoDark }: CameraHintsProps) {
  const words = useCameraWords();
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
      {/* A computer stays awake while somebody shows something with it. */}
      <Once isSaid={mayGoDark && !isAtComputer()} text={words.mayGoDark} />
      <StillsTaken say={words.took} />
    </>
  );
}

function Webcam({ isSeen }: { readonly isSeen: boolean }) {
  const words = useCameraWords();
  return <Once isSaid={isSeen && isAtComputer()} text={words.webcam} />;
}

/** Until the person has read it. */
function Once({ isSaid, text }: { readonly isSaid: boolean; readonly text: string }) {
  const { state: words } = useWords();
  const [isAway, setAway] = useState(false);
  if (!isSaid || isAway) return null;
  return (
    <Hint>
      <span className="min-w-48 flex-1">{text}</span>
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
