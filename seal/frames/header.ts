import type { Bytes } from '../bytes.ts';

/** What stands before a sealed frame: which key, and which frame of that key. */
export interface FrameHeader {
  readonly keyId: bigint;
  readonly counter: bigint;
}

/**
 * RFC 9605 §4.3: "X (1 bit), K (3 bits), Y (1 bit), C (3 bits)": a value up to 7 stands in its three bits, a larger one follows big-endian in
 * the fewest bytes, whose number less one stands there instead.
 */
export function encodeHeader({ keyId, counter }: FrameHeader): Bytes {
  const keyBytes = bytesOf(keyId);
  const counterBytes = bytesOf(counter);
  const config = (fieldOf(keyId, keyBytes.length) << 4) | fieldOf(counter, counterBytes.length);
  const header = new Uint8Array(1 + keyBytes.length + counterBytes.length);
  header[0] = config;
  header.set(keyBytes, 1);
  header.set(counterBytes, 1 + keyBytes.length);
  return header;
}

/** The header at the front of `bytes` and its length; undefined when there is none whole. */
export function decodeHeader(bytes: Uint8Array): (FrameHeader & { readonly length: number }) | undefined {
  const config = bytes[0];
  if (config === undefined) return undefined;
  const keyLength = lengthOf(config >> 4);
  const counterLength = lengthOf(config & 0x0f);
  const length = 1 + keyLength + counterLength;
  if (bytes.length < length) return undefined;
  return {
    keyId: keyLength === 0 ? BigInt((config >> 4) & 7) : numberOf(bytes.subarray(1, 1 + keyLength)),
    counter: counterLength === 0 ? BigInt(config & 7) : numberOf(bytes.subarray(1 + keyLength, length)),
    length,
  };
}

function bytesOf(value: bigint): Bytes {
  if (value < 8n) return new Uint8Array(0);
  const digits = value.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Uint8Array.from({ length: even.length / 2 }, (_one, at) => Number.parseInt(even.slice(at * 2, at * 2 + 2), 16));
}

function fieldOf(value: bigint, length: number): number {
  return length === 0 ? Number(value) : 8 | (length - 1);
}

function lengthOf(field: number): number {
  return (field & 8) === 0 ? 0 : (field & 7) + 1;
}

function numberOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}
