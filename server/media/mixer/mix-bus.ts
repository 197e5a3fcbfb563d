import { frameSamples, Limiter } from './limiter.ts';
import { createMixEncoder } from './mix-codecs.ts';
import type { MixEncoder } from './mix-codecs.ts';
import type { MixCodec } from './mixer-messages.ts';

/** One sum that somebody hears: limited once, encoded once in each codec that is listened to. */
export class MixBus {
  readonly #limiter = new Limiter();
  readonly #encoders = new Map<MixCodec, MixEncoder>();
  #samples: Int16Array = new Int16Array(frameSamples);
  /** Of the present frame. */
  readonly #encoded = new Map<MixCodec, Uint8Array>();

  /** Takes the sum of the next frame. */
  put(sum: Int32Array): void {
    this.#samples = this.#limiter.limit(sum);
    this.#encoded.clear();
  }

  /** The present frame in a codec. */
  packet(codec: MixCodec): Uint8Array {
    const known = this.#encoded.get(codec);
    if (known) return known;
    const packet = this.#encoder(codec).encode(this.#samples);
    this.#encoded.set(codec, packet);
    return packet;
  }

  #encoder(codec: MixCodec): MixEncoder {
    const encoder = this.#encoders.get(codec) ?? createMixEncoder(codec);
    this.#encoders.set(codec, encoder);
    return encoder;
  }
}
