import { joined, type Bytes } from '../bytes.ts';
import type { FrameKeys } from '../session/sealed-session.ts';
import { encryptFrame } from './cipher.ts';
import { clearBytesOf, type FrameCodec } from './clear-prefix.ts';
import { FrameKeyCache, keyIdOf } from './frame-keys.ts';
import { encodeHeader } from './header.ts';

/** Seals the frames of one track: all its layers share one counter per key. */
export class FrameSealer {
  readonly #codec: FrameCodec;
  /** Numbers the tracks of a leaf; a number is never used for two tracks in an epoch. */
  readonly #context: number;
  readonly #cache = new FrameKeyCache();
  #keys: FrameKeys | undefined;
  #counter = 0n;

  constructor(codec: FrameCodec, context: number) {
    this.#codec = codec;
    this.#context = context;
  }

  /** @returns whether this is a new epoch: its first frame has to be a key frame */
  setKeys(keys: FrameKeys): boolean {
    const isNew = this.#keys?.epoch !== keys.epoch;
    if (isNew) this.#counter = 0n;
    this.#keys = keys;
    return isNew;
  }

  /** @returns clear prefix ‖ header ‖ ciphertext ‖ tag; undefined without keys: then nothing may be sent */
  async seal(frame: Bytes): Promise<Bytes | undefined> {
    const keys = this.#keys;
    if (!keys) return undefined;
    const { epoch, baseKey, myLeaf } = keys;
    const keyId = keyIdOf({ context: this.#context, leaf: myLeaf, epoch });
    const counter = this.#counter;
    this.#counter += 1n;
    const clear = clearBytesOf(this.#codec, frame);
    const header = encodeHeader({ keyId, counter });
    const prefix = frame.subarray(0, clear);
    const key = await this.#cache.get(baseKey, epoch, keyId);
    return joined(prefix, header, await encryptFrame(key, counter, joined(header, prefix), frame.subarray(clear)));
  }
}
