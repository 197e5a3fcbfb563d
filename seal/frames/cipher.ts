import { joined, utf8, type Bytes } from '../bytes.ts';

/** RFC 9605 §4.5, the suites that we use. SEAL1 is suite 5; 4 is here for its vectors. */
export const suites = {
  4: { hash: 'SHA-256', keyBytes: 16 },
  5: { hash: 'SHA-512', keyBytes: 32 },
} as const;
export type Suite = keyof typeof suites;

const nonceBytes = 12;
export const tagBytes = 16;

/** A frame key, ready for use. */
export interface FrameKey {
  readonly key: CryptoKey;
  readonly salt: Bytes;
}

/**
 * RFC 9605 §4.4.2: `sframe_secret = HKDF-Extract("", base_key)`, key and salt by HKDF-Expand with
 * `"SFrame 1.0 Secret key " + KID + cipher_suite` and `"SFrame 1.0 Secret salt " + …`.
 */
export async function deriveFrameKey(suite: Suite, baseKey: Bytes, keyId: bigint): Promise<FrameKey> {
  const { hash, keyBytes } = suites[suite];
  const source = await crypto.subtle.importKey('raw', baseKey, 'HKDF', false, ['deriveBits']);
  const which = new Uint8Array(10);
  const view = new DataView(which.buffer);
  view.setBigUint64(0, keyId);
  view.setUint16(8, suite);
  const expand = async (label: string, bytes: number): Promise<Bytes> => {
    const info = joined(utf8(label), which);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash, salt: new Uint8Array(0), info }, source, bytes * 8));
  };
  const [raw, salt] = await Promise.all([expand('SFrame 1.0 Secret key ', keyBytes), expand('SFrame 1.0 Secret salt ', nonceBytes)]);
  return { key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']), salt };
}

/** §4.4.3: "nonce = xor(sframe_salt, ctr)", the counter padded to the salt's length. */
export function nonceOf({ salt }: Pick<FrameKey, 'salt'>, counter: bigint): Bytes {
  const nonce = salt.slice();
  let rest = counter;
  for (let at = nonce.length - 1; rest > 0n && at >= 0; at -= 1) {
    nonce[at] = (nonce[at] ?? 0) ^ Number(rest & 0xffn);
    rest >>= 8n;
  }
  return nonce;
}

/** @returns ciphertext ‖ tag */
export async function encryptFrame(key: FrameKey, counter: bigint, associated: Bytes, plain: Bytes): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'AES-GCM', iv: nonceOf(key, counter), additionalData: associated } as const;
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key.key, plain));
}

/** @returns undefined when the tag does not fit */
export async function decryptFrame(key: FrameKey, counter: bigint, associated: Bytes, sealed: Bytes): Promise<Bytes | undefined> {
  const algorithm = { name: 'AES-GCM', iv: nonceOf(key, counter), additionalData: associated } as const;
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key.key, sealed));
  } catch {
    // WebCrypto says no more than that it failed (OperationError), by design.
    return undefined;
  }
}
