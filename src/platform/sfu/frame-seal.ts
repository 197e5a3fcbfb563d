import type { FrameKeys } from '../../../seal/index.ts';
import { workerUrl } from '../trusted-types/worker-url.ts';
import frameWorkerUrl from './frame-worker.ts?worker&url';
import type { KeysMessage, TransformOptions } from './worker-messages.ts';

/** Whether this browser can seal frames at all; without it nothing is sent or shown. */
export function canSealFrames(): boolean {
  return 'RTCRtpScriptTransform' in globalThis;
}

/** The worker in which a session's frames are sealed and opened. */
export class FrameSeal {
  readonly #worker: Worker;

  /** @param onBroken the worker failed: nothing may be sent any more */
  constructor(onBroken: () => void) {
    this.#worker = new Worker(workerUrl(frameWorkerUrl), { type: 'module', name: 'frames' });
    this.#worker.addEventListener('error', onBroken);
    this.#worker.addEventListener('messageerror', onBroken);
  }

  setKeys(keys: FrameKeys): void {
    const message: KeysMessage = { type: 'keys', keys };
    this.#worker.postMessage(message);
  }

  /** Puts the worker into a sender's or receiver's way, before its first frame. */
  attach(to: RTCRtpSender | RTCRtpReceiver, options: TransformOptions): void {
    to.transform = new RTCRtpScriptTransform(this.#worker, options);
  }

  close(): void {
    this.#worker.terminate();
  }
}
