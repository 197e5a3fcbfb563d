import { createContext, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { browserTakes } from '../../state/records/browser-take.ts';
import type { NotesDesk } from '../../state/records/notes-desk.ts';
import { SessionRecorder, type RecorderView } from '../../state/records/session-recorder.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { inPage } from './in-page.ts';
import { useKeeper } from './keeper-context.ts';
import { useSessionRecords } from './records-context.tsx';

interface Hosted {
  readonly recorder: SessionRecorder;
  /** Undefined while it is not known which session this is. */
  readonly notes: NotesDesk | undefined;
}

const RecorderContext = createContext<Hosted | undefined>(undefined);

/** Records the session that is shown, keeps what is made in it, and has its notes. All go on when the console gives way to the summary, until all is sent. */
export function RecorderHost({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const sessionId = useLive((view) => view.session.id);
  const records = useSessionRecords(sessionId);
  const recorder = useMemo(
    () =>
      new SessionRecorder({
        session,
        records,
        takes: browserTakes,
        now: () => performance.now(),
        schedule: inPage,
      }),
    [session, records],
  );
  useEffect(() => recorder.listen(), [recorder]);
  useKeeper();
  const notes = useMemo(() => (sessionId === '' ? undefined : records.notes(inPage)), [records, sessionId]);
  const hosted = useMemo(() => ({ recorder, notes }), [recorder, notes]);
  return <RecorderContext value={hosted}>{children}</RecorderContext>;
}

export function useRecorder(): { readonly recorder: SessionRecorder; readonly view: RecorderView } {
  const { recorder } = useHosted();
  return { recorder, view: useSyncExternalStore(recorder.view.subscribe, recorder.view.getState) };
}

/** What is on the stage is what is recorded. */
export function useRecordedPicture(picture: MediaStreamTrack | undefined): void {
  const { recorder } = useHosted();
  useEffect(() => recorder.setPicture(picture), [recorder, picture]);
}

export function useNotesDesk(): NotesDesk | undefined {
  return useHosted().notes;
}

function useHosted(): Hosted {
  const hosted = useContext(RecorderContext);
  if (!hosted) throw new Error('there is no RecorderHost above this component');
  return hosted;
}
