import { createContext, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { browserTakes } from '../../state/records/browser-take.ts';
import { SessionRecorder, type RecorderView } from '../../state/records/session-recorder.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSessionRecords } from './records-context.tsx';

const RecorderContext = createContext<SessionRecorder | undefined>(undefined);

/** Records the session that is shown. It goes on when the console gives way to the summary, until all is sent. */
export function RecorderHost({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const records = useSessionRecords(useLive((view) => view.session.id));
  const recorder = useMemo(
    () =>
      new SessionRecorder({
        session,
        records,
        takes: browserTakes,
        now: () => performance.now(),
        schedule(delayMs, task) {
          const timer = setTimeout(task, delayMs);
          return () => clearTimeout(timer);
        },
      }),
    [session, records],
  );
  useEffect(() => recorder.listen(), [recorder]);
  return <RecorderContext value={recorder}>{children}</RecorderContext>;
}

export function useRecorder(): { readonly recorder: SessionRecorder; readonly view: RecorderView } {
  const recorder = useContext(RecorderContext);
  if (!recorder) throw new Error('there is no RecorderHost above this component');
  return { recorder, view: useSyncExternalStore(recorder.view.subscribe, recorder.view.getState) };
}

/** What is on the stage is what is recorded. */
export function useRecordedPicture(picture: MediaStreamTrack | undefined): void {
  const recorder = useContext(RecorderContext);
  useEffect(() => recorder?.setPicture(picture), [recorder, picture]);
}
