import { randomBytes } from 'node:crypto';

/** RFC 3261 §19.3: "it MUST be globally unique and cryptographically random with at least 32 bits of randomness". */
export function newTag(): string {
  return randomBytes(9).toString('base64url');
}

/** RFC 3261 §8.1.1.4: "Use of cryptographically random identifiers (RFC 1750) in the generation of Call-IDs is RECOMMENDED." */
export function newCallId(): string {
  return randomBytes(15).toString('base64url');
}
