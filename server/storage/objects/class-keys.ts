import { randomBytes } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { StorageError } from '../errors.ts';
import { keyLength } from '../keys.ts';
import { createSecrets } from '../secrets.ts';
import type { ClassKeyEntry, KeyStore, KeyStoreContent } from './key-store.ts';
import type { RootKeys } from './root-keys.ts';
import type { RetentionClass } from './sealed-objects.ts';

/** A tenant's key for one retention class. */
export interface KeyClass {
  readonly tenantId: string;
  readonly retentionClass: RetentionClass;
  /** Set: a key of its own for one matter, which is destroyed with it (shredding.ts). */
  readonly shredId?: string | undefined;
}

/** An object's key, closed by a version of its class key. */
export interface WrappedObjectKey {
  readonly version: number;
  readonly wrapped: Buffer;
}

/**
 * The keys of tenants and retention classes: they close the keys of objects, and are closed by the root key. Whoever destroys one has
 * destroyed what it closed, in every copy.
 */
export class ClassKeys {
  readonly #store: KeyStore;
  readonly #root: RootKeys;
  readonly #clock: Clock;
  /** Opened keys, by the wrapped ones: a key that is no more in the store is not found by it. */
  readonly #opened = new Map<string, Promise<Buffer>>();

  constructor(parts: { store: KeyStore; root: RootKeys; clock: Clock }) {
    this.#store = parts.store;
    this.#root = parts.root;
    this.#clock = parts.clock;
  }

  /** Makes the class' key when there is none. */
  async make(keyClass: KeyClass): Promise<void> {
    if (!newestOf(await this.#store.read(), keyClass)) await this.#ensure(keyClass);
  }

  /** Closes an object's key with the newest key of its class, which is made when there is none. */
  async wrap(keyClass: KeyClass, objectId: string, key: Buffer): Promise<WrappedObjectKey> {
    const newest = newestOf(await this.#store.read(), keyClass) ?? (await this.#ensure(keyClass));
    const secrets = createSecrets(await this.#open(newest));
    return { version: newest.version, wrapped: secrets.seal(contextOf(keyClass, objectId), key) };
  }

  /** @throws {StorageError} `refused` when the class key was destroyed, or the key is another object's */
  async unwrap(keyClass: KeyClass, objectId: string, { version, wrapped }: WrappedObjectKey): Promise<Buffer> {
    const entry = (await this.#store.read()).keys.find((one) => isOf(one, keyClass) && one.version === version);
    if (!entry) throw new StorageError('refused', 'the key of this content was destroyed');
    try {
      return createSecrets(await this.#open(entry)).open(contextOf(keyClass, objectId), wrapped);
    } catch (error) {
      if (error instanceof StorageError && error.code === 'invalid')
        throw new StorageError('refused', 'the key of this content was changed or belongs to other content', { cause: error });
      throw error;
    }
  }

  /** Adds a new version, which new objects use from now on; gives its number. */
  async renew(keyClass: KeyClass): Promise<number> {
    const content = await this.#store.update(async (before) => this.#added(before, keyClass));
    return newestOf(content, keyClass)?.version ?? 0;
  }

  /** Destroys versions of a class: those before `before`, or all. */
  async destroy(keyClass: KeyClass, before = Number.POSITIVE_INFINITY): Promise<void> {
    await this.#store.update(async (content) => ({
      ...content,
      keys: content.keys.filter((one) => !isOf(one, keyClass) || one.version >= before),
    }));
    this.#opened.clear();
  }

  /** Matters of a tenant that have a key of their own. */
  async shredIds(tenantId: string): Promise<string[]> {
    const { keys } = await this.#store.read();
    return keys.flatMap((one) => (one.tenantId === tenantId && one.shredId !== undefined ? [one.shredId] : []));
  }

  /** Every class that has a key. Keys of single matters are none: they are not renewed, they end. */
  async classes(): Promise<KeyClass[]> {
    const seen = new Map<string, KeyClass>();
    for (const { tenantId, retentionClass, shredId } of (await this.#store.read()).keys)
      if (shredId === undefined) seen.set(`${tenantId} ${retentionClass}`, { tenantId, retentionClass });
    return [...seen.values()];
  }

  /** Closes all class keys with a new root key and destroys the old ones. */
  async rotateRoot(): Promise<void> {
    const rootId = await this.#root.rotate();
    await this.#store.update(async (content) => {
      const keys: ClassKeyEntry[] = [];
      for (const entry of content.keys) keys.push(await this.#rewrapped(entry));
      return { ...content, keys };
    });
    await this.#root.keepOnly(rootId);
    this.#opened.clear();
  }

  async #ensure(keyClass: KeyClass): Promise<ClassKeyEntry> {
    const content = await this.#store.update(async (before) => (newestOf(before, keyClass) ? before : this.#added(before, keyClass)));
    const newest = newestOf(content, keyClass);
    if (!newest) throw new StorageError('internal', 'a class key was made and is not there');
    return newest;
  }

  async #added(content: KeyStoreContent, keyClass: KeyClass): Promise<KeyStoreContent> {
    const version = (newestOf(content, keyClass)?.version ?? 0) + 1;
    const { rootId, bytes } = await this.#root.wrap(contextOf(keyClass, version), randomBytes(keyLength));
    const createdAt = new Date(this.#clock.now()).toISOString();
    return { ...content, keys: [...content.keys, { ...keyClass, version, rootId, wrapped: bytes.toString('base64'), createdAt }] };
  }

  async #rewrapped(entry: ClassKeyEntry): Promise<ClassKeyEntry> {
    const { rootId, bytes } = await this.#root.wrap(contextOf(entry, entry.version), await this.#open(entry));
    return { ...entry, rootId, wrapped: bytes.toString('base64') };
  }

  async #open(entry: ClassKeyEntry): Promise<Buffer> {
    const known = this.#opened.get(entry.wrapped);
    if (known) return known;
    const opening = this.#root.unwrap(contextOf(entry, entry.version), {
      rootId: entry.rootId,
      bytes: Buffer.from(entry.wrapped, 'base64'),
    });
    this.#opened.set(entry.wrapped, opening);
    opening.catch(() => this.#opened.delete(entry.wrapped));
    return opening;
  }
}

function isOf(entry: ClassKeyEntry, { tenantId, retentionClass, shredId }: KeyClass): boolean {
  return entry.tenantId === tenantId && entry.retentionClass === retentionClass && entry.shredId === shredId;
}

function newestOf(content: KeyStoreContent, keyClass: KeyClass): ClassKeyEntry | undefined {
  return content.keys
    .filter((one) => isOf(one, keyClass))
    .reduce<ClassKeyEntry | undefined>((newest, one) => (newest && newest.version > one.version ? newest : one), undefined);
}

/** What a key is for: an object, or (by its version) a class or a matter. */
function contextOf({ tenantId, retentionClass, shredId }: KeyClass, what: string | number): string {
  const matter = shredId === undefined ? retentionClass : `${retentionClass}/${shredId}`;
  return `${typeof what === 'number' ? 'class-key' : 'object-key'}:${tenantId}:${matter}:${what}`;
}
