import type { FrameCodec, FrameKeys, FrameOrigin } from '../../../seal/frames/index.ts';
import { workerUrl } from '../trusted-types/worker-url.ts';
import type { FrameCounts, FromFrameWorker, StreamOptions, ToFrameWorker } from './frame-messages.ts';
// oxlint-disable-next-line import/default -- Vite makes this module: the address of the worker
import frameWorkerUrl from './frame-worker.ts?worker&url';
import { RoomFailure } from './room-failure.ts';

/** True in builds of the benchmark only; in all others this branch is not in the bundle. */
declare const UNSEALED_BENCH: boolean;

/** Whether this browser can seal frames before they are sent (WebRTC Encoded Transform). */
export function canSealFrames(): boolean {
  return 'RTCRtpScriptTransform' in globalThis && 'transform' in RTCRtpSender.prototype && 'transform' in RTCRtpReceiver.prototype;
}

interface Sending {
  readonly sender: RTCRtpSender;
  readonly onFailed: () => void;
}

/** A track on its way out. */
export interface Sealing {
  /** Lets its frames go: once the SFU knows the stream. */
  begin(): void;
  /** Nothing of it goes any more: what was kept for it is forgotten. */
  end(): void;
}

/** A track on its way in. */
export interface Opening {
  /** Says which it is: its frames may be opened. */
  name(origin: FrameOrigin): void;
  /** Nothing of it comes any more: what was kept for it is forgotten. */
  end(): void;
}

/**
 * The worker between encoder and network: it seals what goes and opens what comes. A sender that it was set on sends nothing else than what
 * the worker writes; without a key, and when the worker is dead, that is nothing.
 */
export class FrameWorker {
  readonly #worker: Worker;
  readonly #senders = new Map<number, Sending>();
  readonly #asked: ((counts: FrameCounts) => void)[] = [];
  #onDied: () => void = () => undefined;
  #streams = 0;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromFrameWorker>) => this.#handle(data));
    worker.addEventListener('error', () => this.#onDied());
    worker.addEventListener('messageerror', () => this.#onDied());
  }

  /** @throws {RoomFailure} `cannot-seal` */
  static start(url: string = frameWorkerUrl): FrameWorker {
    if (!canSealFrames()) throw new RoomFailure('cannot-seal');
    return new FrameWorker(new Worker(workerUrl(url), { type: 'module', name: 'frames' }));
  }

  /** Told once the worker is dead. */
  set onDied(listener: () => void) {
    this.#onDied = listener;
  }

  setKeys(keys: FrameKeys): void {
    this.#post({ type: 'keys', keys });
  }

  /** Before anything is sent. `onFailed` when its frames stop for good. */
  seal(
    sender: RTCRtpSender,
    sealing: Pick<Extract<StreamOptions, { direction: 'send' }>, 'codec' | 'context' | 'rids'>,
    onFailed: () => void,
  ): Sealing {
    if (typeof UNSEALED_BENCH === 'boolean' && UNSEALED_BENCH) {
      document.title = 'UNSEALED: FOR BENCHMARKS ONLY';
      return withoutSeal(sender);
    }
    const stream = this.#next({ sender, onFailed });
    sender.transform = this.#transform({ direction: 'send', stream, ...sealing });
    return {
      begin: () => this.#post({ type: 'begin', stream }),
      end: () => {
        if (this.#senders.delete(stream)) this.#post({ type: 'end', stream });
      },
    };
  }

  /** Before anything is received: only frames of this origin are opened, and none before there is one. */
  open(receiver: RTCRtpReceiver, codec: FrameCodec, origin: FrameOrigin | undefined): Opening {
    if (typeof UNSEALED_BENCH === 'boolean' && UNSEALED_BENCH) return { name: () => undefined, end: () => undefined };
    const stream = this.#next();
    receiver.transform = this.#transform({ direction: 'receive', stream, codec, origin });
    return {
      name: (named) => this.#post({ type: 'name', stream, origin: named }),
      end: () => this.#post({ type: 'end', stream }),
    };
  }

  counts(): Promise<FrameCounts> {
    return new Promise((resolve) => {
      this.#asked.push(resolve);
      this.#post({ type: 'count' });
    });
  }

  /** Mine, idempotent. */
  close(): void {
    this.#onDied = () => undefined;
    this.#senders.clear();
    this.#worker.terminate();
  }

  #next(sending?: Sending): number {
    this.#streams += 1;
    if (sending) this.#senders.set(this.#streams, sending);
    return this.#streams;
  }

  #transform(options: StreamOptions): RTCRtpScriptTransform {
    return new RTCRtpScriptTransform(this.#worker, options);
  }

  #handle(message: FromFrameWorker): void {
    if (message.type === 'counts') return this.#asked.shift()?.(message.counts);
    const sending = this.#senders.get(message.stream);
    if (!sending) return undefined;
    if (message.type === 'key-frame') return askKeyFrame(sending.sender);
    this.#senders.delete(message.stream);
    return sending.onFailed();
  }

  #post(message: ToFrameWorker): void {
    this.#worker.postMessage(message, { transfer: [] });
  }
}

/** WebRTC Extensions §5.2 (`RTCEncodingOptions.keyFrame`): how Chromium is asked. */
function askKeyFrame(sender: RTCRtpSender): void {
  const parameters = sender.getParameters();
  const options = { encodingOptions: parameters.encodings.map(() => ({ keyFrame: true })) };
  // Fails when the sender has ended meanwhile, or its parameters are changing; the worker asks again while it needs one.
  sender.setParameters(parameters, options).catch(() => undefined);
}

/** As late as with a seal, so that the two can be compared. */
function withoutSeal(sender: RTCRtpSender): Sealing {
  const { track } = sender;
  sender.replaceTrack(null).catch(() => undefined);
  return { begin: () => void sender.replaceTrack(track).catch(() => undefined), end: () => undefined };
}
