import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StorageError } from '../errors.ts';
import { syncFolder } from '../keys.ts';
import { codeOf, toObjectError } from './object-errors.ts';
import { isObjectKey } from './object-store.ts';
import type { ObjectSink, ObjectStore } from './object-store.ts';

/** Half-written objects of `put()`; what a crash leaves of them is no object. */
const temporarySuffix = '.new';

/** Objects as files below one folder (mode 0700), readable by their owner only. */
export class FileObjectStore implements ObjectStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  put(key: string, bytes: Uint8Array): Promise<void> {
    return guarded(async () => {
      const path = await this.#prepare(key);
      const temporary = `${path}.${randomBytes(6).toString('hex')}${temporarySuffix}`;
      try {
        const file = await open(temporary, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      syncFolder(dirname(path));
    });
  }

  create(key: string): Promise<ObjectSink> {
    return guarded(async () => {
      const path = await this.#prepare(key);
      const file = await open(path, 'wx', 0o600);
      syncFolder(dirname(path));
      return new FileSink(file);
    });
  }

  get(key: string): Promise<Buffer | undefined> {
    return guarded(() => unlessMissing(readFile(this.#path(key))));
  }

  range(key: string, start: number, end: number): Promise<Buffer | undefined> {
    return guarded(async () => {
      const file = await unlessMissing(open(this.#path(key), 'r'));
      if (!file) return undefined;
      try {
        const bytes = Buffer.alloc(Math.max(0, end - start));
        let length = 0;
        while (length < bytes.byteLength) {
          const { bytesRead } = await file.read(bytes, length, bytes.byteLength - length, start + length);
          if (bytesRead === 0) break;
          length += bytesRead;
        }
        return bytes.subarray(0, length);
      } finally {
        await file.close();
      }
    });
  }

  head(key: string): Promise<{ readonly bytes: number } | undefined> {
    return guarded(async () => {
      const found = await unlessMissing(stat(this.#path(key)));
      return found?.isFile() ? { bytes: found.size } : undefined;
    });
  }

  list(prefix: string): Promise<readonly string[]> {
    return guarded(async () => {
      const entries = await unlessMissing(readdir(this.#folder, { recursive: true, withFileTypes: true }));
      return (entries ?? [])
        .filter((entry) => entry.isFile() && !entry.name.endsWith(temporarySuffix))
        .map((entry) => join(entry.parentPath, entry.name).slice(this.#folder.length + 1))
        .filter((key) => key.startsWith(prefix))
        .toSorted();
    });
  }

  delete(key: string): Promise<void> {
    return guarded(async () => {
      const path = this.#path(key);
      await rm(path, { force: true });
      if (await unlessMissing(stat(dirname(path)))) syncFolder(dirname(path));
    });
  }

  #path(key: string): string {
    if (!isObjectKey(key)) throw new StorageError('invalid', 'an object key has a wrong form');
    return join(this.#folder, key);
  }

  /** Makes the folders of a key, each of which must survive a power cut too. */
  async #prepare(key: string): Promise<string> {
    const path = this.#path(key);
    const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    if (made !== undefined) for (let at = dirname(path); at.length >= dirname(made).length; at = dirname(at)) syncFolder(at);
    return path;
  }
}

class FileSink implements ObjectSink {
  readonly #file: FileHandle;
  #bytes = 0;
  #isClosed = false;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  append(bytes: Uint8Array): Promise<void> {
    return guarded(async () => {
      try {
        let written = 0;
        while (written < bytes.byteLength) {
          const result = await this.#file.write(bytes, written, bytes.byteLength - written, this.#bytes + written);
          written += result.bytesWritten;
        }
        this.#bytes += bytes.byteLength;
      } catch (error) {
        // A full disk takes part of it: that part would hide whatever is added later.
        await this.#file.truncate(this.#bytes);
        throw error;
      }
    });
  }

  sync(): Promise<void> {
    return guarded(() => this.#file.datasync());
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await guarded(() => this.#file.close());
  }
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toObjectError(error);
  }
}

async function unlessMissing<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
