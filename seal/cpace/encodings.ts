import { joined, type Bytes } from '../bytes.ts';

/** `prepend_len` of draft-irtf-cfrg-cpace, section 5.1: the length in LEB128, then the bytes. */
export function withLength(bytes: Bytes): Bytes {
  const length: number[] = [];
  let left = bytes.length;
  do {
    length.push((left & 127) | (left > 127 ? 128 : 0));
    left >>>= 7;
  } while (left > 0);
  return joined(Uint8Array.from(length), bytes);
}

/** `lv_cat`: each part with its length before it, so that no two lists of parts give the same bytes. */
export function lengthsAndValues(...parts: readonly Bytes[]): Bytes {
  return joined(...parts.map((part) => withLength(part)));
}

/** Says nothing by its duration about where two tags differ. */
export function isEqualBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (const [at, byte] of one.entries()) difference |= byte ^ (other[at] ?? 0);
  return difference === 0;
}
