import { z } from 'zod';
import { signerProof } from '../tenant-keys/signer.ts';

/** What proves that a key speaks for a tenant; whose key it is stands beside it. */
export const leafProof = z.strictObject({
  rootPublicKey: z.string().regex(/^[\w-]{43}$/u),
  /** Ed25519: of the signer where there is one, else of the root. */
  signature: z.string().regex(/^[\w-]{86}$/u),
  /** An approved browser that does not hold the root. */
  signer: signerProof.optional(),
});

export const certificateEvents = [
  /** An expert's browser says that the tenant approved it. The key is the one that signs this event, the name its member's. */
  z.object({ type: z.literal('certificate'), proof: leafProof }),
  /** It says that it was removed: what it said of its approval before counts no longer. */
  z.object({ type: z.literal('certificate-withdrawn') }),
] as const;
