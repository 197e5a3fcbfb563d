import { OpusEncoder } from '../../opus/opus-codec.ts';
import { alawFromLinear, mulawFromLinear } from '../../prompts/g711.ts';

export interface SpeakerOptions {
  readonly codec?: 'opus' | 'PCMU' | 'PCMA';
  readonly ssrc?: number;
  /** Of one packet. */
  readonly frameMs?: 20 | 60;
  readonly hertz?: number;
}

const payloadTypes = { opus: 111, PCMU: 0, PCMA: 8 } as const;
const loudness = 8000;

/** Makes the RTP of somebody who says a sine, or nothing. */
export class Speaker {
  readonly #codec: 'opus' | 'PCMU' | 'PCMA';
  readonly #ssrc: number;
  readonly #frameMs: number;
  readonly #hertz: number;
  readonly #rate: 8000 | 48000;
  readonly #encoder = new OpusEncoder(48_000);
  #sequence = 65_530;
  #timestamp = 0xffff_f000;
  #sample = 0;

  constructor(options: SpeakerOptions = {}) {
    this.#codec = options.codec ?? 'opus';
    this.#ssrc = options.ssrc ?? 1;
    this.#frameMs = options.frameMs ?? 20;
    this.#hertz = options.hertz ?? 440;
    this.#rate = this.#codec === 'opus' ? 48_000 : 8000;
  }

  /** The next packet. */
  say(isSilent = false): Buffer {
    const length = (this.#rate * this.#frameMs) / 1000;
    const samples = Int16Array.from({ length }, () => {
      const at = this.#sample++ / this.#rate;
      return isSilent ? 0 : Math.round(loudness * Math.sin(2 * Math.PI * this.#hertz * at));
    });
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    header.writeUInt8(payloadTypes[this.#codec], 1);
    header.writeUInt16BE(this.#sequence, 2);
    header.writeUInt32BE(this.#timestamp, 4);
    header.writeUInt32BE(this.#ssrc, 8);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + length) >>> 0;
    return Buffer.concat([header, this.#payload(samples)]);
  }

  /** Time goes by in which nothing is sent (DTX): the timestamp goes on, the sequence number does not. */
  rest(ms: number): void {
    this.#timestamp = (this.#timestamp + (this.#rate * ms) / 1000) >>> 0;
    this.#sample += (this.#rate * ms) / 1000;
  }

  #payload(samples: Int16Array): Uint8Array {
    if (this.#codec === 'opus') return this.#encoder.encode(samples);
    return Uint8Array.from(samples, this.#codec === 'PCMU' ? mulawFromLinear : alawFromLinear);
  }
}
