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

/** Which track it is, as its sender said in a sealed message: the SFU cannot put another one in its place, from the first frame on. */
export interface FrameOrigin {
  readonly seatId: string;
  /** The track's context (`kid.ts`). */
  readonly context: number;
}

/** Opens the frames of one received track, and of no other. */
export class FrameOpener {
  readonly #keyring: FrameKeyring;
  readonly #codec: FrameCodec;
  readonly #origin: FrameOrigin;

  constructor(keyring: FrameKeyring, codec: FrameCodec, origin: FrameOrigin) {
    this.#keyring = keyring;
    this.#codec = codec;
    this.#origin = origin;
  }

  async open(frame: Bytes): Promise<OpenedFrame> {
    const clearBytes = clearBytesOf(this.#codec, frame);
    const header = readHeader(frame, clearBytes);
    if (!header || frame.length < clearBytes + header.length + tagBytes) return refused('malformed');
    const { kid, counter, length } = header;
    if (partsOfKid(kid)?.context !== this.#origin.context) return refused('foreign');
    const opening = await this.#keyring.find(kid);
    if (!opening) return refused('no-key');
    if (opening.seatId !== this.#origin.seatId) return refused('foreign');
    if (!opening.window.isFresh(counter)) return refused('replayed');
    const sealedAt = clearBytes + length;
    const clear = frame.subarray(0, clearBytes);
    const associated = joined(frame.subarray(clearBytes, sealedAt), clear);
    const plain = await opening.key.open(counter, associated, frame.subarray(sealedAt)).catch(() => undefined);
    if (!plain) return refused('forged');
    if (!this.#keyring.accept(opening, counter)) return refused('replayed');
    return { isOpen: true, data: clearBytes === 0 ? plain : joined(clear, plain) };
  }
}

function refused(why: FrameRefusal): OpenedFrame {
  return { isOpen: false, why };
}
