import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { RecordingsTable, RecordingTracksTable } from '../../storage/schema.ts';
import type { Recording, StoredTrack } from './recording.ts';

const gapsSchema = z.array(z.object({ fromMs: z.number(), toMs: z.number() }));
const envelopeSchema = z.object({ perSecond: z.number(), peak: z.array(z.number()), rms: z.array(z.number()) });

/** What the tables say, in words of the domain. */
export function recordingOf(row: Selectable<RecordingsTable>, tracks: readonly Selectable<RecordingTracksTable>[]): Recording {
  return {
    id: row.id,
    callId: row.call_id,
    startedAtMs: row.started_at.getTime(),
    durationMs: row.duration_ms,
    state: row.state,
    reason: row.reason,
    startedBy: row.started_by ?? undefined,
    caller: { userId: row.caller_user_id ?? undefined, displayName: row.caller_name, number: row.caller_number },
    callee: { userId: row.callee_user_id ?? undefined, displayName: row.callee_name, number: row.callee_number },
    tracks: tracks.filter((track) => track.recording_id === row.id).map(trackOf),
    gaps: gapsSchema.parse(row.gaps),
    notes: row.notes,
    tags: row.tags,
    hold: holdOf(row),
    nodeId: row.node_id,
    sealedTo: row.sealed_to ?? undefined,
    sealedNotes:
      row.sealed_notes === null || row.sealed_notes_to === null ? undefined : { keyVersion: row.sealed_notes_to, sealed: row.sealed_notes },
    version: row.version,
  };
}

function holdOf(row: Selectable<RecordingsTable>): Recording['hold'] {
  if (row.hold_reason === null || row.hold_by === null || row.hold_at === null) return undefined;
  return { reason: row.hold_reason, by: row.hold_by, atMs: row.hold_at.getTime(), releaseAskedBy: row.release_asked_by ?? undefined };
}

function trackOf(row: Selectable<RecordingTracksTable>): StoredTrack {
  return {
    side: row.side,
    objectId: row.object_id,
    durationMs: row.duration_ms,
    isWhole: row.is_whole,
    envelope: row.envelope === null ? undefined : envelopeSchema.parse(row.envelope),
  };
}
