import { useEffect, useRef } from 'react';
import { canShowScreen } from '../../state/can-show-screen.ts';
import { FilesPart } from '../exchange/files-part.tsx';
import { AllowedList } from '../live/allowed-list.tsx';
import { ChatPart } from '../live/chat-part.tsx';
import { useLive, useSession } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { PeoplePart } from '../live/people-part.tsx';
import { SafetyWordsPart } from '../live/safety-words-part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { useCameraWords } from './use-camera-words.ts';

interface CameraSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Chat, words, files and people, over the picture and nothing else. Hidden and not gone when it is closed: what somebody began to write stays. */
export function CameraSheet({ isOpen, onClose }: CameraSheetProps) {
  const { allowed, share } = useWords();
  const words = useCameraWords();
  const session = useSession();
  const isLive = useLive(({ link }) => link === 'live');
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) back.current?.focus();
  }, [isOpen]);
  return (
    <section
      aria-label={words.more}
      hidden={!isOpen}
      className="absolute inset-0 z-20 flex flex-col gap-3 overflow-y-auto bg-canvas p-3 [&[hidden]]:hidden"
    >
      <TouchButton ref={back} className="sticky top-0 z-10 self-stretch" onClick={onClose}>
        {words.back}
      </TouchButton>
      <ChatPart />
      <SafetyWordsPart />
      <Part title={allowed.title}>
        <AllowedList />
      </Part>
      <FilesPart />
      {canShowScreen() && (
        <Part title={share.title}>
          <TouchButton disabled={!isLive} onClick={() => void session.shareScreen()}>
            {words.screenInstead}
          </TouchButton>
        </Part>
      )}
      <PeoplePart />
    </section>
  );
}
