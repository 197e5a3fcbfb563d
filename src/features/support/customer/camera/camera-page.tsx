import { FilesPart } from '../exchange/files-part.tsx';
import { StepsPart } from '../exchange/steps-part.tsx';
import { EndButton } from '../ending/end-button.tsx';
import { AllowedList } from '../live/allowed-list.tsx';
import { Applicants } from '../live/applicants.tsx';
import { AskDialog } from '../live/ask-dialog.tsx';
import { ChatPart } from '../live/chat-part.tsx';
import { useLive } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { PeoplePart } from '../live/people-part.tsx';
import { ProblemAlert } from '../live/problem-alert.tsx';
import { RecordingMark } from '../live/recording-mark.tsx';
import { SafetyWordsPart } from '../live/safety-words-part.tsx';
import { StateLine } from '../live/state-line.tsx';
import { VoiceButtons, Voices } from '../live/voice-part.tsx';
import { Picture } from '../preview/picture.tsx';
import { SharingBanner } from '../sharing/sharing-banner.tsx';
import { usePanic } from '../sharing/use-panic.ts';
import { useWords } from '../words/customer-words.tsx';
import { CameraBar } from './camera-bar.tsx';

/** `/see` in a session: the picture, the buttons under the thumb, everything else on a sheet. */
export function CameraPage() {
  const { camera: words, allowed } = useWords();
  usePanic(window);
  const picture = useLive(({ streams }) => streams.find(({ isMine, source }) => isMine && source === 'camera'));
  return (
    <>
      <SharingBanner />
      <main className="mx-auto flex w-full max-w-2xl flex-col gap-3 p-3 pb-40">
        <div className="flex items-start justify-between gap-2">
          <StateLine />
          <EndButton label={words.end} />
        </div>
        <ProblemAlert />
        <RecordingMark />
        <Applicants />
        {picture ? <Picture stream={picture} /> : <p className="text-n11">{words.hint}</p>}
        <VoiceButtons />
        <Voices />
        <StepsPart />
        <Part title={allowed.title}>
          <AllowedList />
        </Part>
        <ChatPart />
        <SafetyWordsPart />
        <FilesPart />
        <PeoplePart />
      </main>
      <CameraBar picture={picture} />
      <AskDialog />
    </>
  );
}
