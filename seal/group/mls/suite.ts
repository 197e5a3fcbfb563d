import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Aead } from 'ts-mls/crypto/aead.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import { makeHashImpl } from 'ts-mls/crypto/implementation/default/makeHashImpl.js';
import { makeGenericHpke } from 'ts-mls/crypto/implementation/hpke.js';
import type { Kdf } from 'ts-mls/crypto/kdf.js';
import type { Signature } from 'ts-mls/crypto/signature.js';
import { fromBase64Url, joined, toBase64Url, type Bytes } from '../../bytes.ts';

/** RFC 9420 §17.1, suite 1. Put together here and not by ts-mls, whose provider brings every suite's code along. */
export const suiteName = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';

function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}

const aesGcm: Aead = {
  async encrypt(key, nonce, aad, plain) {
    const aes = await crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['encrypt']);
    const how = { name: 'AES-GCM', iv: own(nonce), additionalData: own(aad) } as const;
    return new Uint8Array(await crypto.subtle.encrypt(how, aes, own(plain)));
  },
  async decrypt(key, nonce, aad, sealed) {
    const aes = await crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['decrypt']);
    const how = { name: 'AES-GCM', iv: own(nonce), additionalData: own(aad) } as const;
    return new Uint8Array(await crypto.subtle.decrypt(how, aes, own(sealed)));
  },
};

/** Private keys are 64 bytes: seed (32) ‖ public key (32). */
export const ed25519: Signature = {
  async sign(signKey, message) {
    const seed = own(signKey.slice(0, 32));
    const jwk = { kty: 'OKP', crv: 'Ed25519', d: toBase64Url(seed), x: toBase64Url(own(signKey.slice(32))) };
    const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('Ed25519', key, own(message)));
  },
  async verify(publicKey, message, signature) {
    const key = await crypto.subtle.importKey('raw', own(publicKey), 'Ed25519', false, ['verify']);
    return crypto.subtle.verify('Ed25519', key, own(signature), own(message));
  },
  async keygen() {
    const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
    const { d = '', x = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
    const publicKey = fromBase64Url(x);
    return { publicKey, signKey: joined(fromBase64Url(d), publicKey) };
  },
};

/**
 * HKDF-SHA-256, RFC 5869, of short inputs, at once: a message takes fourteen of these on its two ends, and WebCrypto would go to another thread
 * and back twice for each. Their secrets are bytes of this page either way.
 */
const kdf: Kdf = {
  extract: (salt, ikm) => Promise.resolve(own(extract(sha256, ikm, salt))),
  expand: (prk, info, length) => Promise.resolve(own(expand(sha256, prk, info, length))),
  size: sha256.outputLen,
};

export async function makeSuite(): Promise<CiphersuiteImpl> {
  const parts = { kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() };
  const names = { kem: 'DHKEM-X25519-HKDF-SHA256', kdf: 'HKDF-SHA256', aead: 'AES128GCM' } as const;
  return {
    name: suiteName,
    hash: makeHashImpl(crypto.subtle, 'SHA-256'),
    hpke: await makeGenericHpke(names, aesGcm, new CipherSuite(parts)),
    signature: ed25519,
    kdf,
    rng: { randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
  };
}
