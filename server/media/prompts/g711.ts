/** ITU-T G.711: one byte of µ-law as a linear sample, -32124..32124. */
export function linearFromMulaw(byte: number): number {
  const inverted = ~byte & 0xff;
  const exponent = (inverted >> 4) & 0x07;
  const magnitude = ((((inverted & 0x0f) << 3) + 0x84) << exponent) - 0x84;
  return inverted & 0x80 ? -magnitude : magnitude;
}

/** ITU-T G.711: a linear 16-bit sample as one byte of A-law. */
export function alawFromLinear(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  const magnitude = Math.min(sample < 0 ? -sample - 1 : sample, 32_767) >> 4;
  // 13-bit magnitude >> 1 keeps 12 bits; the segment is the position of the highest bit above the fifth.
  const exponent = magnitude < 16 ? 0 : 31 - Math.clz32(magnitude) - 3;
  const mantissa = exponent === 0 ? magnitude & 0x0f : (magnitude >> (exponent - 1)) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

const toAlaw = Uint8Array.from({ length: 256 }, (_, byte) => alawFromLinear(linearFromMulaw(byte)));

/** Transcodes µ-law to A-law by table. */
export function alawFromMulaw(mulaw: Uint8Array): Uint8Array {
  return mulaw.map((byte) => toAlaw[byte] ?? 0xd5);
}

/** ITU-T G.711: one byte of A-law as a linear sample, -32256..32256. */
export function linearFromAlaw(byte: number): number {
  const value = byte ^ 0x55;
  const exponent = (value >> 4) & 0x07;
  const mantissa = ((value & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return value & 0x80 ? magnitude : -magnitude;
}

/** ITU-T G.711: a linear 16-bit sample as one byte of µ-law. */
export function mulawFromLinear(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), 32_635) + 0x84;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}
