import { StorageError } from '../errors.ts';
import { isObjectKey } from './object-store.ts';
import type { ObjectSink, ObjectStore } from './object-store.ts';

/** Objects in memory. What was not synced is lost by `crash()`; `roomBytes` is how much still fits. */
export class FakeObjectStore implements ObjectStore {
  roomBytes = Number.POSITIVE_INFINITY;
  readonly #objects = new Map<string, { bytes: Buffer; syncedBytes: number }>();

  async put(key: string, bytes: Uint8Array): Promise<void> {
    requireKey(key);
    this.#take(bytes.byteLength);
    this.#objects.set(key, { bytes: Buffer.from(bytes), syncedBytes: bytes.byteLength });
  }

  async create(key: string): Promise<ObjectSink> {
    requireKey(key);
    if (this.#objects.has(key)) throw new StorageError('conflict', 'there is an object of this name already');
    const object = { bytes: Buffer.alloc(0), syncedBytes: 0 };
    this.#objects.set(key, object);
    let isClosed = false;
    const requireOpen = (): void => {
      if (isClosed) throw new StorageError('unavailable', 'the object is closed');
    };
    return {
      append: async (bytes) => {
        requireOpen();
        this.#take(bytes.byteLength);
        object.bytes = Buffer.concat([object.bytes, bytes]);
      },
      sync: async () => {
        requireOpen();
        object.syncedBytes = object.bytes.byteLength;
      },
      close: async () => {
        isClosed = true;
      },
    };
  }

  async get(key: string): Promise<Buffer | undefined> {
    requireKey(key);
    const bytes = this.#objects.get(key)?.bytes;
    return bytes && Buffer.from(bytes);
  }

  async range(key: string, start: number, end: number): Promise<Buffer | undefined> {
    return (await this.get(key))?.subarray(start, Math.max(start, end));
  }

  async head(key: string): Promise<{ readonly bytes: number } | undefined> {
    const bytes = await this.get(key);
    return bytes && { bytes: bytes.byteLength };
  }

  async list(prefix: string): Promise<readonly string[]> {
    return [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
  }

  async delete(key: string): Promise<void> {
    requireKey(key);
    this.#objects.delete(key);
  }

  /** The machine loses its power: what was not synced is gone. */
  crash(): void {
    for (const object of this.#objects.values()) object.bytes = object.bytes.subarray(0, object.syncedBytes);
  }

  #take(bytes: number): void {
    if (bytes > this.roomBytes) throw new StorageError('full', 'there is no room left for content');
    this.roomBytes -= bytes;
  }
}

function requireKey(key: string): void {
  if (!isObjectKey(key)) throw new StorageError('invalid', 'an object key has a wrong form');
}
