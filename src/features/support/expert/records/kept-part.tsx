import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { RecordFailure } from '../../state/records/record-failure.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { inPage } from './in-page.ts';
import { KeptRecording } from './kept-recording.tsx';
import { KeptStills } from './kept-stills.tsx';
import { NotesField } from './notes-field.tsx';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { recordsKey, useRecordsParts, useSessionRecords } from './records-context.tsx';

const lookAgainMs = 4_000;

/** What was kept of a session that is over: recordings, stills, notes. Only approved browsers open them. */
export function KeptPart({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation('supportRecords');
  const records = useSessionRecords(sessionId);
  const list = useQuery({ queryKey: recordsKey(sessionId), queryFn: ({ signal }) => records.list(signal) });
  const opening = useOpening();
  const recordings = list.data?.filter(({ kind }) => kind === 'recording') ?? [];
  const stills = list.data?.filter(({ kind }) => kind === 'still') ?? [];
  const isApproved = opening.data?.kind === 'approved';
  const isAnythingSealed = recordings.length + stills.length > 0;
  return (
    <section aria-label={t('kept.title')} className="flex flex-col gap-3">
      <FailureNotice failure={list.error ?? opening.error} />
      {list.isPending && <SkeletonRows count={2} />}
      {isAnythingSealed && opening.data && opening.data.kind !== 'approved' && (
        <RecordTroubleNotice failure={new RecordFailure(opening.data.kind)} />
      )}
      {list.data && (
        <>
          <h3 className="text-dense font-semibold">{t('kept.recordings')}</h3>
          {recordings.length === 0 && <p className="text-dense text-n11">{t('kept.none')}</p>}
          {recordings.length > 0 && (
            <ul className="flex flex-col divide-y divide-n6">
              {recordings.map((artefact) => (
                <KeptRecording key={artefact.id} records={records} artefact={artefact} sessionId={sessionId} isApproved={isApproved} />
              ))}
            </ul>
          )}
          <h3 className="text-dense font-semibold">{t('stills.title')}</h3>
          {stills.length === 0 && <p className="text-dense text-n11">{t('stills.none')}</p>}
          {stills.length > 0 && <KeptStills records={records} stills={stills} isApproved={isApproved} />}
        </>
      )}
    </section>
  );
}

/** Notes on a session, outside of it. */
export function KeptNotes({ sessionId }: { readonly sessionId: string }) {
  const records = useSessionRecords(sessionId);
  const desk = useMemo(() => records.notes(inPage), [records]);
  return <NotesField desk={desk} />;
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
