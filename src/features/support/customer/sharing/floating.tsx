import { createPortal } from 'react-dom';
import { latePart } from '../late-part.tsx';
import { AskDialog } from '../live/ask-dialog.tsx';
import { StillsTaken } from '../live/stills-taken.tsx';
import { useWords } from '../words/customer-words.tsx';
import { SharingBanner } from './sharing-banner.tsx';
import { usePanic } from './use-panic.ts';

// Most sessions never open the window.
export const lateFloating = latePart(async () => (await import('../floating/floating-part.tsx')).FloatingPart);

interface FloatingProps {
  readonly at: Window;
  readonly onClose: () => void;
}

/** The picture and the controls, in a window that stays on top of what is shared. */
export function Floating({ at, onClose }: FloatingProps) {
  const { share } = useWords();
  const hasStopped = usePanic(at);
  return createPortal(
    <main className="flex min-h-full flex-col gap-2 pb-2">
      <SharingBanner onFloat={onClose} isFloating />
      <div className="flex flex-col gap-2 px-2">
        <p role="status" className="font-medium empty:hidden">
          {hasStopped && share.stopped}
        </p>
        <StillsTaken say={share.took} />
        <lateFloating.Part />
      </div>
      <AskDialog />
    </main>,
    at.document.body,
  );
}
