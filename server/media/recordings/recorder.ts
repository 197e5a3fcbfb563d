import { EventEmitter } from 'node:events';
import { randomInt } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ObjectWriter } from '../../storage/index.ts';
import type { AudioTap } from '../media-engine.ts';
import { OggWriter, preSkipSamples } from '../opus/ogg-writer.ts';
import { fillerPackets, packetSamples, samplesPerMs } from '../opus/opus-packets.ts';
import { OpusSource } from './opus-source.ts';
import { OpusTimeline } from './opus-timeline.ts';
import type { TimedPacket } from './opus-timeline.ts';
import type { RecordingTicker } from './recording-ticker.ts';

/** MIME type of what a recorder writes. */
export const recordingContentType = 'audio/ogg; codecs=opus';

/** A part that was left out on purpose, in milliseconds from the begin. */
export interface RecordingGap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What became of it. */
export interface RecordedTrack {
  readonly objectId: string;
  readonly durationMs: number;
  /** False when it ended because nothing more could be written: what is there can be heard. */
  readonly isWhole: boolean;
  readonly gaps: readonly RecordingGap[];
}

export interface RecorderParts {
  /** Listens to what is recorded: RTP in Opus, µ-law or A-law, told apart by payload type. */
  readonly tap: (onPacket: (rtp: Buffer) => void) => AudioTap;
  /** Belongs to the recorder from now on. */
  readonly writer: ObjectWriter;
  readonly clock: Clock;
  readonly ticker: RecordingTicker;
  readonly logger: Logger;
  /** The recording's zero on the monotonic clock: the same for all tracks of a call. Now when absent. */
  readonly startedMs?: number;
}

interface RecorderEvents {
  /** It ended by itself: the disk is full, or the store gone. */
  cut: [track: RecordedTrack];
}

/** recording ⇄ paused → ended. */
type State =
  | { readonly kind: 'recording' }
  | { readonly kind: 'paused'; readonly sinceMs: number }
  | { readonly kind: 'ended'; readonly track: Promise<RecordedTrack> };

/** When nothing came for so long, silence is written; what comes later than that is lost. */
const lateSamples = 1000 * samplesPerMs;

/** A page that the store did not take is at most so many back: two seconds, and what came since it was full. */
const rememberedPages = 30;

/**
 * Records what one party says into one sealed Ogg Opus object: a page and a chunk each second, so that kill -9 costs at most two. A
 * sample's place in the file is its time since `startedMs`, over silence, loss, pauses, page reloads and dead workers.
 */
export class Recorder extends EventEmitter<RecorderEvents> {
  readonly objectId: string;
  readonly #parts: RecorderParts;
  readonly #startedMs: number;
  readonly #tap: AudioTap;
  readonly #leaveTicker: () => void;
  readonly #source = new OpusSource();
  readonly #timeline: OpusTimeline;
  readonly #ogg = new OggWriter({ serial: randomInt(2 ** 32), channels: 1, inputSampleRate: 48_000 });
  readonly #gaps: RecordingGap[] = [];
  #state: State = { kind: 'recording' };
  #isFlushing = false;
  /** The pages of late: how many bytes there are up to the end of each, and how many samples, with the pre-skip. */
  #pages: { readonly bytes: number; readonly samples: number }[] = [];

  private constructor(parts: RecorderParts) {
    super();
    this.#parts = parts;
    this.objectId = parts.writer.id;
    this.#startedMs = parts.startedMs ?? parts.clock.monotonicMs();
    this.#timeline = new OpusTimeline((packet, samples) => this.#write(this.#ogg.add(packet, samples)));
    this.#write(this.#ogg.begin());
    // What a decoder throws away at the start is ours: nothing that was said is in it.
    for (const packet of fillerPackets(preSkipSamples, { model: undefined, filledSamples: 0 }))
      this.#write(this.#ogg.add(packet, packetSamples(packet)));
    // The tap first: a leg that is closed throws, and then nothing may be left that ticks.
    this.#tap = parts.tap((rtp) => this.#take(rtp));
    this.#leaveTicker = parts.ticker.add(() => this.#tick());
  }

  /** Listens and writes from now on, until `finish()`, `discard()` or `cut`. */
  static start(parts: RecorderParts): Recorder {
    return new Recorder(parts);
  }

  get elapsedMs(): number {
    return this.#parts.clock.monotonicMs() - this.#startedMs;
  }

  get isPaused(): boolean {
    return this.#state.kind === 'paused';
  }

