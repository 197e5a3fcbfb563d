import { createCipheriv, createDecipheriv } from 'node:crypto';
import { StorageError } from '../errors.ts';

/** Bytes that a sealed chunk is longer than its content: the tag of GCM. */
export const tagBytes = 16;
/** Random, per object: the begin of every nonce. */
export const noncePrefixBytes = 7;

/** What the last byte of a nonce says: more follows, this was all, or this is the list of chunk lengths. */
export type ChunkRole = 'middle' | 'last' | 'index';
const roleBytes: Readonly<Record<ChunkRole, number>> = { middle: 0, last: 1, index: 2 };

/** Where a chunk belongs. */
export interface ChunkPlace {
  readonly number: number;
  readonly role: ChunkRole;
}

/** What is authenticated with every chunk, though it is written nowhere in it. */
export interface ObjectIdentity {
  readonly tenantId: string;
  readonly id: string;
  readonly contentType: string;
}

const formatVersion = 1;

/**
 * Closes and opens the chunks of one object: AES-256-GCM under the object's own key. The nonce is prefix ‖ counter ‖ last flag (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway, Vizár 2015), so that chunks cannot be swapped, left out at the end, or moved elsewhere.
 */
export class ChunkSeal {
  readonly #key: Buffer;
  readonly #prefix: Buffer;
  readonly #associated: Buffer;

  constructor(parts: { key: Buffer; noncePrefix: Buffer; identity: ObjectIdentity }) {
    const { tenantId, id, contentType } = parts.identity;
    this.#key = parts.key;
    this.#prefix = parts.noncePrefix;
    this.#associated = Buffer.from(JSON.stringify(['deskline object', formatVersion, tenantId, id, contentType]), 'utf8');
  }

  /** Ciphertext and tag. */
  seal(place: ChunkPlace, content: Uint8Array): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, this.#nonce(place), { authTagLength: tagBytes });
    cipher.setAAD(this.#associated);
    return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws {StorageError} `refused` when it is not what was sealed for this place */
  open(place: ChunkPlace, sealed: Buffer): Buffer {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, this.#nonce(place), { authTagLength: tagBytes });
      decipher.setAAD(this.#associated);
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
    } catch (error) {
      throw new StorageError('refused', 'stored content was changed, cut short or moved', { cause: error });
    }
  }

  /** Wipes the key: nothing is closed or opened any more. */
  forget(): void {
    this.#key.fill(0);
  }

  #nonce({ number, role }: ChunkPlace): Buffer {
    const nonce = Buffer.alloc(noncePrefixBytes + 5);
    this.#prefix.copy(nonce);
    nonce.writeUInt32BE(number, noncePrefixBytes);
    nonce.writeUInt8(roleBytes[role], noncePrefixBytes + 4);
    return nonce;
  }
}
