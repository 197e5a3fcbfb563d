import { joined, utf8, type Bytes } from '../bytes.ts';
import { headerOf } from './sframe-header.ts';

interface Suite {
  readonly id: number;
  readonly hash: 'SHA-256' | 'SHA-512';
  readonly keyBytes: number;
}

/** Cipher suites of RFC 9605 §4.5. Sessions use the second; the first is there for its vectors. */
export const aes128GcmSha256: Suite = { id: 4, hash: 'SHA-256', keyBytes: 16 };
export const aes256GcmSha512: Suite = { id: 5, hash: 'SHA-512', keyBytes: 32 };

const nonceBytes = 12;

/** Key and salt of one key id, RFC 9605 §4.4.2. */
export class SframeKey {
  readonly kid: bigint;
  readonly #key: CryptoKey;
  readonly #salt: Bytes;

  private constructor(kid: bigint, key: CryptoKey, salt: Bytes) {
    this.kid = kid;
    this.#key = key;
    this.#salt = salt;
  }

  static async derive(baseKey: Bytes, kid: bigint, use: 'encrypt' | 'decrypt', suite: Suite = aes256GcmSha512): Promise<SframeKey> {
    const secret = await crypto.subtle.importKey('raw', baseKey, 'HKDF', false, ['deriveBits']);
    const part = async (name: string, length: number): Promise<Bytes> => {
      const info = joined(utf8(name), bigEndian(kid, 8), bigEndian(BigInt(suite.id), 2));
      const how = { name: 'HKDF', hash: suite.hash, salt: new Uint8Array(), info } as const;
      return new Uint8Array(await crypto.subtle.deriveBits(how, secret, length * 8));
    };
    const [key, salt] = await Promise.all([part('SFrame 1.0 Secret key ', suite.keyBytes), part('SFrame 1.0 Secret salt ', nonceBytes)]);
    return new SframeKey(kid, await crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]), salt);
  }

  /** Header ‖ ciphertext ‖ tag as two parts, so that the caller copies once. The caller never gives a counter twice. */
  async seal(counter: bigint, metadata: Bytes, plain: Bytes): Promise<readonly [header: Bytes, sealed: Bytes]> {
    const header = headerOf(this.kid, counter);
    const how = { name: 'AES-GCM', iv: this.#nonce(counter), additionalData: joined(header, metadata) } as const;
    return [header, new Uint8Array(await crypto.subtle.encrypt(how, this.#key, plain))];
  }

  /** @param associated header ‖ metadata. Rejects when the tag is wrong. */
  async open(counter: bigint, associated: Bytes, sealed: Bytes): Promise<Bytes> {
    const how = { name: 'AES-GCM', iv: this.#nonce(counter), additionalData: associated } as const;
    return new Uint8Array(await crypto.subtle.decrypt(how, this.#key, sealed));
  }

  #nonce(counter: bigint): Bytes {
    const nonce = this.#salt.slice();
    for (let at = nonceBytes - 1, rest = counter; rest > 0n; at -= 1, rest >>= 8n) nonce[at] = (nonce[at] ?? 0) ^ Number(rest & 255n);
    return nonce;
  }
}

function bigEndian(value: bigint, length: number): Bytes {
  const bytes = new Uint8Array(length);
  for (let at = length - 1, rest = value; at >= 0; at -= 1, rest >>= 8n) bytes[at] = Number(rest & 255n);
  return bytes;
}
