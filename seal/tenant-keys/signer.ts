import { z } from 'zod';
import { newSigningPair, requireSigned, signWith, type TenantRoot } from './tenant-root.ts';
import { fromBase64Url, type Bytes } from '../bytes.ts';

const bytes = (least: number) => z.string().regex(new RegExp(`^[\\w-]{${String(least)}}$`, 'u'));

/** An approved browser's own signature key, and the root's word for it. */
export const signerProof = z.strictObject({
  tenantId: z.uuid(),
  browserId: z.uuid(),
  /** Ed25519. */
  publicKey: bytes(43),
  /** The root's signature. */
  certificate: bytes(86),
});
export type SignerProof = z.infer<typeof signerProof>;

/** As it travels in the ring of that browser alone: with its seed. */
export const signerSchema = signerProof.extend({ seed: bytes(43) });
export type Signer = z.infer<typeof signerSchema>;

function signerStatement({ tenantId, browserId, publicKey }: Omit<SignerProof, 'certificate'>): string {
  return JSON.stringify(['deskline signer', 1, tenantId, browserId, publicKey]);
}

/** Made by whoever approves the browser. They hold the root, which may say anything: that they see the seed gives them nothing. */
export async function newSigner(root: TenantRoot, owner: { readonly tenantId: string; readonly id: string }): Promise<Signer> {
  const { publicKey, seed } = await newSigningPair();
  const about = { tenantId: owner.tenantId, browserId: owner.id, publicKey };
  return { ...about, certificate: await root.sign(signerStatement(about)), seed };
}

/** What others get of it. */
export function proofOf({ tenantId, browserId, publicKey, certificate }: Signer): SignerProof {
  return { tenantId, browserId, publicKey, certificate };
}

/** @throws {SealError} `forged` when the halves do not belong together */
export function signAs({ publicKey, seed }: Signer, statement: string): Promise<string> {
  return signWith(fromBase64Url(publicKey), fromBase64Url(seed), statement);
}

/** @throws {SealError} `forged` unless this root certified the signer, and the signer said so */
export async function requireSignedAs(
  rootPublicKey: Bytes,
  signer: SignerProof,
  { statement, signature }: { readonly statement: string; readonly signature: string },
): Promise<void> {
  await requireSigned(rootPublicKey, signerStatement(signer), signer.certificate);
  await requireSigned(fromBase64Url(signer.publicKey), statement, signature);
}
