import type { RecordingDetails, RecordingSummary } from '../../../protocol/media/recordings.ts';
import type { SealedTrack } from '../../../protocol/media/sealing.ts';
import type { CallParty } from '../history/call-record.ts';
import { keptUntilMs } from './recording.ts';
import type { Recording, StoredHold } from './recording.ts';

/** A recording as the list shows it. */
export function summaryOf(recording: Recording): RecordingSummary {
  const { id, callId, startedAtMs, durationMs, state, reason, notes, tags, hold, sealedNotes, version } = recording;
  return {
    id,
    callId,
    startedAt: isoOf(startedAtMs),
    durationMs,
    state,
    reason,
    startedBy: recording.startedBy ?? null,
    caller: partyOf(recording.caller),
    callee: partyOf(recording.callee),
    notes,
    tags: [...tags],
    isHeld: hold !== undefined,
    isSealed: recording.sealedTo !== undefined,
    sealedNotes: sealedNotes ? { keyVersion: sealedNotes.keyVersion, sealed: sealedNotes.sealed.toString('base64url') } : null,
    keptUntil: isoOf(keptUntilMs(startedAtMs)),
    version,
  };
}

/** All of it but the audio. `nameOf` knows the people of its hold, `sealedOf` what opens a sealed track. */
export function detailsOf(
  recording: Recording,
  nameOf: (userId: string) => string | null,
  sealedOf: (objectId: string) => SealedTrack | undefined,
): RecordingDetails {
  const { hold } = recording;
  return {
    ...summaryOf(recording),
    tracks: recording.tracks.map(({ side, objectId, durationMs, isWhole, envelope }) => ({
      side,
      durationMs,
      isWhole,
      sealed: sealedOf(objectId) ?? null,
      envelope: envelope ? { perSecond: envelope.perSecond, peak: [...envelope.peak], rms: [...envelope.rms] } : null,
    })),
    gaps: recording.gaps.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
    hold: hold ? holdOf(hold, nameOf) : null,
  };
}

function holdOf({ reason, by, atMs, releaseAskedBy }: StoredHold, nameOf: (userId: string) => string | null): RecordingDetails['hold'] {
  return {
    reason,
    by,
    byName: nameOf(by),
    since: isoOf(atMs),
    releaseAskedBy: releaseAskedBy ?? null,
    releaseAskedByName: releaseAskedBy === undefined ? null : nameOf(releaseAskedBy),
  };
}

function partyOf({ userId, displayName, number }: CallParty): RecordingSummary['caller'] {
  return { userId: userId ?? null, displayName, number };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
