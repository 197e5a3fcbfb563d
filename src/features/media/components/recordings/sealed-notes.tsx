import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecordingDetails } from '../../../../../protocol/media/recordings.ts';
import { closeNotes, openNotes, SealError, type KeyRing } from '../../../../../seal/index.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { useSealing, useSealingState } from '../sealing/sealing-context.tsx';
import { NotesForm, type NotesText } from './notes-part.tsx';
import { detailKey, useRecordings } from './recordings-context.tsx';

interface SealedNotesProps {
  readonly recording: RecordingDetails;
  readonly onTag: (tag: string) => void;
}

/** Notes and tags of a sealed recording: opened and sealed in this browser, if it is approved. */
export function SealedNotes({ recording, onTag }: SealedNotesProps) {
  const { t } = useTranslation(['sealing', 'recordings']);
  const state = useSealingState({ isWatching: false });
  if (state.data?.kind === 'approved') return <OpenNotes recording={recording} onTag={onTag} ring={state.data.ring} />;
  return (
    <section aria-labelledby="recording-notes" className="flex flex-col gap-1 text-dense">
      <h3 id="recording-notes" className="font-semibold">
        {t('recordings:notes.title')}
      </h3>
      <p className="text-n11">{t('open.notesClosed')}</p>
    </section>
  );
}

const nothing = { notes: '', tags: [] };

function OpenNotes({ recording, onTag, ring }: SealedNotesProps & { ring: KeyRing }) {
  const { t } = useTranslation('sealing');
  const { desk } = useSealing();
  const { api } = useRecordings();
  const { id, version, sealedNotes } = recording;
  const place = { tenantId: desk.tenantId, recordingId: id };
  const opened = useQuery({
    queryKey: [detailKey, id, 'notes', version, ring.version],
    queryFn: async () => (sealedNotes === null ? nothing : openNotes(ring, place, sealedNotes)),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
    retry: false,
  });
  if (opened.error instanceof SealError)
    return <Notice tone="error">{t(opened.error.why === 'no-key' ? 'alarm.no-key' : 'open.notesForged')}</Notice>;
  if (opened.data === undefined) return <SkeletonRows count={2} />;
  const written = opened.data;
  const send = async (part: NotesText): Promise<RecordingDetails> => {
    const next = { notes: part.notes ?? written.notes, tags: part.tags ?? written.tags };
    return api.annotate(id, { sealedNotes: await closeNotes(ring, place, next), version });
  };
  return <NotesForm recording={{ ...recording, ...written }} onTag={onTag} send={send} hint={t('open.notesHint')} />;
}
