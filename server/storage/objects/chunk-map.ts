import { StorageError } from '../errors.ts';
import { footerBytes, headerBytes, lengthBytes, readChunkLength, readFooter, readIndex } from './chunk-layout.ts';
import { tagBytes } from './chunk-seal.ts';
import type { ChunkPlace, ChunkSeal } from './chunk-seal.ts';
import type { ObjectStore } from './object-store.ts';

/** Where one chunk lies, in the content and in the object. */
export interface MappedChunk extends ChunkPlace {
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Of the sealed bytes, behind the length. */
  readonly storedStart: number;
  readonly storedEnd: number;
}

export interface ChunkMap {
  readonly chunks: readonly MappedChunk[];
  readonly bytes: number;
  readonly isWhole: boolean;
}

export interface MapParts {
  readonly store: ObjectStore;
  readonly key: string;
  readonly seal: ChunkSeal;
}

const scanBytes = 1024 * 1024;

/** Learns an object's chunks: from its index when it is whole, else by going from length to length. */
export async function mapChunks(parts: MapParts, storedBytes: number): Promise<ChunkMap> {
  return (await mapByIndex(parts, storedBytes)) ?? mapByScan(parts, storedBytes);
}

async function mapByIndex({ store, key, seal }: MapParts, storedBytes: number): Promise<ChunkMap | undefined> {
  if (storedBytes < headerBytes + footerBytes) return undefined;
  const count = readFooter((await store.range(key, storedBytes - footerBytes, storedBytes)) ?? Buffer.alloc(0));
  const indexEnd = storedBytes - footerBytes;
  const indexStart = indexEnd - (count ?? 0) * lengthBytes - tagBytes;
  if (count === undefined || indexStart < headerBytes) return undefined;
  const sealed = (await store.range(key, indexStart, indexEnd)) ?? Buffer.alloc(0);
  const lengths = readIndex(seal.open({ number: count, role: 'index' }, sealed));
  const chunks = layOut(lengths, true);
  if ((chunks.at(-1)?.storedEnd ?? headerBytes) !== indexStart) throw new StorageError('refused', 'stored content was cut short');
  return { chunks, bytes: chunks.at(-1)?.contentEnd ?? 0, isWhole: true };
}

async function mapByScan(parts: MapParts, storedBytes: number): Promise<ChunkMap> {
  const { lengths, hasLast } = await scanChunks(parts, storedBytes);
  return trusted(parts, layOut(lengths, hasLast));
}

/** Goes from length to length. Opens nothing, so what it finds is only what the bytes say. */
export async function scanChunks(
  parts: Pick<MapParts, 'store' | 'key'>,
  storedBytes: number,
): Promise<{ readonly lengths: readonly number[]; readonly hasLast: boolean }> {
  const lengths: number[] = [];
  let hasLast = false;
  let window: Buffer = Buffer.alloc(0);
  let windowStart = headerBytes;
  for (let at = headerBytes; !hasLast && at + lengthBytes + tagBytes <= storedBytes;) {
    if (at + lengthBytes > windowStart + window.byteLength) {
      windowStart = at;
      window = (await parts.store.range(parts.key, at, Math.min(at + scanBytes, storedBytes))) ?? Buffer.alloc(0);
    }
    const length = readChunkLength(window, at - windowStart);
    const end = at + lengthBytes + (length?.content ?? 0) + tagBytes;
    if (!length || end > storedBytes) break;
    lengths.push(length.content);
    hasLast = length.isLast;
    at = end;
  }
  return { lengths, hasLast };
}

/** A power cut can leave lengths whose chunks never reached the disk: chunks at the end that do not open are not there. */
async function trusted({ store, key, seal }: MapParts, found: readonly MappedChunk[]): Promise<ChunkMap> {
  const chunks = [...found];
  for (let last = chunks.at(-1); last; last = chunks.at(-1)) {
    try {
      seal.open(last, (await store.range(key, last.storedStart, last.storedEnd)) ?? Buffer.alloc(0));
      break;
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'refused') throw error;
      chunks.pop();
    }
  }
  const last = chunks.at(-1);
  return { chunks, bytes: last?.contentEnd ?? 0, isWhole: last?.role === 'last' };
}

function layOut(lengths: readonly number[], hasLast: boolean): MappedChunk[] {
  let contentStart = 0;
  let offset = headerBytes;
  return lengths.map((length, number) => {
    const storedStart = offset + lengthBytes;
    const chunk: MappedChunk = {
      number,
      role: hasLast && number === lengths.length - 1 ? 'last' : 'middle',
      contentStart,
      contentEnd: contentStart + length,
      storedStart,
      storedEnd: storedStart + length + tagBytes,
    };
    contentStart = chunk.contentEnd;
    offset = chunk.storedEnd;
    return chunk;
  });
}
