import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';

const algorithm = { name: 'Ed25519' };

/** The tenant's root: an Ed25519 key that signs who may open, and with what. Whoever holds this holds its private half. */
export class TenantRoot {
  readonly publicKey: Bytes;
  /** The seed (RFC 8032 §5.1.5), as it travels in the rings of managers. */
  readonly seed: Bytes;
  readonly #key: CryptoKey;

  private constructor(publicKey: Bytes, seed: Bytes, key: CryptoKey) {
    this.publicKey = publicKey;
    this.seed = seed;
    this.#key = key;
  }

  static async create(): Promise<TenantRoot> {
    const { publicKey, seed } = await newSigningPair();
    return TenantRoot.from(fromBase64Url(publicKey), fromBase64Url(seed));
  }

  /** Out of a ring. @throws {SealError} `forged` when the halves do not belong together */
  static async from(publicKey: Bytes, seed: Bytes): Promise<TenantRoot> {
    return new TenantRoot(publicKey, seed, await signingKeyOf(publicKey, seed));
  }

  sign(statement: string): Promise<string> {
    return signedBy(this.#key, statement);
  }
}

/** An Ed25519 pair; both halves are base64url. */
export async function newSigningPair(): Promise<{ readonly publicKey: string; readonly seed: string }> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  const { d = '', x = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { publicKey: x, seed: d };
}

/** @throws {SealError} `forged` when the halves do not belong together */
export async function signWith(publicKey: Bytes, seed: Bytes, statement: string): Promise<string> {
  return signedBy(await signingKeyOf(publicKey, seed), statement);
}

async function signingKeyOf(publicKey: Bytes, seed: Bytes): Promise<CryptoKey> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey), d: toBase64Url(seed) };
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['sign']).catch((cause: unknown) => {
    throw new SealError('forged', { cause });
  });
  await requireSigned(publicKey, 'proof', await signedBy(key, 'proof'));
  return key;
}

async function signedBy(key: CryptoKey, statement: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(algorithm, key, utf8(statement))));
}

/** @throws {SealError} `forged` unless the root signed this statement */
export async function requireSigned(rootPublicKey: Bytes, statement: string, signature: string): Promise<void> {
  const key = await crypto.subtle.importKey('raw', rootPublicKey, algorithm, true, ['verify']);
  if (!(await crypto.subtle.verify(algorithm, key, fromBase64Url(signature), utf8(statement)))) throw new SealError('forged');
}

/** What a person compares: the first 16 bytes of SHA-256 of the root's public key, in groups of four hexadecimal digits. */
export async function fingerprintOf(rootPublicKey: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', rootPublicKey)).slice(0, 16);
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return (digits.match(/.{4}/gu) ?? []).join(' ');
}
