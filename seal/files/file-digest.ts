import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, type Bytes } from '../bytes.ts';

/** SHA-256 of a file that comes piece by piece; WebCrypto wants all of it at once. */
export class FileDigest {
  readonly #hash = sha256.create();

  add(bytes: Bytes): void {
    this.#hash.update(bytes);
  }

  /** So far, base64url; more can be added afterwards. */
  now(): string {
    return toBase64Url(new Uint8Array(this.#hash.clone().digest()));
  }
}
