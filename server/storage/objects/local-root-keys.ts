import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../errors.ts';
import { loadKey, syncFolder } from '../keys.ts';
import { createSecrets } from '../secrets.ts';
import type { RootKeys, WrappedKey } from './root-keys.ts';

const fileForm = /^content-root-(\d{1,9})\.key$/u;

/** Root keys as files `content-root-N.key` (mode 0600); the highest number is the newest. */
export class LocalRootKeys implements RootKeys {
  readonly #folder: string;
  readonly #keys = new Map<string, Buffer>();

  constructor(keysFolder: string) {
    this.#folder = keysFolder;
    mkdirSync(keysFolder, { recursive: true, mode: 0o700 });
    if (this.#numbers().length === 0) loadKey(keysFolder, nameOf(1));
  }

  async wrap(context: string, key: Buffer): Promise<WrappedKey> {
    const rootId = nameOf(this.#numbers().at(-1) ?? 1);
    return { rootId, bytes: createSecrets(this.#key(rootId)).seal(context, key) };
  }

  async unwrap(context: string, { rootId, bytes }: WrappedKey): Promise<Buffer> {
    try {
      return createSecrets(this.#key(rootId)).open(context, bytes);
    } catch (error) {
      if (error instanceof StorageError && error.code === 'invalid')
        throw new StorageError('refused', `the key ${rootId} does not open what is said to be wrapped with it`, { cause: error });
      throw error;
    }
  }

  async rotate(): Promise<string> {
    const rootId = nameOf((this.#numbers().at(-1) ?? 0) + 1);
    loadKey(this.#folder, rootId);
    return rootId;
  }

  async keepOnly(rootId: string): Promise<void> {
    for (const name of this.#numbers().map(nameOf)) {
      if (name !== rootId) rmSync(join(this.#folder, name), { force: true });
      if (name !== rootId) this.#keys.delete(name);
    }
    syncFolder(this.#folder);
  }

  #key(rootId: string): Buffer {
    const known = this.#keys.get(rootId);
    if (known) return known;
    const number = Number(fileForm.exec(rootId)?.[1]);
    if (!this.#numbers().includes(number))
      throw new StorageError('refused', `the root key ${rootId} is not in ${this.#folder}; restore it from a backup`);
    const key = loadKey(this.#folder, rootId);
    this.#keys.set(rootId, key);
    return key;
  }

  /** In order. Read each time: another process may have rotated. */
  #numbers(): number[] {
    return readdirSync(this.#folder)
      .flatMap((name) => fileForm.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((one, other) => one - other);
  }
}

function nameOf(number: number): string {
  return `content-root-${number}.key`;
}
