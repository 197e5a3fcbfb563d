import { measureRecording, readAll, type AudioDesk } from '../../media/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { delay } from '../../platform/wait.ts';
import { StorageError, type RecipientObjects } from '../../storage/index.ts';
import type { RecordingStore } from './recording-store.ts';
import type { Recording, RecordingEnd } from './recording.ts';

export interface FinisherParts {
  readonly objects: RecipientObjects;
  readonly store: RecordingStore;
  readonly desk: Pick<AudioDesk, 'ask'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const retryMs = 5_000;

/** Writes down how recordings ended, as often as it takes, and draws their waveforms. */
export class RecordingFinisher {
  readonly #parts: FinisherParts;
  readonly #working = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(parts: FinisherParts) {
    this.#parts = parts;
  }

  /** Resolves when the end is on disk; goes on trying in the background while the database is away. */
  async finish(tenantId: string, id: string, end: RecordingEnd): Promise<void> {
    try {
      await this.#parts.store.finish(tenantId, id, end);
      this.#inBackground(this.#draw(tenantId, id), id);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.#parts.logger.warn({ err: error, recording: id }, 'the end of a recording is not written down yet');
      this.#inBackground(this.#tryAgain(tenantId, id, end), id);
    }
  }

  /** What the last run of this node left open: as long as its tracks say. */
  async recover(tenantId: string, nodeId: string): Promise<number> {
    const { store, objects } = this.#parts;
    const left = await store.unfinished(tenantId, nodeId);
    for (const recording of left) await this.finish(tenantId, recording.id, await endOf(objects, tenantId, recording));
    return left.length;
  }

  /** Waits for what is being done; what cannot be done is left to the next start. */
  async close(): Promise<void> {
    this.#closing.abort('the server stops');
    await Promise.all(this.#working);
  }

  async #tryAgain(tenantId: string, id: string, end: RecordingEnd): Promise<void> {
    await delay(this.#parts.clock, retryMs, this.#closing.signal);
    if (!this.#closing.signal.aborted) await this.finish(tenantId, id, end);
  }

  async #draw(tenantId: string, id: string): Promise<void> {
    const { store, objects, desk } = this.#parts;
    const recording = await store.get(tenantId, id);
    // What is sealed is drawn by the browsers that open it.
    if (!recording || recording.sealedTo !== undefined) return;
    for (const { side, objectId, durationMs } of recording.tracks) {
      if (durationMs === 0) continue;
      const envelope = await desk.ask('envelope', await readAll(objects, tenantId, objectId));
      await store.setEnvelope(tenantId, id, { side, envelope });
    }
  }

  #inBackground(work: Promise<void>, id: string): void {
    const guarded: Promise<void> = this.#guarded(work, id).finally(() => this.#working.delete(guarded));
    this.#working.add(guarded);
  }

  async #guarded(work: Promise<void>, id: string): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#parts.logger.warn({ err: error, recording: id }, 'a recording has no waveform');
    }
  }
}

async function endOf(objects: RecipientObjects, tenantId: string, { tracks, gaps, sealedTo }: Recording): Promise<RecordingEnd> {
  const measure = sealedTo === undefined ? measureRecording : measureSealed;
  const measured = await Promise.all(
    tracks.map(async ({ side, objectId }) => ({
      side,
      ...((await measure(objects, tenantId, objectId)) ?? { durationMs: 0, isWhole: false }),
    })),
  );
  return {
    state: measured.every(({ isWhole }) => isWhole) ? 'whole' : 'cut',
    durationMs: Math.max(0, ...measured.map(({ durationMs }) => durationMs)),
    gaps,
    tracks: measured,
  };
}

/** A recorder closes a chunk each second: without the key, its length is known to about one. */
async function measureSealed(
  objects: RecipientObjects,
  tenantId: string,
  objectId: string,
): Promise<{ readonly durationMs: number; readonly isWhole: boolean } | undefined> {
  const count = await objects.countChunks(tenantId, objectId);
  return count && { durationMs: count.chunks * 1000, isWhole: count.isWhole };
}
