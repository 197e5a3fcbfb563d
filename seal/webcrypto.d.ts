/**
 * The little of WebCrypto (https://w3c.github.io/webcrypto/) and of the Encoding Standard that seal uses. The root compiles without the DOM's
 * types, so that nothing here can reach for the network, a page or a disk.
 */
type BufferSource = ArrayBufferView<ArrayBuffer> | ArrayBuffer;
type KeyUsage = 'encrypt' | 'decrypt' | 'sign' | 'verify' | 'deriveKey' | 'deriveBits' | 'wrapKey' | 'unwrapKey';

interface CryptoKey {
  readonly type: 'private' | 'public' | 'secret';
  readonly extractable: boolean;
}
interface CryptoKeyPair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}
interface JsonWebKey {
  readonly crv?: string;
  readonly d?: string;
  readonly kty?: string;
  readonly x?: string;
}

type AlgorithmName = string | { readonly name: string };
interface AesGcmParams {
  readonly name: 'AES-GCM';
  readonly iv: BufferSource;
  readonly additionalData?: BufferSource;
}
type DerivationParams =
  | { readonly name: 'HKDF'; readonly hash: 'SHA-256' | 'SHA-512'; readonly salt: BufferSource; readonly info: BufferSource }
  | { readonly name: 'PBKDF2'; readonly hash: 'SHA-256'; readonly salt: BufferSource; readonly iterations: number };

interface SubtleCrypto {
  encrypt(algorithm: AesGcmParams, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  decrypt(algorithm: AesGcmParams, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  sign(algorithm: AlgorithmName, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  verify(algorithm: AlgorithmName, key: CryptoKey, signature: BufferSource, data: BufferSource): Promise<boolean>;
  digest(algorithm: 'SHA-256', data: BufferSource): Promise<ArrayBuffer>;
  deriveBits(algorithm: DerivationParams, key: CryptoKey, length: number): Promise<ArrayBuffer>;
  generateKey(
    algorithm: { readonly name: 'Ed25519' | 'X25519' },
    extractable: boolean,
    usages: readonly KeyUsage[],
  ): Promise<CryptoKeyPair>;
  importKey(
    format: 'raw',
    data: BufferSource,
    algorithm: AlgorithmName,
    extractable: boolean,
    usages: readonly KeyUsage[],
  ): Promise<CryptoKey>;
  importKey(
    format: 'jwk',
    data: JsonWebKey,
    algorithm: AlgorithmName,
    extractable: boolean,
    usages: readonly KeyUsage[],
  ): Promise<CryptoKey>;
  exportKey(format: 'raw', key: CryptoKey): Promise<ArrayBuffer>;
  exportKey(format: 'jwk', key: CryptoKey): Promise<JsonWebKey>;
}

declare const performance: { now(): number };
declare const crypto: {
  readonly subtle: SubtleCrypto;
  getRandomValues<Array extends Uint8Array>(array: Array): Array;
  randomUUID(): string;
};
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  decode(bytes: BufferSource): string;
}
