import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';
import type { KeyRing } from '../tenant-keys/key-ring.ts';
import { requireSigned, TenantRoot } from '../tenant-keys/tenant-root.ts';
import type { LeafCertificate } from './receipt-format.ts';

/** Whose key in which session. */
export interface CertifiedLeaf {
  readonly sessionId: string;
  readonly key: string;
  readonly name: string;
}

function leafStatement({ sessionId, key, name }: CertifiedLeaf): string {
  return JSON.stringify(['deskline leaf', 1, sessionId, key, name]);
}

/** A manager's browser certifies the key with which it speaks in a session. @throws {SealError} `not-manager` */
export async function certifyLeaf(rootPublicKey: Bytes, ring: KeyRing, leaf: CertifiedLeaf): Promise<LeafCertificate> {
  if (ring.root === null) throw new SealError('not-manager');
  const root = await TenantRoot.from(rootPublicKey, fromBase64Url(ring.root));
  const { key, name } = leaf;
  return { key, name, rootPublicKey: toBase64Url(rootPublicKey), signature: await root.sign(leafStatement(leaf)) };
}

export async function isCertified(sessionId: string, { key, name, rootPublicKey, signature }: LeafCertificate): Promise<boolean> {
  return requireSigned(fromBase64Url(rootPublicKey), leafStatement({ sessionId, key, name }), signature).then(
    () => true,
    () => false,
  );
}
