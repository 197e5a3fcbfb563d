import type { Bytes } from '../bytes.ts';

/** The header of a sealed frame, RFC 9605 §4.3: `X K K K Y C C C`, the key id, the counter. */
export interface SframeHeader {
  readonly kid: bigint;
  readonly counter: bigint;
  /** In bytes, from 1 to 17. */
  readonly length: number;
}

const extended = 8n;

/** Of numbers below 2^64. */
export function headerOf(kid: bigint, counter: bigint): Bytes {
  const kidBytes = kid < extended ? [] : bytesOf(kid);
  const counterBytes = counter < extended ? [] : bytesOf(counter);
  const config = (nibble(kid, kidBytes) << 4) | nibble(counter, counterBytes);
  return new Uint8Array([config, ...kidBytes, ...counterBytes]);
}

/** The header that begins at `at`; undefined when the bytes end within it, or a number was written longer than it has to be. */
export function readHeader(bytes: Uint8Array, at: number): SframeHeader | undefined {
  const config = bytes[at];
  if (config === undefined) return undefined;
  const kid = readNumber(bytes, at + 1, config >> 4);
  const counter = kid && readNumber(bytes, at + 1 + kid.length, config & 15);
  if (!counter) return undefined;
  return { kid: kid.value, counter: counter.value, length: 1 + kid.length + counter.length };
}

function nibble(value: bigint, bytes: readonly number[]): number {
  return bytes.length === 0 ? Number(value) : 8 | (bytes.length - 1);
}

function bytesOf(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 255n));
  return bytes;
}

function readNumber(bytes: Uint8Array, at: number, field: number): { readonly value: bigint; readonly length: number } | undefined {
  if (field < 8) return { value: BigInt(field), length: 0 };
  const length = (field & 7) + 1;
  let value = 0n;
  for (let offset = 0; offset < length; offset += 1) {
    const byte = bytes[at + offset];
    if (byte === undefined) return undefined;
    value = (value << 8n) | BigInt(byte);
  }
  // Minimal encoding is a MUST of the sender; of two spellings of one counter only one may be read.
  return bytes[at] === 0 || value < extended ? undefined : { value, length };
}
