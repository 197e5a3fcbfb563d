import { ServiceError } from '../../platform/service-error.ts';
import { prepareAudio, type PreparedAudio } from './prepare-audio.ts';

/** How many recordings are worked on at once, and how many more may wait. */
const workers = 2;
const maxWaiting = 8;

/** Makes prompts of what people send, a few at a time: each is a process that takes a whole core. */
export class AudioWorkshop {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** Levels and encodes. @throws {ServiceError} an `audio-…` code, `ffmpeg-missing`, or `unavailable` when too many wait */
  async prepare(source: Uint8Array, signal?: AbortSignal): Promise<PreparedAudio> {
    if (source.byteLength === 0) throw new ServiceError('audio-empty');
    await this.#take();
    try {
      return await prepareAudio(source, signal);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #take(): Promise<void> {
    if (this.#running >= workers) {
      if (this.#waiting.length >= maxWaiting) throw new ServiceError('unavailable', { retryAfterSeconds: 5 });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }
}
