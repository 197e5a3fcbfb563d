import { Worker } from 'node:worker_threads';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SoundName } from '../media-engine.ts';
import { codecs } from '../sdp/payload-layout.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import { soundKey } from './sound-library.ts';
import type { SoundLibrary } from './sound-library.ts';
import type { PlayerStart, TickerCommand, TickerPackets } from './ticker-messages.ts';

export interface PlayerRequest {
  readonly sound: SoundName;
  readonly layout: PayloadLayout;
  readonly ssrc: number;
  readonly isOnce: boolean;
  /** Gets each RTP packet when it falls due. */
  readonly onPacket: (packet: Buffer) => void;
}

export interface PlayerHandle {
  /** Idempotent; no packet comes after it. */
  stop(): void;
}

export interface PromptPlayersParts {
  readonly library: SoundLibrary;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Starts the ticker's thread; tests hold on to what it returns. */
  readonly startThread?: () => Worker;
}

/** A thread that ends at once every time must not keep the process busy. */
const restartAfterMs = 100;

function startTickerThread(): Worker {
  return new Worker(new URL('./ticker-thread.ts', import.meta.url));
}

interface Active {
  readonly start: PlayerStart;
  readonly onPacket: (packet: Buffer) => void;
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
  readonly #active = new Map<number, Active>();
  #thread: Worker | undefined;
  #nextId = 1;
  #isClosed = false;

  constructor(parts: PromptPlayersParts) {
    this.#library = parts.library;
    this.#logger = parts.logger;
    this.#clock = parts.clock;
    this.#startThread = parts.startThread ?? startTickerThread;
  }

  get size(): number {
    return this.#active.size;
  }

  start(request: PlayerRequest): PlayerHandle {
    const id = this.#nextId++;
    const { layout } = request;
    const start: PlayerStart = {
      id,
      soundKey: soundKey(request.sound, layout.codec),
      ssrc: request.ssrc,
      payloadType: layout.payloadType,
      unitsPerFrame: codecs[layout.codec].unitsPerFrame,
      isOnce: request.isOnce,
    };
    if (!this.#thread) this.#resume();
    this.#active.set(id, { start, onPacket: request.onPacket });
    this.#send({ kind: 'start', ...start });
    return { stop: () => this.#stop(id) };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#active.clear();
    await this.#thread?.terminate();
  }

  #stop(id: number): void {
    if (this.#active.delete(id) && !this.#isClosed) this.#send({ kind: 'stop', id });
  }

  #spawn(): Worker {
    const thread = this.#startThread();
    thread.unref();
    thread.on('message', (packets: TickerPackets) => this.#deliver(packets));
    thread.on('error', (error) => this.#logger.error({ err: error }, 'prompt ticker thread failed'));
    thread.once('exit', () => this.#restartLater());
    for (const { key, frames } of this.#library.all()) thread.postMessage({ kind: 'sound', key, frames } satisfies TickerCommand, []);
    return thread;
  }

  #restartLater(): void {
    this.#thread = undefined;
    if (this.#isClosed) return;
    this.#logger.warn({ players: this.#active.size }, 'prompt ticker thread ended');
    this.#clock.after(restartAfterMs, () => {
      if (!this.#isClosed && !this.#thread && this.#active.size > 0) this.#resume();
    });
  }

  /** Starts the thread, and on it the players that there are. What was to be played once is not begun again. */
  #resume(): void {
    this.#thread = this.#spawn();
    for (const { start } of this.#active.values()) {
      if (!start.isOnce) this.#send({ kind: 'start', ...start });
    }
  }

  #deliver(packets: TickerPackets): void {
    let offset = 0;
    for (let at = 0; at < packets.index.length; at += 2) {
      const length = packets.index[at + 1] ?? 0;
      const packet = Buffer.from(packets.bytes, offset, length);
      offset += length;
      this.#active.get(packets.index[at] ?? 0)?.onPacket(packet);
    }
  }

  #send(command: TickerCommand): void {
    this.#thread?.postMessage(command, []);
  }
}
