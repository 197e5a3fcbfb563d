import {
  readAll,
  Recorder,
  recordingContentType,
  trimSilence,
  type AudioDesk,
  type ObjectClips,
  type RecordingTicker,
} from '../../media/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SealedObjects } from '../../storage/index.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { GreetingInProgress, SaidGreeting } from './greeting-visit.ts';

export interface GreetingRecorderParts {
  readonly objects: SealedObjects;
  readonly desk: AudioDesk;
  readonly clips: ObjectClips;
  readonly ticker: RecordingTicker;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes greetings that are said by phone. What nobody keeps goes at once, or after a crash with the next night. */
export class GreetingRecorder {
  readonly #parts: GreetingRecorderParts;

  constructor(parts: GreetingRecorderParts) {
    this.#parts = parts;
  }

  /** `keep` is given the audio once the person wants it. @throws {StorageError} */
  async start(call: AttendedCall, keep: (audio: Buffer) => Promise<void>): Promise<GreetingInProgress> {
    const { objects, clock, ticker, logger } = this.#parts;
    const writer = await objects.create({ tenantId: call.tenantId, retentionClass: 'greetings', contentType: recordingContentType });
    const recorder = Recorder.start({ tap: (onPacket) => call.tap(onPacket), writer, clock, ticker, logger });
    return { finish: async () => this.#finish(call.tenantId, (await recorder.finish()).objectId, keep) };
  }

  async #finish(tenantId: string, objectId: string, keep: (audio: Buffer) => Promise<void>): Promise<SaidGreeting | undefined> {
    const { objects, desk, clips } = this.#parts;
    const trimmed = await trimSilence(objects, desk, { tenantId, objectId, retentionClass: 'greetings' });
    if (!trimmed) {
      await objects.delete(tenantId, objectId);
      return undefined;
    }
    const discard = async (): Promise<void> => {
      clips.forget(trimmed.objectId);
      await objects.delete(tenantId, trimmed.objectId);
    };
    return {
      clips: [clips.clipOf({ tenantId, ...trimmed })],
      discard,
      keep: async () => {
        try {
          await keep(await readAll(objects, tenantId, trimmed.objectId));
        } finally {
          await discard();
        }
      },
    };
  }
}
