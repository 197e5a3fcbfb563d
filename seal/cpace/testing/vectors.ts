import type { Bytes } from '../../bytes.ts';
import text from './ristretto255.json' with { type: 'json' };

/** draft-irtf-cfrg-cpace, appendix B: test vectors of `G_Coffee25519`, which is ristretto255 with SHA-512. */
export const vectors = text.G_Coffee25519;
export const points = text.G_Coffee25519_points;

export function hex(digits: string): Bytes {
  return Uint8Array.from(digits.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}
