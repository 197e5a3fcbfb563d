import { z } from 'zod';
import type { SealedRing } from '../../protocol/media/sealing.ts';
import { ringInfo, ringStatement } from '../../protocol/media/sealing-statements.ts';
import { fromBase64Url, textOf, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { openWith, sealTo } from '../hpke.ts';
import { SealError } from '../seal-error.ts';
import { newSigner, signerSchema } from './signer.ts';
import { requireSigned, type TenantRoot } from './tenant-root.ts';

const ringSchema = z.object({
  version: z.number().int().positive(),
  /** The root's seed, for those who may approve others. */
  root: z.string().nullable(),
  recordingKeys: z.array(z.object({ version: z.number().int().positive(), publicKey: z.string(), privateKey: z.string() })),
  /** Browsers that were removed: no ring is closed for them again, whatever a server says. */
  removed: z.array(z.string()),
  /** With what this browser speaks for the tenant. Who may approve others needs none: the root is in their ring. */
  signer: signerSchema.optional(),
});

/** What a browser may open with. Bytes are base64url. */
export type KeyRing = z.infer<typeof ringSchema>;

/** For whom a ring is. */
export interface RingOwner {
  readonly tenantId: string;
  readonly id: string;
}

/** Closes a ring for one browser and signs it. */
export async function closeRing(root: TenantRoot, owner: RingOwner & { readonly publicKey: Bytes }, ring: KeyRing): Promise<SealedRing> {
  const sealed = toBase64Url(await sealTo(owner.publicKey, bindingOf(owner), utf8(JSON.stringify(ring))));
  return { ring: sealed, signature: await root.sign(ringStatement({ ...owner, ring: sealed })) };
}

/** @throws {SealError} `forged` unless this root closed it for this browser */
export async function openRing(
  rootPublicKey: Bytes,
  owner: RingOwner & { readonly pair: CryptoKeyPair },
  { ring, signature }: SealedRing,
): Promise<KeyRing> {
  await requireSigned(rootPublicKey, ringStatement({ ...owner, ring }), signature);
  const text = textOf(await openWith(owner.pair, bindingOf(owner), fromBase64Url(ring)));
  const parsed = ringSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new SealError('forged', { cause: parsed.error });
  return parsed.data;
}

/** The same ring for a browser that may not approve others, with a signature key of its own. */
export async function withoutRoot(root: TenantRoot, owner: RingOwner, ring: KeyRing): Promise<KeyRing> {
  return { ...ring, root: null, removed: [], signer: await newSigner(root, owner) };
}

function bindingOf(owner: RingOwner): { readonly info: string; readonly associated: string } {
  return { info: ringInfo(owner), associated: '' };
}
