import { Readable } from 'node:stream';
import { StorageError } from '../errors.ts';
import type { ChunkMap, MappedChunk, MapParts } from './chunk-map.ts';
import type { ObjectFacts, ObjectReader } from './sealed-objects.ts';

/** Reads an object chunk by chunk; the chunk that was opened last stays open, for whoever reads on. */
export class SealedReader implements ObjectReader {
  readonly facts: ObjectFacts;
  readonly #parts: MapParts;
  readonly #map: ChunkMap;
  #opened: { readonly chunk: MappedChunk; readonly content: Buffer } | undefined;
  #isClosed = false;

  constructor(parts: MapParts, map: ChunkMap, facts: ObjectFacts) {
    this.#parts = parts;
    this.#map = map;
    this.facts = facts;
  }

  async read(start: number, end: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.#pieces(start, end)) parts.push(part);
    return Buffer.concat(parts);
  }

  stream(start = 0, end = this.facts.bytes): Readable {
    return Readable.from(this.#pieces(start, end), { objectMode: false });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#opened = undefined;
  }

  async *#pieces(start: number, end: number): AsyncGenerator<Buffer> {
    if (start < 0 || start > end || end > this.facts.bytes) throw new StorageError('invalid', 'there is no such range in this object');
    for (let number = this.#find(start); start < end; number += 1) {
      const chunk = this.#map.chunks[number];
      if (!chunk) return;
      const content = await this.#open(chunk);
      yield content.subarray(start - chunk.contentStart, Math.min(end, chunk.contentEnd) - chunk.contentStart);
      start = chunk.contentEnd;
    }
  }

  async #open(chunk: MappedChunk): Promise<Buffer> {
    if (this.#isClosed) throw new StorageError('invalid', 'this object is closed');
    if (this.#opened?.chunk === chunk) return this.#opened.content;
    const { store, key, seal } = this.#parts;
    const sealed = await store.range(key, chunk.storedStart, chunk.storedEnd);
    if (sealed?.byteLength !== chunk.storedEnd - chunk.storedStart) throw new StorageError('refused', 'stored content was cut short');
    const content = seal.open(chunk, sealed);
    this.#opened = { chunk, content };
    return content;
  }

  /** The chunk that holds byte `at`. */
  #find(at: number): number {
    let [low, high] = [0, this.#map.chunks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#map.chunks[middle]?.contentEnd ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
