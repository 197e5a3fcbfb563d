import { createHash, randomBytes } from 'node:crypto';

/** 256 bits in base64url: with it a browser comes back to its seat. */
export function newSeatToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The only thing of a token that is kept. */
export function hashOfSeatToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
