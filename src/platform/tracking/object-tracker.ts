import { workerUrl } from '../trusted-types/worker-url.ts';
import type { Region } from './corners.ts';
import { frameOf, onEachFrame } from './shown-frames.ts';
import type { Tracked } from './scene-tracker.ts';
import { readFromWorker, type ToTrackingWorker } from './tracking-messages.ts';
// oxlint-disable-next-line import/default -- Vite makes this module: the address of the worker
import trackingWorkerUrl from './tracking-worker.ts?worker&url';

/** What was drawn on. */
export interface SceneToTrack {
  readonly id: string;
  /** JPEG. */
  readonly picture: Uint8Array<ArrayBuffer>;
  readonly region: Region;
}

export interface TrackerView {
  /** By scene; one that is not in it has not been looked for yet. */
  readonly marks: ReadonlyMap<string, Tracked>;
  /** The worker died: nothing is followed any more. */
  readonly isBroken: boolean;
}

/** What needs one worker of its own. */
export type TrackingWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** A frame that has no answer for this long never gets one. */
const silenceMs = 6_000;
const lost: Tracked = { state: 'lost' };

/**
 * Says of each frame that a video element shows where the scenes are in it. One frame at a time is with the worker; those that are shown
 * meanwhile are left out.
 * ```
 * idle ◀─answer─ ─frame─▶ busy      idle, busy ─worker dead─▶ broken      any ─close─▶ closed
 * ```
 */
export class ObjectTracker {
  readonly #video: HTMLVideoElement;
  readonly #worker: TrackingWorker;
  readonly #listeners = new Set<() => void>();
  readonly #stopFrames: () => void;
  #scenes = new Set<string>();
  #view: TrackerView = { marks: new Map(), isBroken: false };
  #number = 0;
  #isBusy = false;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(video: HTMLVideoElement, worker: TrackingWorker = startWorker()) {
    this.#video = video;
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#handle(data));
    worker.addEventListener('error', () => this.#break());
    this.#stopFrames = onEachFrame(video, () => void this.#send());
  }

  readonly getView = (): TrackerView => this.#view;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** These are followed from now on, and no others. */
  setScenes(scenes: readonly SceneToTrack[]): void {
    if (this.#isClosed || this.#view.isBroken) return;
    const ids = new Set(scenes.map(({ id }) => id));
    if (ids.size === this.#scenes.size && [...ids].every((id) => this.#scenes.has(id))) return;
    for (const id of this.#scenes) if (!ids.has(id)) this.#post({ type: 'forget', id });
    for (const { id, picture, region } of scenes)
      if (!this.#scenes.has(id)) this.#post({ type: 'scene', id, picture: picture.slice().buffer, region });
    this.#scenes = ids;
    this.#show(new Map([...this.#view.marks].filter(([id]) => ids.has(id))));
  }

  /** Mine, idempotent: the worker ends, the view stays as it is. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#silence);
    this.#stopFrames();
    this.#listeners.clear();
    this.#worker.terminate();
  }

  async #send(): Promise<void> {
    if (this.#isBusy || this.#isClosed || this.#view.isBroken || this.#scenes.size === 0) return;
    this.#isBusy = true;
    const frame = await frameOf(this.#video);
    if (!frame) this.#isBusy = false;
    else if (this.#isClosed) frame.close();
    else {
      this.#number += 1;
      this.#silence = setTimeout(() => this.#break(), silenceMs);
      this.#post({ type: 'frame', number: this.#number, frame }, [frame]);
    }
  }

  #handle(data: unknown): void {
    const message = readFromWorker(data);
    if (this.#isClosed || !message) return;
    if (message.type === 'scene') {
      if (!message.isUsable) this.#show(new Map([...this.#view.marks, [message.id, lost]]));
      // A picture that stands still shows no further frame by itself.
      else if (this.#video.paused) void this.#send();
      return;
    }
    if (message.number !== this.#number) return;
    clearTimeout(this.#silence);
    this.#isBusy = false;
    const marks = message.marks.filter(({ id }) => this.#scenes.has(id));
    this.#show(new Map([...this.#view.marks, ...marks.map(({ id, tracked }) => [id, tracked] as const)]));
  }

  #break(): void {
    if (this.#isClosed || this.#view.isBroken) return;
    clearTimeout(this.#silence);
    this.#worker.terminate();
    this.#view = { marks: new Map(), isBroken: true };
    for (const listener of this.#listeners) listener();
  }

  #show(marks: ReadonlyMap<string, Tracked>): void {
    this.#view = { ...this.#view, marks };
    for (const listener of this.#listeners) listener();
  }

  #post(message: ToTrackingWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}

function startWorker(): TrackingWorker {
  return new Worker(workerUrl(trackingWorkerUrl), { type: 'module', name: 'tracking' });
}
