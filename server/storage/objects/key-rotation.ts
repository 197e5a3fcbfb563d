import type { Clock } from '../../platform/clock.ts';
import type { ClassKeys, KeyClass } from './class-keys.ts';
import type { StoredObjectStore } from './stored-object-store.ts';

export interface KeyRotationParts {
  readonly keys: ClassKeys;
  readonly rows: StoredObjectStore;
  readonly clock: Clock;
  /** Longer than any transaction of a server beside us, which may still write a key closed by the old version. */
  readonly settleMs?: number;
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

  /** Gives every class a new key; gives how many classes and objects there were. */
  async rotateClasses(): Promise<{ readonly classes: number; readonly objects: number }> {
    const { keys } = this.#parts;
    const classes = await keys.classes();
    const renewed: { keyClass: KeyClass; version: number }[] = [];
    for (const keyClass of classes) renewed.push({ keyClass, version: await keys.renew(keyClass) });
    let objects = 0;
    for (const { keyClass, version } of renewed) objects += await this.#rekey(keyClass, version);
    await this.#settle();
    for (const { keyClass, version } of renewed) {
      objects += await this.#rekey(keyClass, version);
      await keys.destroy(keyClass, version);
    }
    return { classes: classes.length, objects };
  }

  /** Destroys a class's key: what it closed can be read by nobody any more, wherever copies of it lie. */
  destroyClass(keyClass: KeyClass): Promise<void> {
    return this.#parts.keys.destroy(keyClass);
  }

  async #rekey(keyClass: KeyClass, version: number): Promise<number> {
    const { keys, rows } = this.#parts;
    const { tenantId, retentionClass } = keyClass;
    let count = 0;
    for (;;) {
      const older = await rows.findOlder(tenantId, { retentionClass, version, limit: batch });
      if (older.length === 0) return count;
      const rekeyed = [];
      for (const { id, version: from, wrapped } of older) {
        const next = await keys.wrap(keyClass, id, await keys.unwrap(keyClass, id, { version: from, wrapped }));
        rekeyed.push({ id, from, to: next.version, wrappedKey: next.wrapped });
      }
      await rows.rekey(tenantId, rekeyed);
      count += older.length;
    }
  }

  #settle(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#parts.clock.after(this.#parts.settleMs ?? usualSettleMs, resolve);
    return promise;
  }
}
