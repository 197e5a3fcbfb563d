/** Of whom a key id is: RFC 9605 §5.2 with E = S = 8. */
export interface KidParts {
  /** One number per track, fresh in its epoch. */
  readonly context: number;
  /** Place in the tree of keys. */
  readonly leaf: number;
  /** The last eight bits count. */
  readonly epoch: number;
}

/** (context << 16) + (leaf << 8) + epoch mod 256 */
export function kidOf({ context, leaf, epoch }: KidParts): bigint {
  if (leaf < 0 || leaf > 255) throw new RangeError('a leaf has eight bits');
  return (BigInt(context) << 16n) | (BigInt(leaf) << 8n) | BigInt(epoch % 256);
}

/** undefined for a context that is larger than any of ours. */
export function partsOfKid(kid: bigint): KidParts | undefined {
  if (kid >> 48n !== 0n) return undefined;
  return { context: Number(kid >> 16n), leaf: Number((kid >> 8n) & 255n), epoch: Number(kid & 255n) };
}
