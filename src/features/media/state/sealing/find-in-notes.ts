import type { RecordingSummary } from '../../../../../protocol/media/recordings.ts';
import { openNotes, SealError, type KeyRing } from '../../../../../seal/index.ts';

export interface NotesSearch {
  readonly query?: string | undefined;
  readonly tag?: string | undefined;
}

export interface NotesParts {
  readonly tenantId: string;
  readonly ring: KeyRing;
}

/** A sealed recording with what is written on it, as this browser opened it; undefined when it cannot. */
export async function withNotes({ tenantId, ring }: NotesParts, recording: RecordingSummary): Promise<RecordingSummary | undefined> {
  if (recording.sealedNotes === null) return recording;
  try {
    return { ...recording, ...(await openNotes(ring, { tenantId, recordingId: recording.id }, recording.sealedNotes)) };
  } catch (error) {
    // One that was changed, or sealed to a key that this browser did not get, must not hide the others.
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

/** Those of these recordings whose sealed notes and tags fit, opened. */
export async function findInNotes(
  parts: NotesParts,
  recordings: readonly RecordingSummary[],
  search: NotesSearch,
): Promise<RecordingSummary[]> {
  const found: RecordingSummary[] = [];
  for (const recording of recordings) {
    const opened = await withNotes(parts, recording);
    if (opened && fits(opened, search)) found.push(opened);
  }
  return found;
}

function fits({ notes, tags }: RecordingSummary, { query = '', tag }: NotesSearch): boolean {
  const text = [notes, ...tags].join('\n').toLowerCase();
  return text.includes(query.trim().toLowerCase()) && (tag === undefined || tag === '' || tags.includes(tag));
}
