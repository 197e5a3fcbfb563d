import type { Bytes } from '../bytes.ts';
import type { FrameKeys } from '../session/sealed-session.ts';
import { clearBytesOf, type FrameCodec } from './clear-prefix.ts';
import { kidOf } from './kid.ts';
import { SframeKey } from './sframe-key.ts';

/** A frame as the encoder gave it. */
export interface PlainFrame {
  readonly data: Bytes;
  /** Sound has only these. */
  readonly isKeyFrame: boolean;
  /** Which of a track's encodings: its SSRC. */
  readonly encoding: number;
}

/**
 * Seals the frames of one track: clear prefix ‖ SFrame header ‖ ciphertext ‖ tag. One counter for all its simulcast and SVC layers.
 * Without a key, and in a new epoch before each encoding's key frame, nothing comes out.
 */
export class FrameSealer {
  readonly #context: number;
  readonly #codec: FrameCodec;
  #key: SframeKey | undefined;
  #epoch = -1;
  #counter = 0n;
  /** Encodings whose key frame of this epoch is out. */
  #begun = new Set<number>();

  /** @param context a number that no other track of this leaf ever has in an epoch */
  constructor(context: number, codec: FrameCodec) {
    this.#context = context;
    this.#codec = codec;
  }

  /** From now on nothing is sealed under the keys before. Resolves when frames can be sealed; true when this is a new epoch. */
  async setKeys({ epoch, baseKey, myLeaf: leaf }: FrameKeys): Promise<boolean> {
    // The same key id with a counter from the start would use nonces twice.
    if (epoch === this.#epoch) return false;
    this.#epoch = epoch;
    this.#key = undefined;
    const key = await SframeKey.derive(baseKey, kidOf({ context: this.#context, leaf, epoch }), 'encrypt');
    if (this.#epoch !== epoch) return false;
    this.#key = key;
    this.#counter = 0n;
    this.#begun = new Set();
    return true;
  }

  /** The sealed frame; undefined when it must not be sent. */
  async seal({ data, isKeyFrame, encoding }: PlainFrame): Promise<Bytes | undefined> {
    const key = this.#key;
    if (!key || (!isKeyFrame && !this.#begun.has(encoding))) return undefined;
    const clearBytes = clearBytesOf(this.#codec, data);
    // No codec makes such a frame, and all of it would be clear.
    if (data.length < clearBytes) return undefined;
    this.#begun.add(encoding);
    const counter = this.#counter;
    this.#counter += 1n;
    const [header, sealed] = await key.seal(counter, data.subarray(0, clearBytes), data.subarray(clearBytes));
    const out = new Uint8Array(clearBytes + header.length + sealed.length);
    out.set(data.subarray(0, clearBytes));
    out.set(header, clearBytes);
    out.set(sealed, clearBytes + header.length);
    // The epoch changed while it was sealed: the old key is of no use to anybody any more.
    return this.#key === key ? out : undefined;
  }
}
