import { createPortal } from 'react-dom';
import { Steps } from '../exchange/late-exchange.tsx';
import { AskDialog } from '../live/ask-dialog.tsx';
import { AllowedList } from '../live/allowed-list.tsx';
import { StillsTaken } from '../live/stills-taken.tsx';
import { useWords } from '../words/customer-words.tsx';
import { SharingBanner } from './sharing-banner.tsx';
import { usePanic } from './use-panic.ts';

interface FloatingProps {
  readonly at: Window;
  readonly onClose: () => void;
}

/** The controls, in a window that stays on top of what is shared. */
export function Floating({ at, onClose }: FloatingProps) {
  const { share } = useWords();
  usePanic(at);
  return createPortal(
    <main className="flex min-h-full flex-col gap-2 pb-2">
      <SharingBanner onFloat={onClose} isFloating />
      <div className="px-2">
        <StillsTaken say={share.took} />
        <AllowedList />
        <Steps />
      </div>
      <AskDialog />
    </main>,
    at.document.body,
  );
}
