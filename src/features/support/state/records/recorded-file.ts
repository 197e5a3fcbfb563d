import { ArtefactSealer } from '../../../../../seal/index.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { RecordFailure } from './record-failure.ts';
import type { SessionRecords } from './session-records.ts';
import { SealedUpload, type UploadPart } from './sealed-upload.ts';
import type { Take, TakePort } from './take.ts';

export interface RecordedFileParts {
  readonly records: Pick<SessionRecords, 'recipient' | 'placeOf' | 'sendPart'>;
  readonly takes: TakePort;
  readonly schedule: (delayMs: number, task: () => void) => () => void;
  readonly onWaiting: (bytes: number) => void;
  /** It cannot go on: the server refused, the line was away for too long, or the browser's recorder stopped. */
  readonly onBroken: (failure: unknown) => void;
}

/** One file of a recording: recorded, sealed piece by piece, and sent as it is made. */
export class RecordedFile {
  readonly #upload: SealedUpload;
  readonly #sealer: ArtefactSealer;
  readonly #parts: RecordedFileParts;
  readonly #take: Take;
  /** Pieces are sealed in the order in which they were told. */
  #sealing: Promise<void> = Promise.resolve();

  private constructor(sealer: ArtefactSealer, parts: RecordedFileParts, of: { picture: MediaStreamTrack | undefined; mimeType: string }) {
    const id = crypto.randomUUID();
    const { records, takes, schedule, onWaiting, onBroken } = parts;
    this.#sealer = sealer;
    this.#parts = parts;
    this.#upload = new SealedUpload({
      send: (part: UploadPart) => this.#told(records.sendPart(id, part)),
      isTemporary,
      schedule,
      onWaiting,
    });
    this.#take = takes.begin(of, {
      onPiece: (piece) => this.#seal(piece),
      onBroken: () => onBroken(new RecordFailure('unsupported')),
    });
    this.#upload.add(sealer.header);
  }

  /** Begins to record at once. @throws {RecordFailure} `unset`, `alarm`, `unsupported`; ApiFailure */
  static async begin(
    picture: MediaStreamTrack | undefined,
    parts: RecordedFileParts,
    isWanted: () => boolean,
  ): Promise<RecordedFile | undefined> {
    const mimeType = parts.takes.mimeTypeOf(picture !== undefined);
    if (mimeType === undefined) throw new RecordFailure('unsupported');
    const { tenantId, recipient } = await parts.records.recipient();
    const sealer = await ArtefactSealer.begin(parts.records.placeOf(tenantId), mimeType, recipient);
    // Nothing is recorded that was taken back meanwhile.
    return isWanted() ? new RecordedFile(sealer, parts, { picture, mimeType }) : undefined;
  }

  setVoices(voices: readonly MediaStreamTrack[]): void {
    this.#take.setVoices(voices);
  }

  pause(): void {
    this.#take.pause();
  }

  resume(): void {
    this.#take.resume();
  }

  /** Records nothing from this call on; resolves when all of it is kept. Rejects with why it is not. */
  async finish(): Promise<void> {
    await this.#take.stop();
    await this.#sealing;
    this.#upload.add(await this.#sealer.finish());
    await this.#upload.done();
  }

  #seal(piece: Blob): void {
    const sealed = async (): Promise<void> => {
      const bytes = new Uint8Array(await piece.arrayBuffer());
      this.#upload.add(await this.#sealer.seal(bytes));
      if (this.#upload.failure !== undefined) this.#parts.onBroken(this.#upload.failure);
    };
    this.#sealing = this.#sealing.then(sealed).catch((cause: unknown) => this.#parts.onBroken(cause));
  }

  async #told(sending: Promise<void>): Promise<void> {
    try {
      await sending;
    } catch (failure) {
      if (!isTemporary(failure)) this.#parts.onBroken(failure);
      throw failure;
    }
  }
}

/** Nobody answered, or not in time. */
function isTemporary(failure: unknown): boolean {
  if (failure instanceof ApiFailure) return failure.isTemporary;
  return failure instanceof DOMException && failure.name === 'TimeoutError';
}
