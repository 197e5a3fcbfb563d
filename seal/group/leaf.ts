import { z } from 'zod';
import { textOf, utf8, type Bytes } from '../bytes.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { SealError } from '../seal-error.ts';

/** Who a leaf says it is: the basic credential's identity, canonical JSON. */
const leafIdentity = z.strictObject({
  name: z.string().min(1).max(80),
  role: z.enum(['customer', 'expert']),
  seatId: z.uuid(),
});
export type LeafIdentity = z.infer<typeof leafIdentity>;

/** A leaf's public half: who, and the Ed25519 key (32 bytes) that signs for them. */
export interface LeafKey {
  readonly identity: LeafIdentity;
  readonly signatureKey: Bytes;
}

/** A leaf at its place in the tree. */
export interface Leaf extends LeafKey {
  readonly index: number;
}

export function identityBytes(identity: LeafIdentity): Bytes {
  return utf8(canonicalJson(identity));
}

/** @throws {SealError} `malformed` */
export function readIdentity(bytes: Uint8Array): LeafIdentity {
  const own = new Uint8Array(bytes);
  try {
    return leafIdentity.parse(JSON.parse(textOf(own)));
  } catch (error) {
    throw new SealError('malformed', { cause: error });
  }
}
