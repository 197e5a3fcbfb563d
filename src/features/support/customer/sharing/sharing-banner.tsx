import { hasKeyboard } from '../live/has-keyboard.ts';
import { TouchButton } from '../live/touch-button.tsx';
import { isCutOff } from '../live/is-cut-off.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';
import { useShared } from './use-shared.ts';

interface SharingBannerProps {
  /** Opens the window that stays on top, or closes it; undefined where the browser has none. */
  readonly onFloat?: (() => void) | undefined;
  readonly isFloating?: boolean;
}

/** Always in sight while something is shared: what, and the button that ends it. Nothing lies above it. */
export function SharingBanner({ onFloat, isFloating = false }: SharingBannerProps) {
  const { share } = useWords();
  const session = useSession();
  const { pictures, isPaused, stop } = useShared();
  const isInterrupted = useLive(isCutOff);
  if (pictures.length === 0) return null;
  return (
    <div
      className={`sticky top-0 z-50 flex flex-wrap items-center gap-2 border-b px-4 py-2 ${isInterrupted ? 'border-amber-line bg-amber-soft text-amber-text' : 'border-red-line bg-red-soft text-red-text'}`}
    >
      <p role="status" className="flex min-w-40 flex-1 flex-col">
        <strong className="font-semibold">
          {isInterrupted ? share.interrupted : share.sharing}:{' '}
          {[...new Set(pictures.map(({ source }) => (source === 'screen' ? share.screen : share.cameraLabel)))].join(', ')}
        </strong>
        <span className="text-dense">{isPaused ? share.paused : hasKeyboard() && share.panic}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <TouchButton onClick={() => session.pauseSharing(!isPaused)}>{isPaused ? share.resume : share.pause}</TouchButton>
        {onFloat !== undefined && <TouchButton onClick={onFloat}>{isFloating ? share.unfloat : share.float}</TouchButton>}
        <TouchButton tone="danger" onClick={stop}>
          {share.stop}
        </TouchButton>
      </div>
    </div>
  );
}
