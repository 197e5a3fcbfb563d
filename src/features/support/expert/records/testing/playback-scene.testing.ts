import type { PlayLimits } from '../../../state/records/play-window.ts';
import { StreamedPlayback, type PlaySource } from '../streamed-playback.ts';

const partBytes = 64 * 1024;
const contentType = 'video/webm;codecs=vp8';

/** Runs in a page: plays a clip of ours part by part, and says what is held and seen. */
export class PlaybackScene {
  readonly video = document.createElement('video');
  readonly playback: StreamedPlayback;
  /** Parts that were read, over all openings. */
  reads = 0;
  openings = 0;
  isRead = false;
  failure = '';
  readonly #clip: Uint8Array<ArrayBuffer>;

  constructor(clip: ArrayBuffer, limits: PlayLimits) {
    this.#clip = new Uint8Array(clip);
    this.video.muted = true;
    document.body.append(this.video);
    this.playback = new StreamedPlayback({
      video: this.video,
      first: this.#open(),
      reopen: async () => this.#open(),
      limits,
      onRead: () => (this.isRead = true),
      onFailed: (failure) => (this.failure = String(failure)),
    });
  }

  #open(): PlaySource {
    this.openings += 1;
    let at = 0;
    const { length } = this.#clip;
    return {
      contentType,
      isWhole: true,
      get share() {
        return Math.min(1, at / length);
      },
      read: async () => {
        if (at >= length) return undefined;
        this.reads += 1;
        const content = this.#clip.slice(at, at + partBytes);
        at += partBytes;
        return content;
      },
    };
  }

  /** Seconds that are held, where the clip stands and ends, and how bright its left edge is, 0 to 255. */
  look(): {
    readonly held: number;
    readonly now: number;
    readonly duration: number;
    readonly brightness: number;
    readonly isThere: boolean;
  } {
    const { buffered, currentTime: now, duration, readyState } = this.video;
    let held = 0;
    for (let range = 0; range < buffered.length; range += 1) held += buffered.end(range) - buffered.start(range);
    const pen = new OffscreenCanvas(160, 90).getContext('2d');
    pen?.drawImage(this.video, 0, 0, 160, 90);
    const isThere = readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !this.video.seeking;
    return { held, now, duration, brightness: pen?.getImageData(20, 45, 1, 1).data[0] ?? 0, isThere };
  }
}

declare global {
  var playing: PlaybackScene | undefined;
  var play: ((limits: PlayLimits) => Promise<void>) | undefined;
}

globalThis.play = async (limits) => {
  const clip = await (await fetch('/clip.webm')).arrayBuffer();
  globalThis.playing?.playback.close();
  globalThis.playing = new PlaybackScene(clip, limits);
};
