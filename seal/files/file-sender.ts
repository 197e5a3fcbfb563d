import type { Bytes } from '../bytes.ts';
import { chunkBytes, chunksOf, ChunkSeal } from './chunk-seal.ts';
import { FileDigest } from './file-digest.ts';
import { creditChunks } from './file-receiver.ts';

const trailChunks = 2 * creditChunks;

/** Where a file's bytes are read. */
export interface FileSource {
  readonly bytes: number;
  read(from: number, length: number): Promise<Bytes>;
}

export interface FileSenderOptions {
  readonly fileId: string;
  readonly key: string;
  readonly source: FileSource;
  /** Puts a sealed piece on its way. @throws when the line is lost: then it goes on at the next `resume` */
  readonly send: (number: number, sealed: Bytes) => void;
  /** Resolves when the line takes more: what is on its way before a piece, the piece waits for here. */
  readonly room?: () => Promise<void>;
  /** Told after each piece how far it is, bytes. */
  readonly onMoved: (bytes: number) => void;
}

/** `changed`: it is not the file any more that was offered. */
export type SendResult = { readonly kind: 'done'; readonly sha256: string } | { readonly kind: 'changed' } | { readonly kind: 'stopped' };

/**
 * Sends one file in sealed pieces, as far ahead as the receiver gave credit. What was sent is hashed as it goes; before a file goes on after a
 * cut, that part is read and hashed again: a file that changed meanwhile is noticed and never mixed.
 */
export class FileSender {
  readonly #options: FileSenderOptions;
  readonly #chunks: number;
  #digest = new FileDigest();
  /** The hash of what was sent before each of the last pieces: a receiver is at most its credit behind. */
  readonly #trail = new Map<number, string>();
  #next = 0;
  #credit = 0;
  #run = 0;
  #wake: () => void = () => undefined;

  constructor(options: FileSenderOptions) {
    this.#options = options;
    this.#chunks = chunksOf(options.source.bytes);
  }

  /** The receiver takes pieces below `upTo`. */
  handleCredit(upTo: number): void {
    this.#credit = Math.max(this.#credit, upTo);
    this.#wake();
  }

  /** Stops where it is. */
  stop(): void {
    this.#run += 1;
    this.#wake();
  }

  /** Sends from a piece on, to the end. Ends a run before. */
  async run(fromChunk: number): Promise<SendResult> {
    this.stop();
    const run = this.#run;
    // Asking for it is the first credit: it would otherwise overtake what asks, and be lost.
    this.#credit = fromChunk + creditChunks;
    const digest = await this.#hashBefore(fromChunk);
    // Asked again meanwhile: what is at work now is the later one's.
    if (this.#run !== run) return { kind: 'stopped' };
    if (!digest) return { kind: 'changed' };
    this.#digest = digest;
    this.#next = fromChunk;
    const seal = await ChunkSeal.of({ key: this.#options.key, fileId: this.#options.fileId, chunks: this.#chunks });
    while (this.#next < this.#chunks) {
      if (this.#run !== run) return { kind: 'stopped' };
      if (this.#next >= this.#credit) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      await this.#options.room?.();
      if (this.#run !== run) return { kind: 'stopped' };
      const piece = await this.#read(this.#next);
      if (this.#run !== run) return { kind: 'stopped' };
      if (!piece) return { kind: 'changed' };
      const sealed = await seal.seal(this.#next, piece);
      if (this.#run !== run) return { kind: 'stopped' };
      this.#options.send(this.#next, sealed);
      this.#note();
      this.#digest.add(piece);
      this.#next += 1;
      this.#options.onMoved(Math.min(this.#next * chunkBytes, this.#options.source.bytes));
    }
    return { kind: 'done', sha256: this.#digest.now() };
  }

  #note(): void {
    this.#trail.set(this.#next, this.#digest.now());
    this.#trail.delete(this.#next - trailChunks);
  }

  /** Hashes again what the receiver has; undefined when that is not what was sent. */
  async #hashBefore(fromChunk: number): Promise<FileDigest | undefined> {
    if (this.#next === fromChunk) this.#note();
    const before = this.#trail.get(fromChunk);
    const digest = new FileDigest();
    for (let number = 0; number < fromChunk; number += 1) {
      const piece = await this.#read(number);
      if (!piece) return undefined;
      digest.add(piece);
    }
    return before === digest.now() ? digest : undefined;
  }

  /** A piece; undefined when the file is not there as it was. */
  async #read(number: number): Promise<Bytes | undefined> {
    const { source } = this.#options;
    const from = number * chunkBytes;
    const length = Math.min(chunkBytes, source.bytes - from);
    try {
      const piece = await source.read(from, length);
      return piece.length === length ? piece : undefined;
    } catch {
      // The browser refuses to read a file that was changed or deleted since it was picked (File API §8, NotReadableError).
      return undefined;
    }
  }
}
