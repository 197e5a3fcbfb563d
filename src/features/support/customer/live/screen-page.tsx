import { useEffect, useState } from 'react';
import { CobrowseNote } from '../cobrowse/cobrowse-note.tsx';
import { Clipboard, Diagnostics, Files, Steps } from '../exchange/late-exchange.tsx';
import { EndButton } from '../ending/end-button.tsx';
import { LateStill } from '../preview/late-still.tsx';
import { Previews } from '../preview/previews.tsx';
import { Floating } from '../sharing/floating.tsx';
import { canFloat, openFloatingWindow } from '../sharing/floating-window.ts';
import { SharePart } from '../sharing/share-part.tsx';
import { SharingBanner } from '../sharing/sharing-banner.tsx';
import { usePanic } from '../sharing/use-panic.ts';
import { useWords } from '../words/customer-words.tsx';
import { AllowedList } from './allowed-list.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { ChatPart } from './chat-part.tsx';
import { LateApplicants } from './late-applicants.tsx';
import { NotKeptNote } from './not-kept-note.tsx';
import { Part } from './part.tsx';
import { PeoplePart } from './people-part.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { RecordingMark } from './recording-mark.tsx';
import { SafetyWordsPart } from './safety-words-part.tsx';
import { StateLine } from './state-line.tsx';
import { StillsTaken } from './stills-taken.tsx';
import { TakenNote } from './taken-note.tsx';
import { TheirCameras } from './their-cameras.tsx';
import { usePrepared } from './use-prepared.ts';
import { VoicePart, Voices } from './voice-part.tsx';

/** `/j` in a session: one column, the most urgent on top. */
export function ScreenPage() {
  const { allowed, share, title } = useWords();
  const hasStopped = usePanic(window);
  const { floating, toggle } = useFloating(title);
  usePrepared();
  return (
    <>
      <SharingBanner onFloat={canFloat() ? toggle : undefined} isFloating={floating !== undefined} />
      <main className="mx-auto flex w-full max-w-2xl flex-col gap-4 p-4 pb-48">
        <StateLine />
        <p role="status" className="font-medium empty:hidden">
          {hasStopped && share.stopped}
        </p>
        <ProblemAlert />
        <NotKeptNote />
        <TakenNote />
        <RecordingMark />
        <LateApplicants />
        <Diagnostics />
        <SharePart />
        <CobrowseNote />
        <StillsTaken say={share.took} />
        <LateStill />
        <Previews />
        <Part title={allowed.title}>
          <AllowedList />
        </Part>
        <Steps />
        <TheirCameras />
        <ChatPart />
        <SafetyWordsPart />
        <VoicePart />
        <Voices />
        <Files />
        <Clipboard />
        <PeoplePart />
        <EndButton />
      </main>
      {floating === undefined ? <AskDialog /> : <Floating at={floating} onClose={toggle} />}
    </>
  );
}

/** The window that stays on top: opened and closed by a button, closed with the page. */
function useFloating(title: string): { readonly floating: Window | undefined; readonly toggle: () => void } {
  const [floating, setFloating] = useState<Window>();
  useEffect(() => {
    if (!floating) return undefined;
    const gone = (): void => setFloating(undefined);
    floating.addEventListener('pagehide', gone);
    return () => {
      floating.removeEventListener('pagehide', gone);
      floating.close();
    };
  }, [floating]);
  const toggle = (): void => {
    if (floating) setFloating(undefined);
    else void openFloatingWindow(title).then(setFloating);
  };
  return { floating, toggle };
}
