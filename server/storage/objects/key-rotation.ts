import type { Clock } from '../../platform/clock.ts';
import { StorageError } from '../errors.ts';
import type { ClassKeys, KeyClass } from './class-keys.ts';
import type { Rekeyed, StoredObjectStore, WrappedRow } from './stored-object-store.ts';

export interface KeyRotationParts {
  readonly keys: ClassKeys;
  readonly rows: StoredObjectStore;
  readonly clock: Clock;
  /** Longer than any transaction of a server beside us, which may still write a key closed by the old version. */
  readonly settleMs?: number;
}

/** An object whose key nobody can open any more. */
export interface UnreadableObject {
  readonly tenantId: string;
  readonly id: string;
  /** The version of the class key that closed its key. */
  readonly keyVersion: number;
}

export interface RotatedClasses {
  readonly classes: number;
  readonly objects: number;
  readonly unreadable: readonly UnreadableObject[];
}

const usualSettleMs = 15_000;
const batch = 200;

/** Replaces keys while the server works. Content is not written anew: only the keys that close keys change. */
export class KeyRotation {
  readonly #parts: KeyRotationParts;

  constructor(parts: KeyRotationParts) {
    this.#parts = parts;
  }

  /** Closes every class key with a new root key and destroys the old one. */
  rotateRoot(): Promise<void> {
    return this.#parts.keys.rotateRoot();
  }

  /**
   * Gives every class a new key. What cannot be opened keeps its key closed as it is, and the class keys from that version on stay: a backup
   * of the row may still need them.
   */
  async rotateClasses(): Promise<RotatedClasses> {
    const { keys } = this.#parts;
    const classes = await keys.classes();
    const renewed: { keyClass: KeyClass; version: number }[] = [];
    for (const keyClass of classes) renewed.push({ keyClass, version: await keys.renew(keyClass) });
    let objects = 0;
    for (const { keyClass, version } of renewed) objects += (await this.#rekey(keyClass, version)).count;
    await this.#settle();
    const unreadable: UnreadableObject[] = [];
    for (const { keyClass, version } of renewed) {
      const rekeyed = await this.#rekey(keyClass, version);
      objects += rekeyed.count;
      unreadable.push(...rekeyed.unreadable);
      await keys.destroy(keyClass, Math.min(version, ...rekeyed.unreadable.map(({ keyVersion }) => keyVersion)));
    }
    return { classes: classes.length, objects, unreadable };
  }

  /** Destroys a class's key: what it closed can be read by nobody any more, wherever copies of it lie. */
  destroyClass(keyClass: KeyClass): Promise<void> {
    return this.#parts.keys.destroy(keyClass);
  }

  /** One by one in the order of their ids: what cannot be opened is passed by. */
  async #rekey(keyClass: KeyClass, version: number): Promise<{ count: number; unreadable: UnreadableObject[] }> {
    const { rows } = this.#parts;
    const { tenantId, retentionClass } = keyClass;
    const unreadable: UnreadableObject[] = [];
    let count = 0;
    let after: string | undefined;
    for (;;) {
      const older = await rows.findOlder(tenantId, { retentionClass, version, after, limit: batch });
      const rekeyed: Rekeyed[] = [];
      for (const object of older) {
        const next = await this.#rewrapped(keyClass, object);
        if (next) rekeyed.push(next);
        else unreadable.push({ tenantId, id: object.id, keyVersion: object.version });
      }
      await rows.rekey(tenantId, rekeyed);
      count += rekeyed.length;
      if (older.length < batch) return { count, unreadable };
      after = older.at(-1)?.id;
    }
  }

  /** Undefined when the key cannot be opened: it was destroyed, or the row is damaged. */
  async #rewrapped(keyClass: KeyClass, object: WrappedRow): Promise<Rekeyed | undefined> {
    const { id, version: from } = object;
    const key = await this.#keyOf(keyClass, object);
    if (!key) return undefined;
    const next = await this.#parts.keys.wrap(keyClass, id, key);
    return { id, from, to: next.version, wrappedKey: next.wrapped };
  }

  async #keyOf(keyClass: KeyClass, { id, version, wrapped }: WrappedRow): Promise<Buffer | undefined> {
    try {
      return await this.#parts.keys.unwrap(keyClass, id, { version, wrapped });
    } catch (error) {
      if (error instanceof StorageError && error.code === 'refused') return undefined;
      throw error;
    }
  }

  #settle(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#parts.clock.after(this.#parts.settleMs ?? usualSettleMs, resolve);
    return promise;
  }
}
