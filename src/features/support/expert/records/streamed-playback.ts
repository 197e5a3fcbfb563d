import type { Bytes } from '../../../../../seal/index.ts';
import { PlayWindow, type PlayLimits } from '../../state/records/play-window.ts';
import type { RecordingReader } from '../../state/records/recording-reader.ts';

export type PlaySource = Pick<RecordingReader, 'read' | 'share' | 'isWhole' | 'contentType'>;

export interface StreamedPlaybackParts {
  readonly video: HTMLVideoElement;
  /** It was opened to be played. */
  readonly first: PlaySource;
  /** Opens it again from its beginning. */
  readonly reopen: () => Promise<PlaySource>;
  /** Bytes; as a rule those of {@link PlayWindow}. */
  readonly limits?: PlayLimits;
  readonly onRead: (isWhole: boolean) => void;
  readonly onFailed: (failure: unknown) => void;
}

/** Whether a browser plays that part by part. */
export function canStream(contentType: string): boolean {
  return typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported(contentType);
}

/** Held behind what is shown when the browser has no room for more. */
const keptSeconds = 5;

/**
 * Plays a recording part by part: what is far ahead is not fetched yet, what is far behind is forgotten, and read again from the beginning
 * when somebody goes back there. How long it is is not known before its end: it is estimated by what was read.
 */
export class StreamedPlayback {
  readonly #parts: StreamedPlaybackParts;
  readonly #lifetime = new AbortController();
  readonly #url: string;
  readonly #media = new MediaSource();
  #source: PlaySource;
  #window: PlayWindow;
  #buffer: SourceBuffer | undefined;
  #isPumping = false;
  #isRead = false;
  /** Opened, and there was no room for it yet. */
  #pending: Bytes | undefined;
  /** Where what was held first began, seconds. */
  #beganAt: number | undefined;

  constructor(parts: StreamedPlaybackParts) {
    this.#parts = parts;
    this.#source = parts.first;
    this.#window = new PlayWindow(parts.limits);
    const { video } = parts;
    const { signal } = this.#lifetime;
    this.#url = URL.createObjectURL(this.#media);
    this.#media.addEventListener('sourceopen', () => void this.#begin(), { once: true, signal });
    for (const moment of ['timeupdate', 'seeking', 'waiting']) video.addEventListener(moment, () => void this.#pump(), { signal });
    video.src = this.#url;
  }

  /** Mine, idempotent. */
  close(): void {
    this.#lifetime.abort();
    this.#parts.video.removeAttribute('src');
    URL.revokeObjectURL(this.#url);
  }

  async #begin(): Promise<void> {
    try {
      // Somebody read of it already.
      if (this.#source.share > 0) this.#source = await this.#parts.reopen();
      if (this.#lifetime.signal.aborted) return;
      this.#buffer = this.#media.addSourceBuffer(this.#source.contentType);
    } catch (failure) {
      return this.#parts.onFailed(failure);
    }
    return this.#pump();
  }

  /** One at a time: what happens meanwhile is looked at afterwards. */
  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      while (!this.#isOver && (await this.#step())) continue;
    } catch (failure) {
      if (!this.#isOver) this.#parts.onFailed(failure);
    } finally {
      this.#isPumping = false;
    }
  }

  get #isOver(): boolean {
    return this.#lifetime.signal.aborted || this.#buffer === undefined;
  }

  /** @returns whether there is more to do */
  async #step(): Promise<boolean> {
    const { currentTime } = this.#parts.video;
    if (this.#isForgotten(currentTime)) await this.#beginAgain();
    const until = this.#window.drop(currentTime);
    if (until !== undefined) await this.#changed((buffer) => buffer.remove(0, until));
    if (this.#isRead || !this.#window.wantsMore(currentTime)) return false;
    const content = this.#pending ?? (await this.#source.read());
    if (this.#isOver) return false;
    if (content === undefined) return this.#end();
    this.#pending = (await this.#append(content)) ? undefined : content;
    return this.#pending === undefined;
  }

  /** @returns whether there was room for it */
  async #append(content: Bytes): Promise<boolean> {
    try {
      if (content.length > 0) await this.#changed((buffer) => buffer.appendBuffer(content));
    } catch (failure) {
      if (!(failure instanceof DOMException && failure.name === 'QuotaExceededError')) throw failure;
      const until = this.#parts.video.currentTime - keptSeconds;
      if (until > 0) await this.#changed((buffer) => buffer.remove(0, until));
      return false;
    }
    const { start, end } = this.#held();
    this.#beganAt ??= start;
    this.#window.add({ bytes: content.length, endsAt: end });
    const estimate = end / this.#source.share;
    if (this.#media.readyState === 'open' && Number.isFinite(estimate) && estimate > end + 1) this.#media.duration = estimate;
    return true;
  }

  /** Somebody went back to what is not held any more, be it that the browser itself made room. */
  #isForgotten(place: number): boolean {
    const { start } = this.#held();
    return start !== undefined && this.#beganAt !== undefined && place < start - 0.5 && start > this.#beganAt + 0.5;
  }

  #end(): false {
    this.#isRead = true;
    if (this.#media.readyState === 'open') this.#media.endOfStream();
    this.#parts.onRead(this.#source.isWhole);
    return false;
  }

  async #beginAgain(): Promise<void> {
    this.#source = await this.#parts.reopen();
    this.#window = new PlayWindow(this.#parts.limits);
    this.#isRead = false;
    this.#pending = undefined;
    if (this.#media.readyState === 'open') this.#buffer?.abort();
    await this.#changed((buffer) => buffer.remove(0, Infinity));
  }

  /** What is held, seconds. */
  #held(): { readonly start: number | undefined; readonly end: number } {
    const ranges = this.#buffer?.buffered;
    if (!ranges || ranges.length === 0) return { start: undefined, end: 0 };
    return { start: ranges.start(0), end: ranges.end(ranges.length - 1) };
  }

  /** Resolves when the buffer has done it. @throws {DOMException} when it cannot be decoded */
  async #changed(change: (buffer: SourceBuffer) => void): Promise<void> {
    const buffer = this.#buffer;
    if (!buffer || this.#lifetime.signal.aborted) return;
    change(buffer);
    await new Promise<void>((resolve, reject) => {
      const how = { once: true, signal: this.#lifetime.signal };
      buffer.addEventListener('updateend', () => resolve(), how);
      buffer.addEventListener('error', () => reject(new DOMException('cannot be decoded', 'EncodingError')), how);
      this.#lifetime.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
