import type { Bytes } from '../../bytes.ts';

/** Numbers that look random and come again in the same order (mulberry32). */
export function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Bytes as a broken or malicious sender would send them: bits turned, lengths made huge, cut, lengthened, parts repeated. */
export function mutated(bytes: Bytes, random: () => number): Bytes {
  const at = Math.floor(random() * bytes.length);
  const changed = bytes.slice();
  switch (Math.floor(random() * 6)) {
    case 0:
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return changed;
    case 1:
      changed[at] = 0xbf;
      changed[at + 1] = 0xff;
      return changed;
    case 2:
      return changed.slice(0, at);
    case 3:
      return new Uint8Array([...changed.slice(0, at), ...changed.slice(Math.floor(at / 2))]);
    case 4:
      changed.fill(Math.floor(random() * 256), at, at + 8);
      return changed;
    default:
      return new Uint8Array([...changed.slice(0, at), Math.floor(random() * 256), ...changed.slice(at)]);
  }
}
