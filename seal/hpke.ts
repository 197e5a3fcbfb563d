import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { joined, utf8, type Bytes } from './bytes.ts';
import { SealError } from './seal-error.ts';

/** RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const encapsulatedBytes = 32;

/** What a sealed value is bound to. */
export interface Binding {
  readonly info: string;
  readonly associated: string;
}

/** Encapsulated key (32) ‖ ciphertext ‖ tag (16). */
export async function sealTo(publicKey: Bytes, { info, associated }: Binding, plain: Bytes): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: utf8(info) }, plain, utf8(associated));
  return joined(new Uint8Array(enc), new Uint8Array(ct));
}

/** @throws {SealError} `forged` when it was sealed to another key, for something else, or was changed */
export async function openWith(recipientKey: CryptoKeyPair, { info, associated }: Binding, sealed: Bytes): Promise<Bytes> {
  try {
    const enc = sealed.slice(0, encapsulatedBytes);
    const plain = await suite.open({ recipientKey, enc, info: utf8(info) }, sealed.slice(encapsulatedBytes), utf8(associated));
    return new Uint8Array(plain);
  } catch (error) {
    throw new SealError('forged', { cause: error });
  }
}

/** A pair whose private half stays in this browser: WebCrypto uses it and gives it to nobody. */
export function newLockedPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
}

/** A pair as bytes, for what several browsers share. */
export interface RawPair {
  readonly publicKey: Bytes;
  readonly privateKey: Bytes;
}

export async function newRawPair(): Promise<RawPair> {
  return rawOf(await suite.kem.generateKeyPair());
}

/** Always the same pair for the same secret: DeriveKeyPair of RFC 9180 §7.1.3. */
export function pairFrom(secret: Bytes): Promise<CryptoKeyPair> {
  return suite.kem.deriveKeyPair(secret);
}

export async function pairOf({ publicKey, privateKey }: RawPair): Promise<CryptoKeyPair> {
  return { publicKey: await suite.kem.deserializePublicKey(publicKey), privateKey: await suite.kem.deserializePrivateKey(privateKey) };
}

export async function publicBytesOf({ publicKey }: Pick<CryptoKeyPair, 'publicKey'>): Promise<Bytes> {
  return new Uint8Array(await suite.kem.serializePublicKey(publicKey));
}

async function rawOf({ publicKey, privateKey }: CryptoKeyPair): Promise<RawPair> {
  const [first, second] = await Promise.all([suite.kem.serializePublicKey(publicKey), suite.kem.serializePrivateKey(privateKey)]);
  return { publicKey: new Uint8Array(first), privateKey: new Uint8Array(second) };
}
