import type { PolicySubject, RecordingPolicy, RecordingReason, RecordingSide } from '../../../protocol/media/recordings.ts';
import type { Envelope, RecordingGap } from '../../media/index.ts';
import type { CallParty } from '../history/call-record.ts';

/** What one party said. */
export interface StoredTrack {
  readonly side: RecordingSide;
  readonly objectId: string;
  readonly durationMs: number;
  readonly isWhole: boolean;
  readonly envelope: Envelope | undefined;
}

/** A legal hold: nothing deletes what is held. Who asked for its end cannot be who agrees. */
export interface StoredHold {
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
  readonly releaseAskedBy: string | undefined;
}

/** Notes and tags that a browser sealed to a version of the recording key. */
export interface StoredSealedNotes {
  readonly keyVersion: number;
  readonly sealed: Buffer;
}

/** A recorded call. Times are milliseconds since the Unix epoch. */
export interface Recording {
  readonly id: string;
  readonly callId: string;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly state: 'recording' | 'whole' | 'cut';
  readonly reason: RecordingReason;
  /** Who started it by hand. */
  readonly startedBy: string | undefined;
  readonly caller: CallParty;
  readonly callee: CallParty;
  readonly tracks: readonly StoredTrack[];
  readonly gaps: readonly RecordingGap[];
  readonly notes: string;
  readonly tags: readonly string[];
  readonly hold: StoredHold | undefined;
  readonly nodeId: string;
  /** The version of the recording key that its tracks are sealed to; undefined when the server opens them. */
  readonly sealedTo: number | undefined;
  /** Of a sealed recording: what is written on it, which the server cannot read. */
  readonly sealedNotes: StoredSealedNotes | undefined;
  readonly version: number;
}

/** A recording that begins. */
export type NewRecording = Pick<
  Recording,
  'id' | 'callId' | 'startedAtMs' | 'reason' | 'startedBy' | 'caller' | 'callee' | 'nodeId' | 'sealedTo'
> & {
  readonly objects: Readonly<Record<RecordingSide, string>>;
};

/** How it ended. */
export interface RecordingEnd {
  readonly state: 'whole' | 'cut';
  readonly durationMs: number;
  readonly gaps: readonly RecordingGap[];
  readonly tracks: readonly Pick<StoredTrack, 'side' | 'durationMs' | 'isWhole'>[];
}

export interface AccessEntry {
  readonly userId: string;
  readonly purpose: 'listen' | 'export';
  readonly atMs: number;
}

export interface PolicyKey {
  readonly kind: PolicySubject;
  readonly id: string;
}

/** What people get who set nothing. */
export const usualPolicy: RecordingPolicy = 'on-demand';

/** Kept for 13 months, then deleted unless it is held. */
export const keptMonths = 13;

/** When a recording has been kept long enough: the same day of the month, thirteen months later, or that month's last. */
export function keptUntilMs(startedAtMs: number): number {
  const start = new Date(startedAtMs);
  const until = new Date(startedAtMs);
  until.setUTCMonth(start.getUTCMonth() + keptMonths);
  // The 31st of a shorter month runs over into the next one.
  if (until.getUTCDate() !== start.getUTCDate()) until.setUTCDate(0);
  return until.getTime();
}
