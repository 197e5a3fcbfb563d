import { createPublicKey, verify } from 'node:crypto';

/** Whether the tenant's root (raw Ed25519 key, 32 bytes) signed this statement. */
export function isSignedBy(rootPublicKey: Buffer, statement: string, signature: Buffer): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: rootPublicKey.toString('base64url') }, format: 'jwk' });
  return verify(null, Buffer.from(statement, 'utf8'), key, signature);
}
