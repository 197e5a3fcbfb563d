import { workerUrl } from '../trusted-types/worker-url.ts';
import { breakoutBox } from './breakout-box.ts';
import { LivelySource } from './lively-source.ts';
import type { FromMaskWorker, MaskArea, PictureSize, ToMaskWorker } from './mask-messages.ts';
// oxlint-disable-next-line import/default -- Vite makes this module: the address of the worker
import maskWorkerUrl from './mask-worker.ts?worker&url';

export interface MaskView {
  readonly areas: readonly MaskArea[];
  /** Of the source's picture; undefined before the first frame. */
  readonly size: PictureSize | undefined;
  /** The size changed and nobody has looked at the areas since: all is black. */
  readonly isBlackedOut: boolean;
}

/** What needs one worker of its own. */
export type MaskWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** A worker that says nothing for this long has died. */
const silenceMs = 6_000;
const lookEveryMs = 1_000;

/**
 * A picture of this computer with areas painted over before it is encoded. The source's own track is known to nobody but this object: what
 * leaves is `track`. When the worker dies the sharing ends.
 * ```
 * running ─close, source ended, worker dead─▶ closed
 * ```
 */
export class MaskedTrack {
  /** What may be sent. */
  readonly track: MediaStreamTrack;
  readonly #source: MediaStreamTrack;
  readonly #worker: MaskWorker;
  readonly #listeners = new Set<() => void>();
  readonly #watch: ReturnType<typeof setInterval>;
  readonly #lively: LivelySource;
  #view: MaskView = { areas: [], size: undefined, isBlackedOut: false };
  #lastSignMs = performance.now();
  #isClosed = false;

  private constructor(source: MediaStreamTrack, track: MediaStreamTrack, worker: MaskWorker) {
    this.#source = source;
    this.#lively = new LivelySource(source);
    this.track = track;
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromMaskWorker>) => this.#handle(data));
    worker.addEventListener('error', () => this.#endByItself());
    source.addEventListener('ended', () => this.#endByItself());
    this.#watch = setInterval(() => this.#look(), lookEveryMs);
  }

  /** @returns undefined where the browser cannot mask */
  static of(source: MediaStreamTrack, worker: () => MaskWorker = startWorker): MaskedTrack | undefined {
    const box = breakoutBox();
    if (!box) return undefined;
    const { readable } = new box.MediaStreamTrackProcessor({ track: source, maxBufferSize: 2 });
    const generator = new box.MediaStreamTrackGenerator({ kind: 'video' });
    const { writable } = generator;
    const masked = new MaskedTrack(source, generator, worker());
    // Before its first frame a generator knows no size; the picture's is the source's.
    const ownSettings = generator.getSettings.bind(generator);
    generator.getSettings = () => ({ ...ownSettings(), ...masked.#sizeNow() });
    masked.#post({ type: 'start', frames: readable, masked: writable }, [readable, writable]);
    return masked;
  }

  readonly getView = (): MaskView => this.#view;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** From the next frame on these are black, and only these. */
  setAreas(areas: readonly MaskArea[]): void {
    this.#show({ areas, ...(areas.length === 0 ? { isBlackedOut: false } : {}) });
    this.#post({ type: 'areas', areas });
  }

  /** Somebody has looked: the areas are right for the size that the picture has now. */
  confirm(): void {
    const { size } = this.#view;
    if (!size) return;
    this.#show({ isBlackedOut: false });
    this.#post({ type: 'confirm', size });
  }

  /** Somebody does something from afar in what is shown: until they rest, what it changes is captured and sent sooner. */
  touch(): void {
    if (this.#isClosed) return;
    this.#lively.touch();
    this.#post({ type: 'touched' });
  }

  /** Mine, idempotent: nothing is captured any more. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#watch);
    this.#lively.close();
    this.#source.stop();
    this.track.stop();
    this.#worker.terminate();
  }

  #sizeNow(): Partial<PictureSize> {
    const { width, height } = this.#view.size ?? this.#source.getSettings();
    return width === undefined || height === undefined ? {} : { width, height };
  }

  /** A track that was stopped by its page fires nothing; whoever sends it has to hear of this end. */
  #endByItself(): void {
    if (this.#isClosed) return;
    this.close();
    this.track.dispatchEvent(new Event('ended'));
  }

  #handle(message: FromMaskWorker): void {
    this.#lastSignMs = performance.now();
    if (message.type === 'ended') this.#endByItself();
    else if (message.type === 'size') this.#show({ size: message.size, isBlackedOut: message.isBlackedOut });
  }

  #look(): void {
    if (performance.now() - this.#lastSignMs > silenceMs) this.#endByItself();
  }

  #show(change: Partial<MaskView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }

  #post(message: ToMaskWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}

function startWorker(): MaskWorker {
  return new Worker(workerUrl(maskWorkerUrl), { type: 'module', name: 'mask' });
}
