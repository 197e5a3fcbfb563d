import { StorageError } from '../errors.ts';
import { chunkLimitBytes, writeChunk, writeFooter, writeIndex } from './chunk-layout.ts';
import type { ChunkSeal } from './chunk-seal.ts';
import type { ObjectSink } from './object-store.ts';
import type { ObjectFacts, ObjectWriter } from './sealed-objects.ts';

export interface SealedWriterParts {
  readonly id: string;
  readonly contentType: string;
  readonly sink: ObjectSink;
  readonly seal: ChunkSeal;
  /** Remembers how it ended. */
  readonly settle: (facts: ObjectFacts) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * open → failed: the store took no more; what waits is frozen, because another content under the same nonce would betray both.
 * open | failed → finishing → ended (finished); open | failed → ended (cut, discarded).
 */
type State = 'open' | 'failed' | 'finishing' | 'ended';

/** Writes the chunks of one object, one operation after the other. */
export class SealedWriter implements ObjectWriter {
  readonly id: string;
  readonly #parts: SealedWriterParts;
  readonly #lengths: number[] = [];
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #state: State = 'open';
  #hasLast = false;
  #failure: unknown;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: SealedWriterParts) {
    this.#parts = parts;
    this.id = parts.id;
  }

  write(content: Uint8Array): Promise<void> {
    // The caller may use its bytes again before they are sealed.
    const copy = Buffer.from(content);
    return this.#serially(async () => {
      this.#requireOpen();
      for (let at = 0; at < copy.byteLength;) {
        const part = copy.subarray(at, at + chunkLimitBytes - this.#waitingBytes);
        this.#waiting.push(part);
        this.#waitingBytes += part.byteLength;
        at += part.byteLength;
        if (this.#waitingBytes === chunkLimitBytes) await this.#closeWaiting();
      }
    });
  }

  closeChunk(): Promise<void> {
    return this.#serially(async () => {
      this.#requireOpen();
      if (this.#waitingBytes > 0) await this.#closeWaiting();
      await this.#parts.sink.sync();
    });
  }

  finish(): Promise<ObjectFacts> {
    return this.#serially(async () => {
      if (this.#state === 'open' || this.#state === 'failed') {
        await this.#writeEnd();
        this.#state = 'finishing';
      }
      if (this.#state === 'ended') throw new StorageError('invalid', 'this object was ended before');
      const facts = this.#facts(true);
      await this.#parts.settle(facts);
      this.#state = 'ended';
      return facts;
    });
  }

  cut(): Promise<ObjectFacts> {
    return this.#serially(async () => {
      if (this.#state === 'finishing' || this.#state === 'ended') throw new StorageError('invalid', 'this object was ended before');
      this.#state = 'ended';
      await this.#closeWaitingIfRoom();
      this.#parts.seal.forget();
      await this.#parts.sink.close();
      const facts = this.#facts(false);
      await this.#parts.settle(facts);
      return facts;
    });
  }

  discard(): Promise<void> {
    return this.#serially(async () => {
      this.#state = 'ended';
      this.#waiting = [];
      this.#parts.seal.forget();
      await this.#parts.sink.close();
      await this.#parts.remove();
    });
  }

  async #closeWaiting(): Promise<void> {
    await this.#append('middle');
  }

  /** What waits is kept if it can be: the disk may be full already. */
  async #closeWaitingIfRoom(): Promise<void> {
    try {
      if (this.#waitingBytes > 0) await this.#closeWaiting();
      await this.#parts.sink.sync();
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'full') throw error;
    }
  }

  async #writeEnd(): Promise<void> {
    if (!this.#hasLast) await this.#append('last');
    const count = this.#lengths.length;
    const index = this.#parts.seal.seal({ number: count, role: 'index' }, writeIndex(this.#lengths));
    await this.#parts.sink.append(Buffer.concat([index, writeFooter(count)]));
    await this.#parts.sink.sync();
    await this.#parts.sink.close();
    this.#parts.seal.forget();
  }

  async #append(role: 'middle' | 'last'): Promise<void> {
    const content = Buffer.concat(this.#waiting);
    const sealed = this.#parts.seal.seal({ number: this.#lengths.length, role }, content);
    try {
      await this.#parts.sink.append(writeChunk(sealed, role === 'last'));
    } catch (error) {
      this.#state = 'failed';
      this.#failure = error;
      throw error;
    }
    this.#lengths.push(content.byteLength);
    this.#hasLast = role === 'last';
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #facts(isWhole: boolean): ObjectFacts {
    const bytes = this.#lengths.reduce((sum, length) => sum + length, 0);
    return { id: this.id, contentType: this.#parts.contentType, bytes, isWhole };
  }

  #requireOpen(): void {
    if (this.#state === 'failed') throw this.#failure;
    if (this.#state !== 'open') throw new StorageError('invalid', 'this object was ended before');
  }

  #serially<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(work, work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
