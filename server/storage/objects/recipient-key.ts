import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { objectKeyBinding, objectKeyInfo } from '../../../protocol/media/sealing-statements.ts';
import type { ObjectIdentity } from './chunk-seal.ts';
import type { ObjectRecipient } from './sealed-objects.ts';

/** RFC 9180 with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. This side only seals. */
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** Seals an object's key to its recipient, bound to tenant, object, type and version: encapsulated key (32) ‖ ciphertext and tag (48). */
export async function sealToRecipient(key: Buffer, { keyVersion, publicKey }: ObjectRecipient, identity: ObjectIdentity): Promise<Buffer> {
  const { tenantId, id, contentType } = identity;
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const info = Buffer.from(objectKeyInfo({ tenantId, keyVersion }), 'utf8');
  const associated = Buffer.from(objectKeyBinding({ objectId: id, contentType }), 'utf8');
  // The library copies a view, and leaves the copy to the garbage collector; a buffer it takes as it is, and we can overwrite it.
  const plain = Uint8Array.from(key);
  try {
    const { enc, ct } = await suite.seal({ recipientPublicKey, info }, plain.buffer, associated);
    return Buffer.concat([Buffer.from(enc), Buffer.from(ct)]);
  } finally {
    plain.fill(0);
  }
}
