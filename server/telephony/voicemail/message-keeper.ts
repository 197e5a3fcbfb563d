import {
  readAll,
  Recorder,
  recordingContentType,
  trimSilence,
  type AudioDesk,
  type RecordedTrack,
  type RecordingTicker,
} from '../../media/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SealedObjects } from '../../storage/index.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { MessageInProgress } from './message-visit.ts';
import type { Box, Message, VoicemailStore } from './voicemail-store.ts';

export interface MessageKeeperParts {
  readonly store: VoicemailStore;
  readonly objects: SealedObjects;
  readonly desk: AudioDesk;
  readonly ticker: RecordingTicker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly nodeId: string;
  /** A message is there now, or was found after a crash. */
  readonly onKept: (tenantId: string, boxId: string, messageId: string) => void;
}

/** Writes messages while they are said, so that a crash costs two seconds at most. */
export class MessageKeeper {
  readonly #parts: MessageKeeperParts;

  constructor(parts: MessageKeeperParts) {
    this.#parts = parts;
  }

  /** @throws {StorageError} `full`, `unavailable` */
  async begin(call: AttendedCall, box: Box): Promise<MessageInProgress> {
    const { store, objects, clock, ticker, logger, nodeId } = this.#parts;
    const { tenantId } = call;
    const writer = await objects.create({ tenantId, retentionClass: 'voicemail', contentType: recordingContentType });
    const id = newId();
    await store.beginMessage(tenantId, {
      id,
      boxId: box.id,
      callId: call.id,
      caller: call.caller,
      receivedAt: new Date(clock.now()),
      objectId: writer.id,
      nodeId,
    });
    let recorder: Recorder | undefined;
    return {
      start: () => (recorder = Recorder.start({ tap: (onPacket) => call.tap(onPacket), writer, clock, ticker, logger })),
      keep: (track) => this.#keep(tenantId, { id, boxId: box.id }, track),
      forget: async () => {
        await (recorder ? recorder.discard() : writer.discard());
        await store.removeMessage(tenantId, id);
      },
    };
  }

  /** What a dead run of this server left: what can be heard becomes a message that was cut, the rest goes. */
  async recover(tenantId: string): Promise<void> {
    const { store, logger, nodeId } = this.#parts;
    for (const message of await store.unfinished(tenantId, nodeId)) {
      try {
        await this.#recover(tenantId, message);
      } catch (error) {
        logger.error({ err: error, tenantId, messageId: message.id }, 'a message of the last run could not be read');
      }
    }
  }

  async #recover(tenantId: string, message: Message): Promise<void> {
    const durationMs = await this.#spokenMs(tenantId, message.objectId);
    if (durationMs === undefined) return this.#remove(tenantId, message);
    await this.#parts.store.finishMessage(tenantId, { id: message.id, state: 'cut', objectId: message.objectId, durationMs });
    this.#parts.onKept(tenantId, message.boxId, message.id);
  }

  /** How long a cut recording lasts; undefined when nothing is said in it. */
  async #spokenMs(tenantId: string, objectId: string): Promise<number | undefined> {
    const { objects, desk } = this.#parts;
    const reader = await objects.open(tenantId, objectId);
    if (!reader) return undefined;
    await reader.close();
    if (reader.facts.bytes === 0) return undefined;
    const bounds = await desk.ask('speech', await readAll(objects, tenantId, objectId));
    return bounds && Math.round(bounds.endMs);
  }

  async #keep(tenantId: string, message: { readonly id: string; readonly boxId: string }, track: RecordedTrack): Promise<'left' | 'empty'> {
    const { store } = this.#parts;
    const kept = track.isWhole ? await this.#trimmed(tenantId, track) : track.durationMs > 0 ? track : undefined;
    if (!kept) {
      await this.#remove(tenantId, { id: message.id, objectId: track.objectId });
      return 'empty';
    }
    const state = track.isWhole ? 'whole' : 'cut';
    await store.finishMessage(tenantId, { id: message.id, state, objectId: kept.objectId, durationMs: kept.durationMs });
    if (kept.objectId !== track.objectId) await this.#deleteUntrimmed(tenantId, track.objectId);
    this.#parts.onKept(tenantId, message.boxId, message.id);
    return 'left';
  }

  /** The message is kept by now: what is left behind here must not undo that. */
  async #deleteUntrimmed(tenantId: string, objectId: string): Promise<void> {
    const { objects, logger } = this.#parts;
    try {
      await objects.delete(tenantId, objectId);
    } catch (error) {
      logger.warn({ err: error, tenantId, objectId }, 'the untrimmed audio of a message could not be removed');
    }
  }

  /** Without silence at both ends; as it was when that cannot be done; undefined when nobody says anything. */
  async #trimmed(tenantId: string, track: RecordedTrack): Promise<{ readonly objectId: string; readonly durationMs: number } | undefined> {
    const { objects, desk, logger } = this.#parts;
    // The untrimmed one goes once the row names the trimmed one: a crash in between loses nothing.
    const keeping: SealedObjects = {
      create: (object) => objects.create(object),
      open: (tenant, id) => objects.open(tenant, id),
      delete: async () => undefined,
    };
    try {
      return await trimSilence(keeping, desk, { tenantId, objectId: track.objectId, retentionClass: 'voicemail' });
    } catch (error) {
      logger.warn({ err: error, tenantId, objectId: track.objectId }, 'a message keeps the silence around it');
      return track;
    }
  }

  async #remove(tenantId: string, message: { readonly id: string; readonly objectId: string }): Promise<void> {
    await this.#parts.store.removeMessage(tenantId, message.id);
    await this.#parts.objects.delete(tenantId, message.objectId);
  }
}
