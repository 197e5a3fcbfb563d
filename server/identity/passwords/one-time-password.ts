import { randomBytes } from 'node:crypto';

/** Crockford's base 32 in lower case: nothing to mix up when it is read aloud. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A one-time password that nobody used by then opens nothing any more: it may lie in a mailbox or on a note (ID19). */
export const oneTimePasswordDays = 7;

/** Whether a one-time password that was set at `setAt` has run out. */
export function isOneTimePasswordOver(setAt: Date, nowMs: number): boolean {
  return nowMs - setAt.getTime() >= oneTimePasswordDays * 86_400_000;
}

/** 130 random bits in groups of five characters and one of six, e.g. `7k2m9-…`: shown once, changed at the first sign-in. */
export function newOneTimePassword(): string {
  const characters = [...randomBytes(26)].map((byte) => alphabet[byte & 31] ?? '');
  return [0, 5, 10, 15, 20].map((start) => characters.slice(start, start === 20 ? 26 : start + 5).join('')).join('-');
}
