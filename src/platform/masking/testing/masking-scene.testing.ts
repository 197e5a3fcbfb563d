import type { MaskArea } from '../mask-messages.ts';
import { MaskedTrack } from '../masked-track.ts';
// oxlint-disable-next-line import/default -- Vite makes this module: the address of the worker
import maskWorkerUrl from '../mask-worker.ts?worker&url';
// oxlint-disable-next-line import/default -- the same
import unreadableWorkerUrl from './unreadable-worker.testing.ts?worker&url';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/**
 * Runs in a page: a source that is one bright colour all over, a mask, and a look at what leaves it.
 */
export class MaskingScene {
  readonly masked: MaskedTrack;
  readonly worker: Worker;
  /** How many times what leaves said that it ended. */
  ends = 0;
  readonly #canvas = document.createElement('canvas');
  readonly #source: MediaStreamTrack;
  #leftAt = 0;
  #painting: ReturnType<typeof setInterval> | undefined;
  readonly #video = document.createElement('video');

  /** `isUnreadable`: its pictures are on the graphics card alone. */
  constructor({ isUnreadable = false } = {}) {
    this.resize(640, 360);
    this.move();
    const [source] = this.#canvas.captureStream(20).getVideoTracks();
    if (!source) throw new Error('a canvas gives a track');
    this.#source = source;
    this.worker = new Worker(isUnreadable ? unreadableWorkerUrl : maskWorkerUrl, { type: 'module' });
    const masked = MaskedTrack.of(source, () => this.worker);
    if (!masked) throw new Error('this browser masks');
    this.masked = masked;
    masked.track.addEventListener('ended', () => (this.ends += 1));
    this.#video.muted = true;
    this.#video.srcObject = new MediaStream([masked.track]);
    void this.#video.play();
    this.#watch();
  }

  /** Milliseconds since something left. */
  get stillMs(): number {
    return performance.now() - this.#leftAt;
  }

  resize(width: number, height: number): void {
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#paint();
  }

  /** Nothing new is painted. */
  standStill(): void {
    clearInterval(this.#painting);
  }

  /** It is painted again and again. */
  move(): void {
    this.#painting = setInterval(() => this.#paint(), 50);
  }

  setAreas(areas: readonly MaskArea[]): void {
    this.masked.setAreas(areas);
  }

  endSource(): void {
    this.#source.stop();
    this.#source.dispatchEvent(new Event('ended'));
  }

  /** What leaves, at places 0 to 1; with its size. */
  look(places: readonly (readonly [number, number])[]): {
    readonly width: number;
    readonly height: number;
    readonly colours: readonly Colour[];
  } {
    const { videoWidth: width, videoHeight: height } = this.#video;
    const context = new OffscreenCanvas(Math.max(1, width), Math.max(1, height)).getContext('2d');
    if (!context) throw new Error('there is a canvas');
    context.drawImage(this.#video, 0, 0);
    const colours = places.map(([x, y]): Colour => {
      const [red = 0, green = 0, blue = 0] = context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data;
      return [red, green, blue];
    });
    return { width, height, colours };
  }

  states(): { readonly source: MediaStreamTrackState; readonly out: MediaStreamTrackState } {
    return { source: this.#source.readyState, out: this.masked.track.readyState };
  }

  #watch(): void {
    this.#video.requestVideoFrameCallback((now) => {
      this.#leftAt = now;
      this.#watch();
    });
  }

  #paint(): void {
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    context.fillStyle = '#ffd000';
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
  }
}

declare global {
  var scene: MaskingScene | undefined;
  var newScene: ((how?: { isUnreadable: boolean }) => MaskingScene) | undefined;
}

globalThis.newScene = (how) => (globalThis.scene = new MaskingScene(how));
globalThis.scene = undefined;
