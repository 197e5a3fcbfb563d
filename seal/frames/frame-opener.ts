import { joined, type Bytes } from '../bytes.ts';
import type { FrameKeys } from '../session/sealed-session.ts';
import { decryptFrame, tagBytes } from './cipher.ts';
import { clearBytesOf, type FrameCodec } from './clear-prefix.ts';
import { EpochKeys, FrameKeyCache, leafOf } from './frame-keys.ts';
import { decodeHeader } from './header.ts';
import { ReplayWindow } from './replay-window.ts';

/** Why a frame was dropped. */
export type Dropped = 'malformed' | 'no-key' | 'other-sender' | 'replayed' | 'forged';

/** Opens the frames of one track of one sender. */
export class FrameOpener {
  readonly #codec: FrameCodec;
  readonly #leaf: number;
  readonly #epochs = new EpochKeys();
  readonly #cache = new FrameKeyCache();
  readonly #windows = new Map<bigint, ReplayWindow>();

  /** @param leaf whose track it is, as they said themselves: another member's frames are not shown in their place */
  constructor(codec: FrameCodec, leaf: number) {
    this.#codec = codec;
    this.#leaf = leaf;
  }

  addKeys(keys: FrameKeys, nowMs: number): void {
    this.#epochs.add(keys, nowMs);
  }

  async open(frame: Bytes, nowMs: number): Promise<Bytes | Dropped> {
    const clear = clearBytesOf(this.#codec, frame);
    const header = decodeHeader(frame.subarray(clear));
    if (!header || frame.length < clear + header.length + tagBytes) return 'malformed';
    const { keyId, counter, length } = header;
    if (leafOf(keyId) !== this.#leaf) return 'other-sender';
    const keys = this.#epochs.for(keyId, nowMs);
    if (!keys) return 'no-key';
    if (this.#windows.get(keyId)?.isFresh(counter) === false) return 'replayed';
    const key = await this.#cache.get(keys.baseKey, keys.epoch, keyId);
    const prefix = frame.subarray(0, clear);
    const plain = await decryptFrame(key, counter, joined(frame.subarray(clear, clear + length), prefix), frame.subarray(clear + length));
    if (!plain) return 'forged';
    const window = this.#windowOf(keyId);
    if (!window.isFresh(counter)) return 'replayed';
    window.note(counter);
    return joined(prefix, plain);
  }

  /** Only for a key id that a real frame had: forgers make no windows, and drive none out. */
  #windowOf(keyId: bigint): ReplayWindow {
    const window = this.#windows.get(keyId) ?? new ReplayWindow();
    this.#windows.set(keyId, window);
    const [oldest] = this.#windows.keys();
    // A track has one key in each of two epochs.
    if (this.#windows.size > 8 && oldest !== undefined) this.#windows.delete(oldest);
    return window;
  }
}
