import { chars, isAll } from './chars.ts';

/** Digits as a number, or undefined for anything else and for values above the limit. Leading zeros are allowed. */
export function parseDigits(text: string, limit: number): number | undefined {
  if (!isAll(text, chars.digit) || text.length > 64) return undefined;
  const value = Number(text);
  return value <= limit ? value : undefined;
}

/** RFC 3261 §25.1 has no limit, RFC 3261 §8.1.1.5: "The sequence number value MUST be expressible as a 32-bit unsigned integer and MUST be less than 2**31." */
export const maxCSeq = 2 ** 31 - 1;

/** RFC 3261 §20.19: "a decimal integer number of seconds […] between 0 and (2**32)-1". */
export const maxSeconds = 2 ** 32 - 1;
