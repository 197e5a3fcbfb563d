import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sealedObjectVector as vector } from '../../../protocol/media/testing/sealed-object-vector.ts';
import { objectKeyBinding, objectKeyInfo } from '../../../protocol/media/sealing-statements.ts';
import { newId } from '../../platform/ids.ts';
import { sealToRecipient } from './recipient-key.ts';

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);

/** HKDF-Extract and HKDF-Expand of RFC 5869, with the labels of RFC 9180 §4. */
function extract(suite: Buffer, salt: Buffer, label: string, ikm: Buffer): Buffer {
  return createHmac('sha256', salt.byteLength === 0 ? Buffer.alloc(32) : salt)
    .update(Buffer.concat([Buffer.from('HPKE-v1'), suite, Buffer.from(label), ikm]))
    .digest();
}
function expand(prk: Buffer, { suite, label, info, length }: { suite: Buffer; label: string; info: Buffer; length: number }): Buffer {
  const full = Buffer.concat([u16(length), Buffer.from('HPKE-v1'), suite, Buffer.from(label), info]);
  return createHmac('sha256', prk)
    .update(Buffer.concat([full, Buffer.from([1])]))
    .digest()
    .subarray(0, length);
}

interface Pair {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/** The receiving half of RFC 9180 in base mode by Node's own primitives: another implementation than the one that seals. */
function openByTheBook(pair: Pair, { enc, info, aead }: { enc: Buffer; info: Buffer; aead: 1 | 2 }): { key: Buffer; nonce: Buffer } {
  const x = pair.publicKey.toString('base64url');
  const privateKey = createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', x, d: pair.privateKey.toString('base64url') }, format: 'jwk' });
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: enc.toString('base64url') }, format: 'jwk' });
  const kem = Buffer.concat([Buffer.from('KEM'), u16(0x20)]);
  const prk = extract(kem, Buffer.alloc(0), 'eae_prk', diffieHellman({ privateKey, publicKey }));
  const shared = expand(prk, { suite: kem, label: 'shared_secret', info: Buffer.concat([enc, pair.publicKey]), length: 32 });
  const suite = Buffer.concat([Buffer.from('HPKE'), u16(0x20), u16(1), u16(aead)]);
  const none = Buffer.alloc(0);
  const context = Buffer.concat([Buffer.from([0]), extract(suite, none, 'psk_id_hash', none), extract(suite, none, 'info_hash', info)]);
  const secret = extract(suite, shared, 'secret', none);
  const key = expand(secret, { suite, label: 'key', info: context, length: aead === 1 ? 16 : 32 });
  return { key, nonce: expand(secret, { suite, label: 'base_nonce', info: context, length: 12 }) };
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('an object’s key, sealed to its recipient', () => {
  it('[SR20] the other implementation gives key, nonce and ciphertext of RFC 9180 A.1.1', () => {
    const pair = {
      publicKey: hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'),
      privateKey: hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'),
    };
    const enc = hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431');
    const { key, nonce } = openByTheBook(pair, { enc, info: hex('4f6465206f6e2061204772656369616e2055726e'), aead: 1 });
    expect(key.toString('hex')).toBe('4531685d41d65f03dc48f6b8302c05b0');
    expect(nonce.toString('hex')).toBe('56d890e5accaaf011cff4b7d');
    const cipher = createCipheriv('aes-128-gcm', key, nonce).setAAD(Buffer.from('Count-0'));
    const sealed = Buffer.concat([cipher.update('Beauty is truth, truth beauty'), cipher.final(), cipher.getAuthTag()]);
    expect(sealed.toString('hex')).toBe('f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a');
  });

  it('[SR20] it opens what is sealed here, bound to tenant, object, type and version', async () => {
    const { recordingKey } = vector;
    const pair = {
      publicKey: Buffer.from(recordingKey.publicKey, 'base64url'),
      privateKey: Buffer.from(recordingKey.privateKey, 'base64url'),
    };
    const identity = { tenantId: newId(), id: newId(), contentType: 'audio/ogg' };
    const objectKey = randomBytes(32);
    const sealed = await sealToRecipient(objectKey, { keyVersion: 3, publicKey: pair.publicKey }, identity);
    expect(sealed.byteLength).toBe(80);
    const attempt = (tenantId: string, keyVersion: number, objectId: string): Buffer => {
      const info = Buffer.from(objectKeyInfo({ tenantId, keyVersion }));
      const { key, nonce } = openByTheBook(pair, { enc: sealed.subarray(0, 32), info, aead: 2 });
      const decipher = createDecipheriv('aes-256-gcm', key, nonce);
      decipher.setAAD(Buffer.from(objectKeyBinding({ objectId, contentType: identity.contentType }))).setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(32, -16)), decipher.final()]);
    };
    expect(attempt(identity.tenantId, 3, identity.id).equals(objectKey)).toBe(true);
    expect(() => attempt(newId(), 3, identity.id)).toThrow('unable to authenticate data');
    expect(() => attempt(identity.tenantId, 4, identity.id)).toThrow('unable to authenticate data');
    expect(() => attempt(identity.tenantId, 3, newId())).toThrow('unable to authenticate data');
  });
});
