import { randomBytes } from 'node:crypto';

const poolBytes = 4096;
let pool = randomBytes(poolBytes);
let used = 0;

/** Random bytes are fetched in bulk: each answer outside of a dialog needs a tag. None is given out twice. */
function randomText(bytes: number): string {
  if (used + bytes > poolBytes) {
    pool = randomBytes(poolBytes);
    used = 0;
  }
  used += bytes;
  return pool.toString('base64url', used - bytes, used);
}

/** RFC 3261 §19.3: "it MUST be globally unique and cryptographically random with at least 32 bits of randomness". */
export function newTag(): string {
  return randomText(9);
}

/** RFC 3261 §8.1.1.4: "Use of cryptographically random identifiers (RFC 1750) in the generation of Call-IDs is RECOMMENDED." */
export function newCallId(): string {
  return randomText(15);
}
