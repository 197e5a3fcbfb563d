import { fillerPackets, packetSamples, shortestFrameSamples } from '../opus/opus-packets.ts';

/** A packet of Opus and when it was said, by its sender's clock. */
export interface TimedPacket {
  readonly ssrc: number;
  /** In samples of 48 kHz, modulo 2^32. */
  readonly timestamp: number;
  readonly packet: Uint8Array;
}

const frameSamples = 960;
/** Further apart than this, the sender's clock is not believed: it stood still, or jumped. */
const maxDriftSamples = 3 * 48_000;
/** A packet that begins so much before the end of the last one is put behind it; one still earlier is dropped. */
const overlapSamples = 480;

interface Stream {
  readonly ssrc: number;
  timestamp: number;
  /** Where that timestamp is on the recording's line. */
  position: number;
}

/**
 * Puts what one party says on the recording's time line, in samples of 48 kHz from its begin: the begin of each stream by our clock, what
 * follows by RTP time. Gaps (silence that is not sent, loss, pauses) are filled, so that a sample's place in the file is its time.
 */
export class OpusTimeline {
  readonly #emit: (packet: Uint8Array, samples: number) => void;
  #written = 0;
  #stream: Stream | undefined;
  #last: Uint8Array | undefined;
  #filledSamples = 0;

  constructor(emit: (packet: Uint8Array, samples: number) => void) {
    this.#emit = emit;
  }

  /** Samples on the line so far. */
  get written(): number {
    return this.#written;
  }

  /** Takes a packet that arrived at `nowSamples` of the recording's own clock. */
  add(timed: TimedPacket, nowSamples: number): void {
    const samples = packetSamples(timed.packet);
    if (samples === 0) return;
    const position = this.#place(timed, nowSamples);
    if (position < this.#written - overlapSamples) return;
    this.fillTo(position);
    this.#write(timed.packet, samples);
    this.#last = timed.packet;
    this.#filledSamples = 0;
  }

  /** Says nothing up to `position`. */
  fillTo(position: number): void {
    const missing = position - this.#written;
    if (missing < shortestFrameSamples) return;
    const before = { model: this.#last, filledSamples: this.#filledSamples };
    for (const packet of fillerPackets(missing, before)) this.#write(packet, packetSamples(packet));
    this.#filledSamples += missing;
  }

  /** The same in whole frames of 20 ms: more is to come. */
  fillFrames(position: number): void {
    this.fillTo(this.#written + Math.floor(Math.max(0, position - this.#written) / frameSamples) * frameSamples);
  }

  /** The next packet is placed by our clock: what was said in between is not wanted. */
  forgetStream(): void {
    this.#stream = undefined;
  }

  #place({ ssrc, timestamp }: TimedPacket, nowSamples: number): number {
    const stream = this.#stream;
    if (stream?.ssrc === ssrc) {
      const position = stream.position + ((timestamp - stream.timestamp) | 0);
      if (Math.abs(position - nowSamples) <= maxDriftSamples) {
        stream.timestamp = timestamp;
        stream.position = position;
        return position;
      }
    }
    const position = Math.max(this.#written, nowSamples - (nowSamples % shortestFrameSamples));
    this.#stream = { ssrc, timestamp, position };
    return position;
  }

  #write(packet: Uint8Array, samples: number): void {
    this.#emit(packet, samples);
    this.#written += samples;
  }
}
