import { joined, type Bytes } from '../bytes.ts';
import { clearBytesOf, type FrameCodec } from './clear-prefix.ts';
import type { FrameKeyring } from './frame-keyring.ts';
import { partsOfKid } from './kid.ts';
import { readHeader } from './sframe-header.ts';

/**
 * Why a frame is not shown. `malformed`: no sealed frame; `no-key`: of another epoch, or of nobody in the group; `foreign`: of another track
 * than this one; `replayed`; `forged`: the tag is wrong.
 */
export type FrameRefusal = 'malformed' | 'no-key' | 'foreign' | 'replayed' | 'forged';
export type OpenedFrame = { readonly isOpen: true; readonly data: Bytes } | { readonly isOpen: false; readonly why: FrameRefusal };

const tagBytes = 16;

/** Opens the frames of one received track. Whose they are is settled by the first that opens: the SFU cannot put another track in its place. */
export class FrameOpener {
  readonly #keyring: FrameKeyring;
  readonly #codec: FrameCodec;
  #context: number | undefined;

  constructor(keyring: FrameKeyring, codec: FrameCodec) {
    this.#keyring = keyring;
    this.#codec = codec;
  }

  async open(frame: Bytes): Promise<OpenedFrame> {
    const clearBytes = clearBytesOf(this.#codec, frame);
    const header = readHeader(frame, clearBytes);
    if (!header || frame.length < clearBytes + header.length + tagBytes) return refused('malformed');
    const { kid, counter, length } = header;
    const context = partsOfKid(kid)?.context;
    if (this.#context !== undefined && this.#context !== context) return refused('foreign');
    const opening = await this.#keyring.find(kid);
    if (!opening) return refused('no-key');
    if (!opening.window.isFresh(counter)) return refused('replayed');
    const sealedAt = clearBytes + length;
    const clear = frame.subarray(0, clearBytes);
    const associated = joined(frame.subarray(clearBytes, sealedAt), clear);
    const plain = await opening.key.open(counter, associated, frame.subarray(sealedAt)).catch(() => undefined);
    if (!plain) return refused('forged');
    if (!this.#keyring.accept(opening, counter)) return refused('replayed');
    this.#context = context;
    return { isOpen: true, data: clearBytes === 0 ? plain : joined(clear, plain) };
  }
}

function refused(why: FrameRefusal): OpenedFrame {
  return { isOpen: false, why };
}
