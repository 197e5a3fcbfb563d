import { createHash } from 'node:crypto';
import { StorageError } from '../errors.ts';
import type { ClassKeys, KeyClass } from './class-keys.ts';
import type { ObjectStore } from './object-store.ts';
import { pathOf } from './sealed-object-service.ts';
import type { RetentionClass, SealedObjects } from './sealed-objects.ts';
import type { StoredObjectStore } from './stored-object-store.ts';

/** Something that ends as a whole, such as a support session: all that is kept of it has one key. */
export interface Matter {
  readonly tenantId: string;
  /** Its id. */
  readonly shredId: string;
}

/** An object of a matter as it lies in the store, without being opened. */
export interface ShreddedObject {
  readonly id: string;
  /** SHA-256 of the stored bytes (ciphertext), hexadecimal; undefined when there are none any more. */
  readonly sha256: string | undefined;
  readonly storedBytes: number;
}

/**
 * One key per matter. It closes the keys of its objects (`NewObject.shredId`) and small values in the database, lies in the keystore with the
 * class keys, outside the database and its backups, and is destroyed once: then nothing of the matter opens, wherever copies of it lie.
 */
export interface Shredding {
  /** Makes the matter's key when there is none, so that the first who seals need not wait for it. */
  prepare(matter: Matter): Promise<void>;
  /** Closes a small value for one place of the matter; makes the matter's key when there is none. */
  seal(matter: Matter, place: string, plain: Buffer): Promise<Buffer>;
  /** Undefined when the key was destroyed, or the value is not what was sealed for that place. */
  open(matter: Matter, place: string, sealed: Buffer): Promise<Buffer | undefined>;
  /** What of the matter lies in the object store. */
  objectsOf(matter: Matter): Promise<readonly ShreddedObject[]>;
  /** What one object is, whatever closes its key. */
  objectOf(tenantId: string, id: string): Promise<ShreddedObject>;
  /** Destroys the key, then bytes and rows. Idempotent; what was begun and interrupted is done by calling it again. */
  shred(matter: Matter): Promise<void>;
  /**
   * Destroys the key of a tenant's class, then bytes and rows of what it closed; matters have keys of their own, and stay. Idempotent; says how
   * many objects went.
   */
  shredClass(tenantId: string, retentionClass: RetentionClass): Promise<number>;
  /** Matters of a tenant that have a key. */
  matters(tenantId: string): Promise<readonly string[]>;
}

export interface ShredParts {
  readonly keys: ClassKeys;
  readonly rows: StoredObjectStore;
  readonly store: ObjectStore;
  readonly objects: Pick<SealedObjects, 'delete'>;
}

/** A shred key is never renewed: its end is near, and what it sealed lies in more places than a rotation knows. */
const onlyVersion = 1;
const pieceBytes = 1024 * 1024;

export class ShredService implements Shredding {
  readonly #parts: ShredParts;

  constructor(parts: ShredParts) {
    this.#parts = parts;
  }

  prepare(matter: Matter): Promise<void> {
    return this.#parts.keys.make(classOf(matter));
  }

  async seal(matter: Matter, place: string, plain: Buffer): Promise<Buffer> {
    return (await this.#parts.keys.wrap(classOf(matter), valueAt(place), plain)).wrapped;
  }

  async open(matter: Matter, place: string, sealed: Buffer): Promise<Buffer | undefined> {
    try {
      return await this.#parts.keys.unwrap(classOf(matter), valueAt(place), { version: onlyVersion, wrapped: sealed });
    } catch (error) {
      if (error instanceof StorageError && error.code === 'refused') return undefined;
      throw error;
    }
  }

  async objectsOf({ tenantId, shredId }: Matter): Promise<readonly ShreddedObject[]> {
    const found: ShreddedObject[] = [];
    for (const id of await this.#parts.rows.ofMatter(tenantId, shredId)) found.push(await this.objectOf(tenantId, id));
    return found;
  }

  async objectOf(tenantId: string, id: string): Promise<ShreddedObject> {
    const { store } = this.#parts;
    const path = pathOf(tenantId, id);
    const head = await store.head(path);
    if (!head) return { id, sha256: undefined, storedBytes: 0 };
    const hash = createHash('sha256');
    for (let at = 0; at < head.bytes; at += pieceBytes)
      hash.update((await store.range(path, at, Math.min(at + pieceBytes, head.bytes))) ?? Buffer.alloc(0));
    return { id, sha256: hash.digest('hex'), storedBytes: head.bytes };
  }

  async shred(matter: Matter): Promise<void> {
    const { keys, rows, objects } = this.#parts;
    // The key first: whatever happens afterwards, nothing of it opens any more.
    await keys.destroy(classOf(matter));
    for (const id of await rows.ofMatter(matter.tenantId, matter.shredId)) await objects.delete(matter.tenantId, id);
  }

  async shredClass(tenantId: string, retentionClass: RetentionClass): Promise<number> {
    const { keys, rows, objects } = this.#parts;
    const hasKey = (await keys.classes()).some((one) => one.tenantId === tenantId && one.retentionClass === retentionClass);
    if (hasKey) await keys.destroy({ tenantId, retentionClass });
    const ids = await rows.ofClass(tenantId, retentionClass);
    for (const id of ids) await objects.delete(tenantId, id);
    return ids.length;
  }

  async matters(tenantId: string): Promise<readonly string[]> {
    return this.#parts.keys.shredIds(tenantId);
  }
}

function classOf({ tenantId, shredId }: Matter): KeyClass {
  return { tenantId, retentionClass: 'support', shredId };
}

/** Never the id of an object: a value does not open as an object's key. */
function valueAt(place: string): string {
  return `value:${place}`;
}
