import type { Bytes } from '../bytes.ts';
import { chunkBytes, chunksOf, ChunkSeal } from './chunk-seal.ts';
import { FileDigest } from './file-digest.ts';

/** How many pieces may be on their way: 2 MiB. With three files at once (SU514) that is less than the relay lets one seat have under way (SU24). */
export const creditChunks = 32;

export interface FileReceiverOptions {
  readonly fileId: string;
  readonly key: string;
  readonly bytes: number;
  /** Keeps a piece. Pieces come in order. */
  readonly write: (plain: Bytes) => Promise<void> | void;
  /** Tells the sender how far it may go. */
  readonly credit: (upTo: number) => void;
  readonly onMoved: (bytes: number) => void;
}

/** Receives one file. Pieces are opened in order, each once; what is forged, out of order or too much is refused and changes nothing. */
export class FileReceiver {
  readonly #options: FileReceiverOptions;
  readonly #seal: ChunkSeal;
  readonly #chunks: number;
  readonly #digest = new FileDigest();
  #next = 0;
  #credit = 0;
  #work: Promise<void> = Promise.resolve();
  #isBroken = false;

  private constructor(options: FileReceiverOptions, seal: ChunkSeal) {
    this.#options = options;
    this.#seal = seal;
    this.#chunks = chunksOf(options.bytes);
  }

  static async open(options: FileReceiverOptions): Promise<FileReceiver> {
    return new FileReceiver(options, await ChunkSeal.of({ key: options.key, fileId: options.fileId, chunks: chunksOf(options.bytes) }));
  }

  /** The piece that is missing next: from here a cut transfer goes on. */
  get nextChunk(): number {
    return this.#next;
  }

  get isWhole(): boolean {
    return this.#next === this.#chunks;
  }

  /** SHA-256 of what is there, base64url. */
  get sha256(): string {
    return this.#digest.now();
  }

  /** Lets the sender send, from `nextChunk` on. */
  start(): void {
    this.#credit = this.#next + creditChunks;
    this.#options.credit(this.#credit);
  }

  /** Resolves when the piece is kept. @throws {SealError} `forged` */
  handleChunk(number: number, sealed: Bytes): Promise<void> {
    const work = this.#work.then(() => this.#take(number, sealed));
    this.#work = work.catch(() => undefined);
    return work;
  }

  async #take(number: number, sealed: Bytes): Promise<void> {
    // After a cut pieces may come twice; after a forged one nothing is taken that was sent behind it.
    if (number !== this.#next || this.#isBroken) return;
    let plain: Bytes;
    try {
      plain = await this.#seal.open(number, sealed);
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
    await this.#options.write(plain);
    this.#digest.add(plain);
    this.#next += 1;
    this.#options.onMoved(Math.min(this.#next * chunkBytes, this.#options.bytes));
    if (this.#credit - this.#next <= creditChunks / 2 && this.#credit < this.#chunks) this.start();
  }
}
