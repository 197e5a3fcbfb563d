import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';
import type { KeyRing } from '../tenant-keys/key-ring.ts';
import { proofOf, requireSignedAs, signAs } from '../tenant-keys/signer.ts';
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

/**
 * An approved browser certifies the key with which it speaks in a session: with the root where it has it, else with the signature key that it
 * got when it was approved. @throws {SealError} `not-manager` when it has neither
 */
export async function certifyLeaf(rootPublicKey: Bytes, ring: KeyRing, leaf: CertifiedLeaf): Promise<LeafCertificate> {
  const { key, name } = leaf;
  const about = { key, name, rootPublicKey: toBase64Url(rootPublicKey) };
  if (ring.root !== null) {
    const root = await TenantRoot.from(rootPublicKey, fromBase64Url(ring.root));
    return { ...about, signature: await root.sign(leafStatement(leaf)) };
  }
  if (ring.signer === undefined) throw new SealError('not-manager');
  return { ...about, signature: await signAs(ring.signer, leafStatement(leaf)), signer: proofOf(ring.signer) };
}

/** Whether the root that it names, or a browser that this root approved, said so. Whose root that is has to be known otherwise. */
export async function isCertified(sessionId: string, { key, name, rootPublicKey, signature, signer }: LeafCertificate): Promise<boolean> {
  const statement = leafStatement({ sessionId, key, name });
  const root = fromBase64Url(rootPublicKey);
  const checked = signer ? requireSignedAs(root, signer, { statement, signature }) : requireSigned(root, statement, signature);
  return checked.then(
    () => true,
    () => false,
  );
}
