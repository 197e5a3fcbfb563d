import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';
import type { KeyRing, RingOwner } from '../tenant-keys/key-ring.ts';
import { newSigner, proofOf, requireSignedAs, signAs, type Signer } from '../tenant-keys/signer.ts';
import { requireSigned, TenantRoot } from '../tenant-keys/tenant-root.ts';
import type { LeafCertificate } from './receipt-format.ts';

/** Whose key in which session. */
export interface CertifiedLeaf {
  readonly sessionId: string;
  readonly key: string;
  readonly name: string;
}

/** A browser, and the ring that the root closed for it. */
export interface ApprovedBrowser {
  readonly rootPublicKey: Bytes;
  readonly owner: RingOwner;
  readonly ring: KeyRing;
}

function leafStatement({ sessionId, key, name }: CertifiedLeaf): string {
  return JSON.stringify(['deskline leaf', 1, sessionId, key, name]);
}

/**
 * An approved browser certifies the key with which it speaks in a session: with the signature key that it got when it was approved, or, where
 * it has the root, with one that it makes for that. So every certificate names the browser, which may be removed later.
 * @throws {SealError} `not-manager` when it has neither
 */
export async function certifyLeaf(approved: ApprovedBrowser, leaf: CertifiedLeaf): Promise<LeafCertificate> {
  const { key, name } = leaf;
  const signer = await signerOf(approved);
  const signature = await signAs(signer, leafStatement(leaf));
  return { key, name, rootPublicKey: toBase64Url(approved.rootPublicKey), signature, signer: proofOf(signer) };
}

async function signerOf({ rootPublicKey, owner, ring }: ApprovedBrowser): Promise<Signer> {
  if (ring.root !== null) return newSigner(await TenantRoot.from(rootPublicKey, fromBase64Url(ring.root)), owner);
  if (ring.signer === undefined) throw new SealError('not-manager');
  return ring.signer;
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
