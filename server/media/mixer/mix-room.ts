import { randomInt } from 'node:crypto';
import { FrameSchedule } from '../prompts/schedule.ts';
import { skipFrames } from '../prompts/rtp-stream.ts';
import type { RtpStreamState } from '../prompts/rtp-stream.ts';
import { codecs } from '../sdp/payload-layout.ts';
import { frameSamples } from './limiter.ts';
import { MixBus } from './mix-bus.ts';
import { MixMember } from './mix-member.ts';
import type { MixCodec, MixListener } from './mixer-messages.ts';
import type { MixSignal } from './mixer.ts';
import { signalFrames } from './signal-tones.ts';

/** So many are heard at once, the loudest: it bounds what a room of any size costs, and more at once nobody understands. */
export const maxSpeakers = 6;

/** Who is heard stays heard until another is so much louder: words are not cut in pieces. */
const stay = 2;

interface Listener {
  readonly id: number;
  readonly member: number;
  readonly codec: MixCodec;
  readonly stream: RtpStreamState;
}

/** An RTP packet to be: its stream moves on when it is written. */
export interface MixPacket {
  readonly listener: number;
  readonly stream: RtpStreamState;
  readonly payload: Uint8Array;
}

/**
 * One mix: every 20 ms it takes a frame of each member, adds those who speak, and encodes one sum for all who do not (they are not in
 * it) and one more for each who does (without themselves). Knows no thread and no timer.
 */
export class MixRoom {
  readonly #schedule: FrameSchedule;
  readonly #members = new Map<number, MixMember>();
  readonly #listeners = new Map<number, Listener>();
  /** What everybody hears who does not speak. */
  readonly #common = new MixBus();
  /** Of those who speak, without themselves; kept while they speak. */
  readonly #own = new Map<number, MixBus>();
  #signal: Int16Array[] = [];

  constructor(firstFrameMs: number) {
    this.#schedule = new FrameSchedule(firstFrameMs);
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  join(member: number): void {
    this.#members.set(member, new MixMember());
  }

  leave(member: number): void {
    this.#members.delete(member);
    this.#own.delete(member);
  }

  push(member: number, rtp: Buffer, nowMs: number): void {
    this.#members.get(member)?.input.push(rtp, nowMs);
  }

  play(signal: MixSignal): void {
    this.#signal.push(...signalFrames(signal));
  }

  listen({ id, member, codec, ssrc, payloadType, after }: MixListener): void {
    const stream: RtpStreamState = {
      ssrc,
      payloadType,
      unitsPerFrame: codecs[codec].unitsPerFrame,
      // RFC 3550 §5.1: the first sequence number and timestamp SHOULD be random.
      sequence: after ? (after.sequence + 1) & 0xffff : randomInt(0x8000),
      timestamp: after ? (after.timestamp + codecs[codec].unitsPerFrame) >>> 0 : randomInt(2 ** 32),
      isFirst: true,
    };
    this.#listeners.set(id, { id, member, codec, stream });
  }

  unlisten(id: number): boolean {
    return this.#listeners.delete(id);
  }

  /** The packets that are due. */
  tick(nowMs: number, emit: (packet: MixPacket) => void): void {
    const { skip, send } = this.#schedule.take(nowMs);
    if (skip > 0) for (const { stream } of this.#listeners.values()) skipFrames(stream, skip);
    for (let count = 0; count < send; count += 1) this.#step(nowMs, emit);
  }

  #step(nowMs: number, emit: (packet: MixPacket) => void): void {
    for (const member of this.#members.values()) member.step(nowMs);
    const speakers = this.#speakers();
    const sum = this.#sumOf(speakers);
    this.#common.put(sum);
    for (const [id, member] of speakers) this.#ownOf(id).put(without(sum, member.frame));
    for (const id of this.#own.keys()) if (!speakers.has(id)) this.#own.delete(id);
    for (const { id, member, codec, stream } of this.#listeners.values()) {
      if (!this.#members.has(member)) continue;
      const bus = this.#own.get(member) ?? this.#common;
      emit({ listener: id, stream, payload: bus.packet(codec) });
    }
  }

  /** Those who speak; of too many the loudest. */
  #speakers(): ReadonlyMap<number, MixMember> {
    const speaking = [...this.#members].filter(([, member]) => member.isSpeaking);
    if (speaking.length <= maxSpeakers) return new Map(speaking);
    const rank = ([id, { level }]: [number, MixMember]): number => (this.#own.has(id) ? level * stay : level);
    return new Map(speaking.toSorted((one, other) => rank(other) - rank(one)).slice(0, maxSpeakers));
  }

  #sumOf(speakers: ReadonlyMap<number, MixMember>): Int32Array {
    const sum = new Int32Array(frameSamples);
    for (const { frame } of speakers.values()) if (frame) add(sum, frame);
    const signal = this.#signal.shift();
    if (signal) add(sum, signal);
    return sum;
  }

  #ownOf(member: number): MixBus {
    const bus = this.#own.get(member) ?? new MixBus();
    this.#own.set(member, bus);
    return bus;
  }
}

function add(sum: Int32Array, frame: Int16Array): void {
  for (let at = 0; at < frameSamples; at += 1) sum[at] = (sum[at] ?? 0) + (frame[at] ?? 0);
}

/** 32 bits hold the sum of 65,536 people, so what was added can be taken out again exactly. */
function without(sum: Int32Array, frame: Int16Array | undefined): Int32Array {
  if (!frame) return sum;
  return sum.map((value, at) => value - (frame[at] ?? 0));
}
