import type { RecordingReason, RecordingSide } from '../../../protocol/media/recordings.ts';
import { Recorder, recordingContentType, type RecordedTrack, type RecordingTicker } from '../../media/index.ts';
import type { AudioTap } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ObjectRecipient, ObjectWriter, RecipientObjects } from '../../storage/index.ts';
import type { CallParty } from '../history/call-record.ts';
import type { RecordingStore } from './recording-store.ts';
import type { RecordingEnd } from './recording.ts';

export interface LiveRecordingParts {
  readonly objects: RecipientObjects;
  /** What a recording that begins now is sealed to. When that cannot be known, none begins: nothing falls back to unsealed. */
  readonly recipient: (tenantId: string) => Promise<ObjectRecipient | undefined>;
  readonly store: RecordingStore;
  readonly ticker: RecordingTicker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly nodeId: string;
}

export interface LiveRecordingRequest {
  readonly tenantId: string;
  readonly callId: string;
  readonly reason: RecordingReason;
  readonly startedBy: string | undefined;
  readonly parties: Readonly<Record<RecordingSide, CallParty>>;
  readonly tap: (side: RecordingSide, onPacket: (rtp: Buffer) => void) => AudioTap;
  /** A track could not be written any more. */
  readonly onCut: () => void;
}

const sides: readonly RecordingSide[] = ['caller', 'callee'];

/** One call that is being recorded: two recorders on one clock, and the row that says so. */
export class LiveRecording {
  readonly id: string;
  readonly reason: RecordingReason;
  readonly #recorders: Readonly<Record<RecordingSide, Recorder>>;
  #end: Promise<RecordingEnd> | undefined;

  private constructor(id: string, reason: RecordingReason, recorders: Readonly<Record<RecordingSide, Recorder>>) {
    this.id = id;
    this.reason = reason;
    this.#recorders = recorders;
  }

  /** Resolves when the row is on disk and both recorders listen. @throws {StorageError} when there is no room, or no database */
  static async begin(parts: LiveRecordingParts, request: LiveRecordingRequest): Promise<LiveRecording> {
    const { tenantId, callId, reason, startedBy, parties } = request;
    const { objects, store, clock, ticker, logger, nodeId } = parts;
    const id = newId(clock.now());
    const recipient = await parts.recipient(tenantId);
    const writers: ObjectWriter[] = [];
    const started: Recorder[] = [];
    let isThere = false;
    try {
      while (writers.length < sides.length)
        writers.push(await objects.create({ tenantId, retentionClass: 'recordings', contentType: recordingContentType, recipient }));
      const [caller, callee] = writers;
      if (!caller || !callee) throw new Error('a recording has two tracks');
      const startedAtMs = clock.now();
      const receipt = { actorUserId: startedBy, action: 'recording.started', after: { callId, reason, isSealed: recipient !== undefined } };
      const made = { sealedTo: recipient?.keyVersion, objects: { caller: caller.id, callee: callee.id } };
      const row = { id, callId, startedAtMs, reason, startedBy, ...parties, nodeId, ...made };
      await store.add(tenantId, row, receipt);
      isThere = true;
      const startedMs = clock.monotonicMs();
      const record = (side: RecordingSide, writer: ObjectWriter): Recorder => {
        const tap = (onPacket: (rtp: Buffer) => void): AudioTap => request.tap(side, onPacket);
        const recorder = Recorder.start({ tap, writer, clock, ticker, logger, startedMs });
        started.push(recorder);
        recorder.once('cut', request.onCut);
        return recorder;
      };
      return new LiveRecording(id, reason, { caller: record('caller', caller), callee: record('callee', callee) });
    } catch (error) {
      const forget = async (): Promise<void> => {
        for (const recorder of started) await recorder.discard();
        for (const writer of writers) await writer.discard();
      };
      // A call that ended meanwhile cannot be listened to any more: its recording never began.
      if (isThere)
        await store.remove(tenantId, id, { actorUserId: undefined, action: 'recording.deleted', after: { why: 'never-began' } }, forget);
      else await forget();
      throw error;
    }
  }

  get isPaused(): boolean {
    return this.#recorders.caller.isPaused;
  }

  pause(): void {
    for (const side of sides) this.#recorders[side].pause();
  }

  resume(): void {
    for (const side of sides) this.#recorders[side].resume();
  }

  /** Both tracks are on disk when this resolves. Idempotent. */
  end(): Promise<RecordingEnd> {
    this.#end ??= this.#finish();
    return this.#end;
  }

  async #finish(): Promise<RecordingEnd> {
    const [caller, callee] = await Promise.all([this.#recorders.caller.finish(), this.#recorders.callee.finish()]);
    const trackOf = (side: RecordingSide, { durationMs, isWhole }: RecordedTrack): RecordingEnd['tracks'][number] => ({
      side,
      durationMs,
      isWhole,
    });
    return {
      state: caller.isWhole && callee.isWhole ? 'whole' : 'cut',
      durationMs: Math.max(caller.durationMs, callee.durationMs),
      gaps: caller.gaps,
      tracks: [trackOf('caller', caller), trackOf('callee', callee)],
    };
  }
}
