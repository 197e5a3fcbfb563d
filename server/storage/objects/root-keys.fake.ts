import { randomBytes } from 'node:crypto';
import { StorageError } from '../errors.ts';
import { createSecrets } from '../secrets.ts';
import type { RootKeys, WrappedKey } from './root-keys.ts';

/** Root keys in memory. */
export class FakeRootKeys implements RootKeys {
  readonly #keys = new Map<string, Buffer>([['root-1', randomBytes(32)]]);
  #newest = 1;

  async wrap(context: string, key: Buffer): Promise<WrappedKey> {
    const rootId = `root-${this.#newest}`;
    return { rootId, bytes: createSecrets(this.#key(rootId)).seal(context, key) };
  }

  async unwrap(context: string, { rootId, bytes }: WrappedKey): Promise<Buffer> {
    return createSecrets(this.#key(rootId)).open(context, bytes);
  }

  async rotate(): Promise<string> {
    const rootId = `root-${(this.#newest += 1)}`;
    this.#keys.set(rootId, randomBytes(32));
    return rootId;
  }

  async keepOnly(rootId: string): Promise<void> {
    for (const known of this.#keys.keys()) if (known !== rootId) this.#keys.delete(known);
  }

  #key(rootId: string): Buffer {
    const key = this.#keys.get(rootId);
    if (!key) throw new StorageError('refused', `the root key ${rootId} is gone`);
    return key;
  }
}
