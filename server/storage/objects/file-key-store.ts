import { mkdirSync, openSync, closeSync } from 'node:fs';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { StorageError } from '../errors.ts';
import { syncFolder } from '../keys.ts';
import { codeOf, toObjectError } from './object-errors.ts';
import { emptyKeyStore, keyStoreSchema } from './key-store.ts';
import type { KeyStore, KeyStoreContent } from './key-store.ts';

const lockWaitSeconds = 10;

/**
 * The keystore as one file (mode 0600), replaced whole. It lies in a folder of its own, so that a backup of the database or of
 * the content does not take it along: its copies must be short-lived, else destroyed keys live on in them.
 */
export class FileKeyStore implements KeyStore {
  readonly #path: string;
  #known: { readonly mark: string; readonly content: KeyStoreContent } | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  }

  async read(): Promise<KeyStoreContent> {
    const mark = await this.#mark();
    if (mark === undefined) return emptyKeyStore;
    if (this.#known?.mark === mark) return this.#known.content;
    const content = this.#parse(await readFile(this.#path, 'utf8'));
    this.#known = { mark, content };
    return content;
  }

  update(change: (content: KeyStoreContent) => Promise<KeyStoreContent>): Promise<KeyStoreContent> {
    const result = this.#queue.then(() => this.#updateLocked(change));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #updateLocked(change: (content: KeyStoreContent) => Promise<KeyStoreContent>): Promise<KeyStoreContent> {
    const unlock = this.#lock();
    try {
      const before = await this.read();
      const after = await change(before);
      if (after !== before) await this.#write(after);
      return after;
    } finally {
      unlock();
    }
  }

  async #write(content: KeyStoreContent): Promise<void> {
    const temporary = `${this.#path}.new`;
    try {
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(`${JSON.stringify(content)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, this.#path);
      syncFolder(dirname(this.#path));
    } catch (error) {
      throw toObjectError(error);
    }
  }

  /** Changes when the file was replaced: by us or by a tool beside us. */
  async #mark(): Promise<string | undefined> {
    try {
      const { ino, mtimeMs, size, mode } = await stat(this.#path);
      if ((mode & 0o077) !== 0) throw new StorageError('refused', `The keystore ${this.#path} can be read by others; run chmod 600 on it.`);
      return `${ino} ${mtimeMs} ${size}`;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw toObjectError(error);
    }
  }

  #parse(text: string): KeyStoreContent {
    try {
      return keyStoreSchema.parse(JSON.parse(text));
    } catch {
      // Neither message nor cause: they could quote the file.
      throw new StorageError('refused', `The keystore ${this.#path} is damaged; restore it from its copy.`);
    }
  }

  /** flock(1) on a descriptor of ours, as the data folder's lock: the kernel lets go when we end. */
  #lock(): () => void {
    const file = openSync(`${this.#path}.lock`, 'a', 0o600);
    const result = spawnSync('flock', ['--exclusive', '--wait', String(lockWaitSeconds), '3'], {
      stdio: ['ignore', 'ignore', 'ignore', file],
    });
    if (result.status !== 0) {
      closeSync(file);
      throw new StorageError('unavailable', `The keystore ${this.#path} is being changed by somebody else.`, { cause: result.error });
    }
    return () => closeSync(file);
  }
}
