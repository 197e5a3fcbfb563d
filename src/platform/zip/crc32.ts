/** The reversed polynomial of ISO 3309, as ZIP uses it (APPNOTE.TXT 6.3.10, 4.4.7). */
const polynomial = 0xed_b8_83_20;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
  return rest;
});

/** CRC-32 of what came so far and `bytes`; begin with 0. */
export function crc32(before: number, bytes: Uint8Array): number {
  let rest = ~before;
  for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
  return ~rest >>> 0;
}
