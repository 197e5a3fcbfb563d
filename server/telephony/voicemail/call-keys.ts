import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { AttendedCall } from '../calls/attended-call.ts';

/** A caller who listens and presses keys: a key ends what is heard, and waits until it is asked for. */
export class CallKeys {
  readonly #call: AttendedCall;
  readonly #clock: Clock;
  readonly #gone: AbortSignal;
  readonly #waiting: string[] = [];
  #onKey: () => void = () => undefined;

  /** @param gone aborted when the caller hung up or was taken away */
  constructor(call: AttendedCall, clock: Clock, gone: AbortSignal) {
    this.#call = call;
    this.#clock = clock;
    this.#gone = gone;
    call.on('digit', this.#keep);
  }

  /** Idempotent. */
  close(): void {
    this.#call.off('digit', this.#keep);
  }

  /** Keys that nobody asked for count no longer. */
  forget(): void {
    this.#waiting.length = 0;
  }

  /** The key that waits the longest. */
  get waiting(): string | undefined {
    return this.#waiting[0];
  }

  /** Plays to the end, to a key, or until the caller is gone. Nothing is played while a key waits. */
  async play(clips: readonly Clip[]): Promise<void> {
    const call = this.#call;
    if (clips.length === 0 || this.#gone.aborted || this.#waiting.length > 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const onEnd = (): void => resolve();
    this.#onKey = onEnd;
    call.on('played', onEnd);
    this.#gone.addEventListener('abort', onEnd, { once: true });
    call.hear({ kind: 'clips', clips, once: true });
    await promise;
    call.off('played', onEnd);
    this.#gone.removeEventListener('abort', onEnd);
    call.hear(undefined);
  }

  /** The next key; undefined when none comes in time, or the caller is gone. */
  async next(timeoutMs: number): Promise<string | undefined> {
    if (this.#waiting.length === 0 && !this.#gone.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const onEnd = (): void => resolve();
      this.#onKey = onEnd;
      const timer = this.#clock.after(timeoutMs, onEnd);
      this.#gone.addEventListener('abort', onEnd, { once: true });
      await promise;
      timer.stop();
      this.#gone.removeEventListener('abort', onEnd);
    }
    return this.#waiting.shift();
  }

  readonly #keep = (key: string): void => {
    this.#waiting.push(key);
    this.#onKey();
  };
}
