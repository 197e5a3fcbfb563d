import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Mix, MixEar, Mixer, MixSeat } from './mixer.ts';
import type { MixListening, MixSource } from './mix-source.ts';
import type { MixCodec, MixCommand, MixReport } from './mixer-messages.ts';
import { PacketBatch } from './packet-batch.ts';
// The codec is a native library: a thread that is the only one to have loaded it takes the process with it when it ends.
import '../opus/opus-codec.ts';

export interface ThreadMixerParts {
  readonly logger: Logger;
  readonly clock: Clock;
  /** Starts the mixer's thread; tests hold on to what it returns. */
  readonly startThread?: () => Worker;
}

/** A thread that ends at once every time must not keep the process busy. */
const restartAfterMs = 100;
/** So long the thread outlives its last member: the next conference may come soon. */
const idleMs = 10_000;

interface Active {
  readonly id: number;
  readonly member: number;
  readonly codec: MixCodec;
  readonly request: MixListening;
  /** Of the last packet, so that a new thread goes on where the old one was. */
  after: { readonly sequence: number; readonly timestamp: number } | undefined;
}

/**
 * All mixes of the process, on one thread that is there while somebody confers (it costs 30 MB). If it dies it is started anew, with
 * the same members and ears; what they hear goes on in the same streams.
 */
export class ThreadMixer implements Mixer, MixSource {
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #startThread: () => Worker;
  /** Member to mix. */
  readonly #members = new Map<number, number>();
  readonly #memberOf = new Map<MixEar, number>();
  readonly #active = new Map<number, Active>();
  readonly #batch = new PacketBatch((command) => this.#send(command));
  readonly #open = new Set<number>();
  #thread: Worker | undefined;
  #idle: Timer | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(parts: ThreadMixerParts) {
    this.#logger = parts.logger;
    this.#clock = parts.clock;
    this.#startThread = parts.startThread ?? (() => new Worker(new URL('./mixer-thread.ts', import.meta.url)));
  }

  get size(): number {
    return this.#open.size;
  }

  open(): Mix {
    const mix = (this.#lastId += 1);
    this.#open.add(mix);
    const seats = new Set<MixSeat>();
    return {
      join: (name) => {
        const seat = this.#join(mix, name, () => seats.delete(seat));
        if (this.#open.has(mix)) seats.add(seat);
        else seat.leave();
        return seat;
      },
      signal: (signal) => this.#send({ kind: 'signal', mix, signal }),
      close: () => {
        this.#open.delete(mix);
        for (const seat of seats) seat.leave();
      },
    };
  }

  listen(request: MixListening): { stop(): void } {
    const member = this.#memberOf.get(request.ear);
    const { codec } = request.layout;
    // There is no mix in G.722.
    if (member === undefined || codec === 'G722') return { stop: () => undefined };
    const active: Active = { id: (this.#lastId += 1), member, codec, request, after: undefined };
    this.#active.set(active.id, active);
    this.#listen(active);
    return {
      stop: () => {
        if (this.#active.delete(active.id)) this.#send({ kind: 'unlisten', id: active.id });
      },
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#idle?.stop();
    this.#members.clear();
    this.#active.clear();
    await this.#thread?.terminate();
  }

  #join(mix: number, name: string, onLeft: () => void): MixSeat {
    const member = (this.#lastId += 1);
    const ear: MixEar = { id: `${name} in mix ${mix}` };
    this.#idle?.stop();
    this.#members.set(member, mix);
    this.#memberOf.set(ear, member);
    if (this.#thread) this.#send({ kind: 'join', mix, member });
    else this.#resume();
    let isMuted = false;
    return {
      mouth: { kind: 'mix', ear },
      say: (rtp) => {
        if (!isMuted && this.#members.has(member)) this.#batch.add(member, rtp);
      },
      setMuted: (next) => {
        isMuted = next;
      },
      leave: () => {
        if (!this.#members.delete(member)) return;
        this.#memberOf.delete(ear);
        this.#send({ kind: 'leave', member });
        onLeft();
        if (this.#members.size === 0) this.#idle = this.#clock.after(idleMs, () => this.#rest());
      },
    };
  }

  #listen({ id, member, codec, request, after }: Active): void {
    const { ssrc, layout } = request;
    const { payloadType } = layout;
    this.#send({ kind: 'listen', listener: { id, member, codec, ssrc, payloadType, ...(after ? { after } : {}) } });
  }

  /** Nobody confers any more. */
  #rest(): void {
    const thread = this.#thread;
    if (!thread || this.#members.size > 0) return;
    this.#thread = undefined;
    thread.terminate().catch((error: unknown) => this.#logger.error({ err: error }, 'the mixer thread could not be ended'));
  }

  #spawn(): Worker {
    const thread = this.#startThread();
    thread.unref();
    thread.on('message', (report: MixReport) => this.#deliver(report));
    thread.on('error', (error) => this.#logger.error({ err: error }, 'mixer thread failed'));
    thread.once('exit', () => this.#restartLater(thread));
    return thread;
  }

  #restartLater(thread: Worker): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    if (this.#isClosed) return;
    this.#logger.warn({ members: this.#members.size }, 'mixer thread ended');
    this.#clock.after(restartAfterMs, () => {
      if (!this.#isClosed && !this.#thread && this.#members.size > 0) this.#resume();
    });
  }

  /** Starts the thread, and on it the members and ears that there are. */
  #resume(): void {
    if (this.#isClosed) return;
    this.#thread = this.#spawn();
    for (const [member, mix] of this.#members) this.#send({ kind: 'join', mix, member });
    for (const active of this.#active.values()) this.#listen(active);
  }

  #deliver({ bytes, index }: MixReport): void {
    let offset = 0;
    for (let at = 0; at < index.length; at += 2) {
      const length = index[at + 1] ?? 0;
      const packet = Buffer.from(bytes, offset, length);
      offset += length;
      const active = this.#active.get(index[at] ?? 0);
      if (!active) continue;
      active.after = { sequence: packet.readUInt16BE(2), timestamp: packet.readUInt32BE(4) };
      active.request.onPacket(packet);
    }
  }

  #send(command: MixCommand): void {
    this.#thread?.postMessage(command, command.kind === 'rtp' ? [command.bytes.buffer] : []);
  }
}
