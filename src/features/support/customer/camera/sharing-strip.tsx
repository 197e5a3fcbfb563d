import { expertsOf, listOf } from '../live/names.ts';
import { useLive } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useShared } from '../sharing/use-shared.ts';
import { useSpeech } from '../words/customer-words.tsx';
import { useCameraWords } from './use-camera-words.ts';

/** Always in sight while the camera is on: who sees it, and the button that ends it. */
export function SharingStrip() {
  const { language } = useSpeech();
  const camera = useCameraWords();
  const { pictures, isPaused, stop } = useShared();
  const people = useLive((view) => view.people);
  const isFrozen = useLive((view) => view.camera?.isFrozen === true);
  if (pictures.length === 0) return null;
  const isHeld = pictures.every((picture) => picture.isHeld === true);
  const names = listOf(
    expertsOf(people).map(({ name }) => name),
    language,
  );
  return (
    <div className="flex items-center gap-2 bg-red-soft px-3 py-1 text-red-text">
      <p role="status" className="min-w-0 flex-1 text-dense font-medium">
        ● {isPaused ? camera.pausedNote : isFrozen ? camera.frozenNote : isHeld ? camera.heldNote : camera.shown(names)}
      </p>
      <TouchButton tone="danger" aria-label={camera.stop} onClick={stop}>
        {camera.stopShort}
      </TouchButton>
    </div>
  );
}
