import { recordingSides, type RecordingDetails, type RecordingSide } from '../../../../../protocol/media/recordings.ts';
import { openTrack, SealError, type KeyRing } from '../../../../../seal/index.ts';
import { envelopeOf, type Envelope } from './envelope.ts';

/** A track that this browser opened. */
export interface PlainTrack {
  readonly file: Blob;
  readonly isWhole: boolean;
}

export interface OpenedRecording {
  readonly tracks: Readonly<Record<RecordingSide, PlainTrack>>;
  /** As the server tells it, with what only the audio tells: lengths and waveforms. */
  readonly recording: RecordingDetails;
}

/** Fetches a sealed track. */
export type FetchSealed = (id: string, side: RecordingSide) => Promise<Uint8Array<ArrayBuffer>>;

export interface OpeningParts {
  readonly tenantId: string;
  readonly ring: KeyRing;
  readonly fetch: FetchSealed;
}

/** Opens one track. @throws {SealError} `forged`, `no-key`; ApiFailure */
export async function openSide(
  { tenantId, ring, fetch }: OpeningParts,
  recording: RecordingDetails,
  side: RecordingSide,
): Promise<PlainTrack> {
  const sealed = recording.tracks.find((track) => track.side === side)?.sealed;
  if (!sealed) throw new SealError('no-key');
  const { content, isWhole } = await openTrack(ring, tenantId, sealed, await fetch(recording.id, side));
  return { file: new Blob([content], { type: sealed.contentType }), isWhole };
}

/** Opens both tracks and draws them. */
export async function openRecording(parts: OpeningParts, recording: RecordingDetails): Promise<OpenedRecording> {
  const [caller, callee] = await Promise.all(recordingSides.map((side) => openSide(parts, recording, side)));
  if (!caller || !callee) throw new SealError('no-key');
  const tracks = { caller, callee };
  const drawn: Record<RecordingSide, Envelope> = { caller: await envelopeOf(caller.file), callee: await envelopeOf(callee.file) };
  return {
    tracks,
    recording: {
      ...recording,
      durationMs: Math.max(drawn.caller.durationMs, drawn.callee.durationMs),
      tracks: recording.tracks.map((track) => {
        const { durationMs, ...envelope } = drawn[track.side];
        return { ...track, durationMs, isWhole: tracks[track.side].isWhole, envelope };
      }),
    },
  };
}
