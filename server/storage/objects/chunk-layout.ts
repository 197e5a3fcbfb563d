import { StorageError } from '../errors.ts';
import { noncePrefixBytes, tagBytes } from './chunk-seal.ts';

/*
 * An object's bytes: header, chunks, and when it is whole an index and a footer.
 *
 *   header   "DSKOBJ" ‖ format (1) ‖ nonce prefix (7)
 *   chunk    length of the content (4, highest bit: the last one) ‖ ciphertext ‖ tag (16)
 *   index    the content lengths of all chunks (4 each), sealed like a chunk of its own role
 *   footer   number of chunks (4) ‖ "DSKEND"
 *
 * Everything is big-endian. The lengths stand in the clear; a wrong one makes a chunk that does not open.
 */
const magic = Buffer.from('DSKOBJ', 'ascii');
const formatVersion = 1;
const footerMagic = Buffer.from('DSKEND', 'ascii');

export const headerBytes = magic.byteLength + 1 + noncePrefixBytes;
export const lengthBytes = 4;
export const footerBytes = 4 + footerMagic.byteLength;
/** Content of a chunk that was not closed before. */
export const chunkLimitBytes = 64 * 1024;
const lastBit = 0x8000_0000;

export function writeHeader(noncePrefix: Buffer): Buffer {
  return Buffer.concat([magic, Buffer.of(formatVersion), noncePrefix]);
}

/** The nonce prefix. @throws {StorageError} `refused` when these are no bytes of ours */
export function readHeader(bytes: Buffer): Buffer {
  if (bytes.byteLength < headerBytes || !bytes.subarray(0, magic.byteLength).equals(magic) || bytes[magic.byteLength] !== formatVersion)
    throw new StorageError('refused', 'stored content has an unknown format');
  return bytes.subarray(magic.byteLength + 1, headerBytes);
}

export function writeChunk(sealed: Buffer, isLast: boolean): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(((sealed.byteLength - tagBytes) | (isLast ? lastBit : 0)) >>> 0);
  return Buffer.concat([length, sealed]);
}

export interface ChunkLength {
  readonly content: number;
  readonly isLast: boolean;
}

/** Undefined when no chunk begins like this. */
export function readChunkLength(bytes: Buffer, offset: number): ChunkLength | undefined {
  if (offset + lengthBytes > bytes.byteLength) return undefined;
  const value = bytes.readUInt32BE(offset);
  const content = value & ~lastBit;
  const isLast = (value & lastBit) !== 0;
  // Only an object without any content has an empty chunk: its last one.
  return content > chunkLimitBytes || (content === 0 && !isLast) ? undefined : { content, isLast };
}

export function writeIndex(lengths: readonly number[]): Buffer {
  const index = Buffer.alloc(lengths.length * lengthBytes);
  for (const [number, length] of lengths.entries()) index.writeUInt32BE(length, number * lengthBytes);
  return index;
}

export function readIndex(index: Buffer): number[] {
  return Array.from({ length: index.byteLength / lengthBytes }, (_, number) => index.readUInt32BE(number * lengthBytes));
}

export function writeFooter(chunks: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(chunks);
  return Buffer.concat([count, footerMagic]);
}

/** How many chunks there are; undefined when the object has no footer: it is not whole. */
export function readFooter(bytes: Buffer): number | undefined {
  return bytes.byteLength === footerBytes && bytes.subarray(4).equals(footerMagic) ? bytes.readUInt32BE(0) : undefined;
}
