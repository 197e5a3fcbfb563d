import type { Bytes } from '../../../../../seal/index.ts';
import { RecordFailure } from './record-failure.ts';

/** A part of a file on its way; the same number with the same bytes may be sent again. */
export interface UploadPart {
  /** From 0. */
  readonly number: number;
  readonly body: Blob;
}

export interface SealedUploadOptions {
  readonly send: (part: UploadPart) => Promise<void>;
  /** Whether the same may succeed later. */
  readonly isTemporary: (failure: unknown) => boolean;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  readonly schedule: (delayMs: number, task: () => void) => () => void;
  /** Told whenever it changes: bytes that are not sent yet. */
  readonly onWaiting: (bytes: number) => void;
}

/** At most this much is held in memory: two minutes of a screen. */
export const maxWaitingBytes = 48 * 1024 * 1024;
const maxPartBytes = 8 * 1024 * 1024;
const firstDelayMs = 1_000;
const lastDelayMs = 15_000;

/**
 * Sends a file as it is made: one part after the other, each until it is kept. While the line is away what comes waits, up to a limit;
 * beyond it, and when the server refuses, it has failed, and nothing is held any more.
 */
export class SealedUpload {
  readonly #options: SealedUploadOptions;
  #waiting: Bytes[] = [];
  #sending: UploadPart | undefined;
  #next = 0;
  #delayMs = firstDelayMs;
  #failure: unknown;
  #settle: { readonly resolve: () => void; readonly reject: (cause: unknown) => void } | undefined;

  constructor(options: SealedUploadOptions) {
    this.#options = options;
  }

  get waitingBytes(): number {
    return this.#waiting.reduce((sum, { length }) => sum + length, this.#sending?.body.size ?? 0);
  }

  get failure(): unknown {
    return this.#failure;
  }

  add(sealed: Bytes): void {
    if (this.#failure !== undefined) return;
    this.#waiting.push(sealed);
    if (this.waitingBytes > maxWaitingBytes) return this.#fail(new RecordFailure('slow'));
    this.#options.onWaiting(this.waitingBytes);
    this.#sendNext();
  }

  /** Resolves when all that was added is kept; rejects with why not. Nothing is added afterwards. */
  done(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#settleIfDone();
    });
  }

  #sendNext(): void {
    if (this.#sending || this.#waiting.length === 0 || this.#failure !== undefined) return;
    let bytes = 0;
    const fitting = this.#waiting.filter(({ length }, at) => (bytes += length) <= maxPartBytes || at === 0);
    this.#waiting = this.#waiting.slice(fitting.length);
    this.#sending = { number: this.#next, body: new Blob(fitting) };
    this.#next += 1;
    void this.#try(this.#sending);
  }

  async #try(part: UploadPart): Promise<void> {
    const { send, isTemporary, schedule, onWaiting } = this.#options;
    try {
      await send(part);
    } catch (failure) {
      if (!isTemporary(failure)) return this.#fail(failure);
      schedule(this.#delayMs, () => this.#failure === undefined && void this.#try(part));
      this.#delayMs = Math.min(lastDelayMs, this.#delayMs * 2);
      return undefined;
    }
    if (this.#failure !== undefined) return undefined;
    this.#sending = undefined;
    this.#delayMs = firstDelayMs;
    onWaiting(this.waitingBytes);
    this.#sendNext();
    return this.#settleIfDone();
  }

  #fail(failure: unknown): void {
    this.#failure = failure;
    this.#waiting = [];
    this.#sending = undefined;
    this.#options.onWaiting(0);
    this.#settleIfDone();
  }

  #settleIfDone(): void {
    if (this.#failure !== undefined) this.#settle?.reject(this.#failure);
    else if (!this.#sending && this.#waiting.length === 0) this.#settle?.resolve();
  }
}
