import { OpusDecoder, OpusEncoder } from '../opus/opus-codec.ts';
import { alawFromLinear, linearFromAlaw, linearFromMulaw, mulawFromLinear } from '../prompts/g711.ts';
import { frameSamples } from './limiter.ts';
import type { MixCodec } from './mixer-messages.ts';

/** Samples of 48 kHz for one of 8 kHz. */
const upsampling = 6;
/** Static payload types (RFC 3551 table 4); G.722 is not decoded. */
const payloadTypes = { pcmu: 0, pcma: 8, g722: 9 } as const;

/** Decodes one stream, whatever it is in, to 48 kHz. */
export class MixDecoder {
  #opus: OpusDecoder | undefined;
  /** The first byte of the last Opus packet: what a lost one is guessed from. */
  #toc: number | undefined;
  #last = 0;

  decode(payloadType: number, payload: Uint8Array): Int16Array {
    if (payloadType === payloadTypes.g722) return new Int16Array(0);
    if (payloadType === payloadTypes.pcmu) return this.#upsample(Int16Array.from(payload, linearFromMulaw));
    if (payloadType === payloadTypes.pcma) return this.#upsample(Int16Array.from(payload, linearFromAlaw));
    this.#opus ??= new OpusDecoder(48_000);
    this.#toc = payload[0];
    return this.#opus.decode(payload);
  }

  /** What was lost: of Opus guessed from what came before, by a packet that is a TOC byte only (RFC 6716 §3.2.1), else silence. */
  conceal(): Int16Array {
    if (!this.#opus || this.#toc === undefined) return new Int16Array(frameSamples);
    return this.#opus.decode(Uint8Array.of(this.#toc & ~0x03));
  }

  /** Straight lines between samples; what that adds above 4 kHz is far below speech. */
  #upsample(samples: Int16Array): Int16Array {
    const out = new Int16Array(samples.length * upsampling);
    for (const [index, sample] of samples.entries()) {
      const step = (sample - this.#last) / upsampling;
      for (let part = 1; part <= upsampling; part += 1) out[index * upsampling + part - 1] = Math.round(this.#last + step * part);
      this.#last = sample;
    }
    return out;
  }
}

/** Encodes frames of 20 ms at 48 kHz. */
export interface MixEncoder {
  encode(samples: Int16Array): Uint8Array;
}

const toByte = { PCMU: mulawFromLinear, PCMA: alawFromLinear } as const;

export function createMixEncoder(codec: MixCodec): MixEncoder {
  if (codec === 'opus') return new OpusEncoder(48_000);
  return { encode: (samples) => Uint8Array.from(downsample(samples), toByte[codec]) };
}

/** The mean of six samples for one: a plain low pass. */
function downsample(samples: Int16Array): Int16Array {
  return Int16Array.from({ length: samples.length / upsampling }, (_, index) => {
    let sum = 0;
    for (let part = 0; part < upsampling; part += 1) sum += samples[index * upsampling + part] ?? 0;
    return Math.round(sum / upsampling);
  });
}
