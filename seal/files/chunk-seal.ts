import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';

/** Bytes of a file in one piece. */
export const chunkBytes = 65_536;
const keyBytes = 32;

/** How many pieces a file has; an empty one has one empty piece, which says that it is whole. */
export function chunksOf(fileBytes: number): number {
  return Math.max(1, Math.ceil(fileBytes / chunkBytes));
}

/**
 * Seals the pieces of one file: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM. The nonce is the piece's number and whether
 * it is the last, so that pieces cannot be left out, moved or cut off; the key is random and of this file id alone.
 */
export class ChunkSeal {
  readonly #key: CryptoKey;
  readonly #associated: Bytes;
  readonly #chunks: number;

  private constructor(key: CryptoKey, associated: Bytes, chunks: number) {
    this.#key = key;
    this.#associated = associated;
    this.#chunks = chunks;
  }

  /** @param key base64url of 32 bytes, as in the signed offer */
  static async of({ key, fileId, chunks }: { readonly key: string; readonly fileId: string; readonly chunks: number }): Promise<ChunkSeal> {
    const raw = fromBase64Url(key);
    if (raw.length !== keyBytes) throw new SealError('malformed');
    return new ChunkSeal(
      await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']),
      utf8(`SEAL1 file ${fileId}`),
      chunks,
    );
  }

  static newKey(): string {
    return toBase64Url(crypto.getRandomValues(new Uint8Array(keyBytes)));
  }

  /** @returns ciphertext ‖ tag */
  async seal(number: number, plain: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.encrypt(this.#algorithm(number), this.#key, plain));
  }

  /** @throws {SealError} `forged` when it is not this file's piece of this number, whole */
  async open(number: number, sealed: Bytes): Promise<Bytes> {
    try {
      return new Uint8Array(await crypto.subtle.decrypt(this.#algorithm(number), this.#key, sealed));
    } catch (cause) {
      throw new SealError('forged', { cause });
    }
  }

  #algorithm(number: number) {
    const iv = new Uint8Array(12);
    const view = new DataView(iv.buffer);
    view.setUint32(7, number);
    view.setUint8(11, number === this.#chunks - 1 ? 1 : 0);
    return { name: 'AES-GCM', iv, additionalData: this.#associated } as const;
  }
}
