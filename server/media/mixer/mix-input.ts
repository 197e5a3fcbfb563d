import { readRtpPacket } from '../rtp/rtp-packet.ts';
import type { RtpPacket } from '../rtp/rtp-packet.ts';
import { frameSamples } from './limiter.ts';
import { MixDecoder } from './mix-codecs.ts';

/** Packets are played so long after the first one came: what comes within it comes in time. */
const delayMs = 40;
/** So much is waited for when nothing came in time; it is concealed meanwhile. */
const maxConcealedFrames = 3;
/** More than this lies only there after a burst or by a clock that runs fast: the oldest are left out. */
const maxWaitingPackets = 10;
const keptPackets = 3;
/** Further apart, sequence numbers are those of a source that began anew (RFC 3550 A.1: MAX_DROPOUT). */
const maxDropout = 3_000;

interface Waiting {
  readonly packet: RtpPacket;
  readonly payload: Uint8Array;
}

/**
 * What one member says, frame by frame, out of RTP as it arrives: put in order, 40 ms late, gaps concealed for 60 ms and silence
 * then. After silence (DTX, mute) the next packet begins anew.
 *
 *   idle ──packet──► filling ──40 ms──► playing ──nothing for 60 ms──► idle
 */
export class MixInput {
  #ssrc: number | undefined;
  #decoder = new MixDecoder();
  /** In order of their sequence numbers. */
  #waiting: Waiting[] = [];
  #next: number | undefined;
  #playsAtMs: number | undefined;
  /** Decoded, and not taken yet. */
  #samples: Int16Array = new Int16Array(0);
  #concealed = 0;

  push(bytes: Buffer, nowMs: number): void {
    const packet = readRtpPacket(bytes);
    if (!packet || packet.payload.byteLength === 0) return;
    if (packet.ssrc !== this.#ssrc) this.#reset(packet.ssrc);
    const ahead = this.#next === undefined ? 0 : distance(this.#next, packet.sequence);
    if (Math.abs(ahead) > maxDropout) this.#reset(packet.ssrc);
    else if (ahead < 0) return;
    this.#playsAtMs ??= nowMs + delayMs;
    const place = this.#waiting.findIndex((one) => distance(packet.sequence, one.packet.sequence) >= 0);
    if (this.#waiting[place]?.packet.sequence === packet.sequence) return;
    // The packet is a view into the batch that it came in.
    this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, { packet, payload: Uint8Array.from(packet.payload) });
    if (this.#waiting.length > maxWaitingPackets) this.#skipTo(this.#waiting.length - keptPackets);
  }

  /** The next 20 ms at 48 kHz; undefined when nothing is said. */
  take(nowMs: number): Int16Array | undefined {
    if (this.#playsAtMs === undefined || nowMs < this.#playsAtMs) return undefined;
    while (this.#samples.length < frameSamples) {
      const more = this.#decodeNext();
      if (!more || more.length === 0) return this.#rest();
      this.#samples = joined(this.#samples, more);
    }
    const frame = this.#samples.subarray(0, frameSamples);
    this.#samples = this.#samples.subarray(frameSamples);
    return frame;
  }

  #decodeNext(): Int16Array | undefined {
    const [first] = this.#waiting;
    if (first && (this.#next === undefined || first.packet.sequence === this.#next || this.#concealed >= maxConcealedFrames)) {
      this.#waiting.shift();
      this.#next = (first.packet.sequence + 1) & 0xffff;
      this.#concealed = 0;
      return this.#decoder.decode(first.packet.payloadType, first.payload);
    }
    if (this.#concealed >= maxConcealedFrames) return undefined;
    this.#concealed += 1;
    // A packet in between was lost: its successor is next, when it is that one's turn.
    if (first && this.#next !== undefined) this.#next = (this.#next + 1) & 0xffff;
    return this.#decoder.conceal();
  }

  /** Nothing is said any more; what was left of a frame is given with silence behind it. */
  #rest(): Int16Array | undefined {
    const left = this.#samples;
    this.#samples = new Int16Array(0);
    this.#concealed = 0;
    this.#playsAtMs = undefined;
    this.#next = undefined;
    return left.length === 0 ? undefined : joined(left, new Int16Array(frameSamples - left.length));
  }

  #skipTo(index: number): void {
    this.#waiting = this.#waiting.slice(index);
    this.#next = this.#waiting[0]?.packet.sequence;
  }

  #reset(ssrc: number): void {
    this.#ssrc = ssrc;
    this.#decoder = new MixDecoder();
    this.#waiting = [];
    this.#next = undefined;
    this.#playsAtMs = undefined;
    this.#samples = new Int16Array(0);
    this.#concealed = 0;
  }
}

/** From one sequence number to another, the short way round. */
function distance(from: number, to: number): number {
  return ((to - from + 0x18000) & 0xffff) - 0x8000;
}

function joined(one: Int16Array, other: Int16Array): Int16Array {
  const both = new Int16Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
