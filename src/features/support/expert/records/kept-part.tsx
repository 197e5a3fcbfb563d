import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { newestOnly } from '../../state/records/kept-things.ts';
import { RecordFailure } from '../../state/records/record-failure.ts';
import type { SessionRecords } from '../../state/records/session-records.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { DownloadAll } from './download-all.tsx';
import { inPage } from './in-page.ts';
import { KeptRecording } from './kept-recording.tsx';
import { KeptStills } from './kept-stills.tsx';
import { KeptWritings } from './kept-writings.tsx';
import { NotesField } from './notes-field.tsx';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { recordsKey, useRecordsParts, useSessionRecords } from './records-context.tsx';

const lookAgainMs = 4_000;

/** What was kept of a session: recordings, stills, notes. Only approved browsers open them. */
export function KeptPart({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation('supportRecords');
  const records = useSessionRecords(sessionId);
  const list = useQuery({ queryKey: recordsKey(sessionId), queryFn: ({ signal }) => records.list(signal) });
  const opening = useOpening();
  const notes = useMemo(() => records.notes(inPage), [records]);
  const areNotesLocked = useSyncExternalStore(notes.view.subscribe, () => notes.view.getState().kind === 'locked');
  const kind = opening.data?.kind;
  const isAnythingSealed = areNotesLocked || (list.data ?? []).length > 0;
  const hasNotes = useSyncExternalStore(notes.view.subscribe, () => {
    const view = notes.view.getState();
    return view.kind === 'open' && view.change.at !== null;
  });
  const isAnythingThere = hasNotes || (list.data ?? []).length > 0;
  useEffect(() => {
    // This browser was approved while somebody looked.
    if (kind === 'approved' && areNotesLocked) void notes.load();
  }, [kind, areNotesLocked, notes]);
  return (
    <section aria-label={t('kept.title')} className="flex flex-col gap-3">
      <FailureNotice failure={list.error ?? opening.error} />
      {list.isPending && <SkeletonRows count={2} />}
      {isAnythingSealed && kind !== undefined && kind !== 'approved' && <RecordTroubleNotice failure={new RecordFailure(kind)} />}
      {isAnythingThere && kind === 'approved' && <DownloadAll records={records} sessionId={sessionId} />}
      {list.data && <KeptFiles records={records} files={list.data} sessionId={sessionId} isApproved={kind === 'approved'} />}
      <NotesField desk={notes} isTroubleToldElsewhere />
    </section>
  );
}

interface KeptFilesProps {
  readonly records: SessionRecords;
  readonly files: readonly Artefact[];
  readonly sessionId: string;
  readonly isApproved: boolean;
}

function KeptFiles({ records, files: listed, sessionId, isApproved }: KeptFilesProps) {
  const { t } = useTranslation('supportRecords');
  const files = newestOnly(listed);
  const recordings = files.filter(({ kind }) => kind === 'recording');
  const stills = files.filter(({ kind }) => kind === 'still');
  return (
    <>
      <h3 className="text-dense font-semibold">{t('kept.recordings')}</h3>
      {recordings.length === 0 && <p className="text-dense text-n11">{t('kept.none')}</p>}
      {recordings.length > 0 && isApproved && <p className="text-caption text-n11">{t('kept.openHint')}</p>}
      {recordings.length > 0 && (
        <ul className="flex flex-col divide-y divide-n6">
          {recordings.map((artefact) => (
            <KeptRecording key={artefact.id} records={records} artefact={artefact} sessionId={sessionId} isApproved={isApproved} />
          ))}
        </ul>
      )}
      <h3 className="text-dense font-semibold">{t('stills.title')}</h3>
      {stills.length === 0 && <p className="text-dense text-n11">{t('stills.none')}</p>}
      {stills.length > 0 && (
        <KeptStills
          records={records}
          stills={stills}
          transcripts={files.filter(({ kind }) => kind === 'transcript')}
          isApproved={isApproved}
        />
      )}
      <KeptWritings records={records} files={files} isApproved={isApproved} />
    </>
  );
}

/** Whether this browser opens; looked at again while somebody else may approve it. */
function useOpening() {
  const { keys } = useRecordsParts();
  return useQuery({
    queryKey: ['support-opening'],
    queryFn: () => keys.opening(),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.kind === 'approved' ? false : lookAgainMs),
  });
}
