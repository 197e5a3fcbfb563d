import { useState } from 'react';
import { LateApplicants } from '../live/late-applicants.tsx';
import { AskDialog } from '../live/ask-dialog.tsx';
import { useLive } from '../live/customer-session.tsx';
import { NotKeptNote } from '../live/not-kept-note.tsx';
import { ProblemAlert } from '../live/problem-alert.tsx';
import { RecordingMark } from '../live/recording-mark.tsx';
import { StateLine } from '../live/state-line.tsx';
import { TakenNote } from '../live/taken-note.tsx';
import { Voices } from '../live/voice-part.tsx';
import { EndButton } from '../ending/end-button.tsx';
import { Steps } from '../exchange/late-exchange.tsx';
import { usePanic } from '../sharing/use-panic.ts';
import { CameraAsks } from './camera-asks.tsx';
import { CameraBar } from './camera-bar.tsx';
import { CameraHints } from './camera-hints.tsx';
import { CameraSheet } from './camera-sheet.tsx';
import { CameraStage } from './camera-stage.tsx';
import { SharingStrip } from './sharing-strip.tsx';
import { useBegunCamera, usePhoneCamera } from './use-phone-camera.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { useCameraWords } from './use-camera-words.ts';

/** `/see` in a session: the picture, the buttons under the thumb, everything else on a sheet. */
export function CameraPage() {
  const words = useCameraWords();
  useBegunCamera();
  const { view: camera } = usePhoneCamera();
  usePanic(window);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const picture = useLive(({ streams }) => streams.find(({ isMine, source }) => isMine && source === 'camera'));
  const mayGoDark = useWakeLock(picture !== undefined);
  return (
    <div className="fixed inset-0 flex flex-col bg-stage lying:flex-row">
      <main className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="flex flex-col lying:flex-row">
          <div className="flex flex-1 items-center justify-between gap-2 bg-raised px-3 py-1">
            <StateLine isSmall isWeakTold={camera.isWeak} />
            <EndButton label={words.end} />
          </div>
          <SharingStrip />
        </div>
        <div className="relative flex min-h-0 flex-1 flex-col">
          <CameraStage picture={picture} />
          <div className="absolute inset-x-0 top-0 z-10 flex max-h-full flex-col gap-2 overflow-y-auto p-2 empty:hidden">
            <ProblemAlert />
            <NotKeptNote />
            <TakenNote />
            <RecordingMark />
            <LateApplicants />
            <CameraHints picture={picture} mayGoDark={mayGoDark} />
          </div>
          {/* Over the sheet too: a question waits for nobody who writes. */}
          <div className="pointer-events-none absolute inset-0 z-30 flex flex-col justify-end *:pointer-events-auto">
            <div hidden={isSheetOpen} className="flex max-h-1/2 min-h-0 flex-col gap-2 overflow-y-auto p-2 empty:hidden [&[hidden]]:hidden">
              <Steps />
              <CameraAsks />
            </div>
            <AskDialog isAtCamera />
          </div>
          <CameraSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
        </div>
      </main>
      <CameraBar picture={picture} isSheetOpen={isSheetOpen} onSheet={setSheetOpen} />
      <Voices />
    </div>
  );
}
