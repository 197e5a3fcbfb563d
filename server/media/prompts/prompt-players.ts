import { Worker } from 'node:worker_threads';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Clip, Mouth } from '../media-engine.ts';
import { codecs } from '../sdp/payload-layout.ts';
import type { CodecName, PayloadLayout } from '../sdp/payload-layout.ts';
import { ClipShelf } from './clip-shelf.ts';
import type { HeldClip } from './clip-shelf.ts';
import { soundKey } from './sound-library.ts';
import type { SoundLibrary } from './sound-library.ts';
import type { TickerCommand, TickerReport } from './ticker-messages.ts';

/** What a player can say: a sound of ours, or clips. */
export type Playable = Exclude<Mouth, { kind: 'leg' | 'mix' }>;

export interface PlayerRequest {
  readonly content: Playable;
  readonly layout: PayloadLayout;
  readonly ssrc: number;
  /** Gets each RTP packet when it falls due. */
  readonly onPacket: (packet: Buffer) => void;
  /** What is played once came to its end. */
  readonly onEnded: () => void;
}

export interface PlayerHandle {
  /** Idempotent; no packet and no end comes after it. */
  stop(): void;
}

export interface PromptPlayersParts {
  readonly library: SoundLibrary;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Starts the ticker's thread; tests hold on to what it returns. */
  readonly startThread?: () => Worker;
  /** How much of clips the thread keeps. */
  readonly clipLimitBytes?: number;
}

/** A thread that ends at once every time must not keep the process busy. */
const restartAfterMs = 100;
/** About two hours of Opus. */
const usualClipLimitBytes = 64 * 2 ** 20;

function startTickerThread(): Worker {
  return new Worker(new URL('./ticker-thread.ts', import.meta.url));
}

interface Active {
  readonly id: number;
  readonly request: PlayerRequest;
  clips: readonly HeldClip[];
}

/**
 * All players of the process. A thread keeps their time; it is started with the first player (it costs 30 MB). If it dies it
 * is started anew and the players go on, with a jump in their sequence numbers, which a jitter buffer takes as loss.
 */
export class PromptPlayers {
  readonly #library: SoundLibrary;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #startThread: () => Worker;
  readonly #shelf: ClipShelf;
  readonly #active = new Map<number, Active>();
  #thread: Worker | undefined;
  #nextId = 1;
  #isClosed = false;

  constructor(parts: PromptPlayersParts) {
    this.#library = parts.library;
    this.#logger = parts.logger;
    this.#clock = parts.clock;
    this.#startThread = parts.startThread ?? startTickerThread;
    this.#shelf = new ClipShelf({
      limitBytes: parts.clipLimitBytes ?? usualClipLimitBytes,
      put: (key, frames) => this.#send({ kind: 'frames', key, frames }),
      forget: (key) => this.#send({ kind: 'forget', key }),
    });
  }

  get size(): number {
    return this.#active.size;
  }

  start(request: PlayerRequest): PlayerHandle {
    if (!this.#thread) this.#resume();
    const active: Active = { id: this.#nextId++, request, clips: [] };
    this.#active.set(active.id, active);
    this.#begin(active);
    return { stop: () => this.#stop(active) };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#active.clear();
    await this.#thread?.terminate();
  }

  #begin(active: Active): void {
    const { content, layout } = active.request;
    if (content.kind === 'sound') {
      this.#play(active, [soundKey(content.sound, layout.codec)]);
      return;
    }
    void this.#playClips(active, content.clips);
  }

  /** Does nothing when the player was stopped, or begun anew on another thread, while the clips were loaded. */
  async #playClips(active: Active, clips: readonly Clip[]): Promise<void> {
    const thread = this.#thread;
    const held = await this.#holdClips(clips, active.request.layout.codec);
    if (this.#active.get(active.id) !== active || this.#thread !== thread) {
      for (const clip of held) clip.release();
      return;
    }
    active.clips = held;
    this.#play(
      active,
      held.map((clip) => clip.key),
    );
  }

  /** What cannot be loaded is left out: a call is worth more than a prompt. There are no clips in G.722. */
  async #holdClips(clips: readonly Clip[], codec: CodecName): Promise<HeldClip[]> {
    if (codec === 'G722') return [];
    const held = await Promise.allSettled(clips.map((clip) => this.#shelf.hold(clip, codec)));
    for (const one of held) if (one.status === 'rejected') this.#logger.error({ err: one.reason }, 'a clip cannot be played');
    return held.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  #play({ id, request }: Active, tracks: readonly string[]): void {
    const { layout, ssrc, content } = request;
    this.#send({
      kind: 'start',
      id,
      tracks,
      ssrc,
      payloadType: layout.payloadType,
      unitsPerFrame: codecs[layout.codec].unitsPerFrame,
      isOnce: content.once ?? false,
    });
  }

  #stop(active: Active): void {
    if (this.#forget(active.id) && !this.#isClosed) this.#send({ kind: 'stop', id: active.id });
  }

  /** The player, if it was still at work. */
  #forget(id: number): Active | undefined {
    const active = this.#active.get(id);
    if (!active) return undefined;
    this.#active.delete(id);
    for (const clip of active.clips) clip.release();
    return active;
  }

  #spawn(): Worker {
    const thread = this.#startThread();
    thread.unref();
    thread.on('message', (report: TickerReport) => this.#deliver(report));
    thread.on('error', (error) => this.#logger.error({ err: error }, 'prompt ticker thread failed'));
    thread.once('exit', () => this.#restartLater());
    for (const { key, frames } of this.#library.all()) thread.postMessage({ kind: 'frames', key, frames } satisfies TickerCommand, []);
    return thread;
  }

  #restartLater(): void {
    this.#thread = undefined;
    this.#shelf.clear();
    if (this.#isClosed) return;
    this.#logger.warn({ players: this.#active.size }, 'prompt ticker thread ended');
    // What was to be played once is not begun again; whoever waits for its end must not wait for ever.
    for (const { id, request } of this.#active.values()) if (request.content.once) this.#forget(id)?.request.onEnded();
    this.#clock.after(restartAfterMs, () => {
      if (!this.#isClosed && !this.#thread && this.#active.size > 0) this.#resume();
    });
  }

  /** Starts the thread, and on it the players that there are. */
  #resume(): void {
    this.#thread = this.#spawn();
    for (const active of this.#active.values()) this.#begin(active);
  }

  #deliver(report: TickerReport): void {
    let offset = 0;
    for (let at = 0; at < report.index.length; at += 2) {
      const length = report.index[at + 1] ?? 0;
      const packet = Buffer.from(report.bytes, offset, length);
      offset += length;
      this.#active.get(report.index[at] ?? 0)?.request.onPacket(packet);
    }
    for (const id of report.ended) this.#forget(id)?.request.onEnded();
  }

  #send(command: TickerCommand): void {
    this.#thread?.postMessage(command, []);
  }
}
