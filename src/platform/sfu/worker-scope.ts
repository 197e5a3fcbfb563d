import type { KeysMessage, TransformOptions } from './worker-messages.ts';

type EncodedFrame = RTCEncodedVideoFrame | RTCEncodedAudioFrame;

/** RTCRtpScriptTransformer, https://www.w3.org/TR/webrtc-encoded-transform/ */
export interface FrameTransformer {
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  readonly options: TransformOptions;
  generateKeyFrame(): Promise<unknown>;
  sendKeyFrameRequest(): Promise<void>;
}

export interface TransformEvent {
  readonly transformer: FrameTransformer;
}

/** What we use of the worker's global scope; the page's types know no workers. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<KeysMessage>) => void) | null;
  onrtctransform: ((event: TransformEvent) => void) | null;
  reportError(cause: unknown): void;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this module is loaded by a dedicated worker only
export const workerScope = globalThis as unknown as WorkerScope;