  /** Leaves out what is said from now on; the time goes on. Does nothing when it is paused or ended. */
  pause(): void {
    if (this.#state.kind !== 'recording') return;
    this.#place(this.#source.drain());
    this.#state = { kind: 'paused', sinceMs: this.elapsedMs };
  }

  resume(): void {
    if (this.#state.kind !== 'paused') return;
    this.#endGap(this.#state.sinceMs);
    this.#state = { kind: 'recording' };
  }

  /** Ends it; on disk when this resolves. What ended before resolves to the same. Rejects when not even what is there can be kept. */
  finish(): Promise<RecordedTrack> {
    if (this.#state.kind === 'ended') return this.#state.track;
    if (this.#state.kind === 'paused') this.#endGap(this.#state.sinceMs);
    const endSamples = this.#nowSamples();
    this.#place(this.#source.drain());
    this.#timeline.fillTo(endSamples);
    // A last page with nothing in it would be odd, so there is always something whose end is cut off.
    if (this.#timeline.written < endSamples || this.#ogg.waiting === 0) this.#timeline.fillTo(this.#timeline.written + 960);
    return this.#end(() => this.#finishWriter(endSamples));
  }

  /** Ends it and removes what was written. */
  async discard(): Promise<void> {
    if (this.#state.kind !== 'ended') await this.#end(async () => ({ objectId: this.objectId, durationMs: 0, isWhole: false, gaps: [] }));
    await this.#parts.writer.discard();
  }

  #take(rtp: Buffer): void {
    if (this.#state.kind === 'recording') this.#place(this.#source.push(rtp, this.#parts.clock.monotonicMs()));
  }

  #place(packets: readonly TimedPacket[]): void {
    for (const packet of packets) this.#timeline.add(packet, this.#nowSamples());
  }

  #endGap(sinceMs: number): void {
    this.#gaps.push({ fromMs: Math.round(sinceMs), toMs: Math.round(this.elapsedMs) });
    this.#timeline.fillTo(this.#nowSamples());
    this.#timeline.forgetStream();
  }

  #tick(): void {
    if (this.#state.kind === 'ended') return;
    if (this.#state.kind === 'recording') this.#place(this.#source.expire(this.#parts.clock.monotonicMs()));
    this.#timeline.fillFrames(this.#nowSamples() - (this.#state.kind === 'paused' ? 0 : lateSamples));
    this.#write(this.#ogg.closePage());
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    this.#parts.writer
      .closeChunk()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#isFlushing = false;
      });
  }

  #write(page: Buffer | undefined): void {
    if (!page || this.#state.kind === 'ended') return;
    const bytes = (this.#pages.at(-1)?.bytes ?? 0) + page.byteLength;
    this.#pages = [...this.#pages.slice(-rememberedPages), { bytes, samples: this.#ogg.pagedSamples }];
    this.#parts.writer.write(page).catch((error: unknown) => this.#fail(error));
  }

  /** The store took no more. What it has is kept. */
  #fail(error: unknown): void {
    if (this.#state.kind === 'ended') return;
    this.#parts.logger.error({ err: error, object: this.objectId }, 'a recording was cut: it cannot be written any more');
    void this.#tellCut(this.#end(() => this.#cutWriter()));
  }

  async #tellCut(ending: Promise<RecordedTrack>): Promise<void> {
    try {
      this.emit('cut', await ending);
    } catch (error) {
      this.#parts.logger.error({ err: error, object: this.objectId }, 'a cut recording could not be closed');
    }
  }

  #end(close: () => Promise<RecordedTrack>): Promise<RecordedTrack> {
    this.#tap.close();
    this.#leaveTicker();
    const track = close();
    this.#state = { kind: 'ended', track };
    return track;
  }

  async #finishWriter(endSamples: number): Promise<RecordedTrack> {
    const { writer, logger } = this.#parts;
    try {
      await writer.write(this.#ogg.end(preSkipSamples + endSamples));
      await writer.finish();
      return this.#track(endSamples, true);
    } catch (error) {
      logger.error({ err: error, object: this.objectId }, 'the end of a recording could not be written');
      return this.#cutWriter();
    }
  }

  async #cutWriter(): Promise<RecordedTrack> {
    const { bytes } = await this.#parts.writer.cut();
    const samples = this.#pages.findLast((page) => page.bytes <= bytes)?.samples ?? 0;
    return this.#track(Math.max(0, samples - preSkipSamples), false);
  }

  #track(samples: number, isWhole: boolean): RecordedTrack {
    return { objectId: this.objectId, durationMs: Math.round(samples / samplesPerMs), isWhole, gaps: [...this.#gaps] };
  }

  #nowSamples(): number {
    return Math.round(this.elapsedMs * samplesPerMs);
  }
}
