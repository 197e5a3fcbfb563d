import type { RetentionClass } from './sealed-objects.ts';

/**
 * `open` from the first moment on; `whole` or `cut` when its writer said so. A server that was killed leaves `open` behind: then the
 * chunks tell.
 */
export type StoredObjectState = 'open' | 'whole' | 'cut';

/** An object's key: closed by a version of its class key, or sealed (HPKE) to a version of a key that the server does not have. */
export type StoredKey =
  | { readonly kind: 'wrapped'; readonly version: number; readonly wrapped: Buffer }
  | { readonly kind: 'sealed'; readonly version: number; readonly sealed: Buffer };

/** What the database knows of an object. */
export interface StoredObject {
  readonly id: string;
  readonly retentionClass: RetentionClass;
  readonly contentType: string;
  /** The matter whose shred key closes its key, instead of the class key. */
  readonly shredId: string | undefined;
  readonly key: StoredKey;
  readonly state: StoredObjectState;
  /** Of plain content; known when the writer ended. */
  readonly bytes: number | undefined;
}

/** An object whose key a class key closes. */
export interface WrappedRow {
  readonly id: string;
  readonly version: number;
  readonly wrapped: Buffer;
}

/** A key that is to take another's place, if that is still there. */
export interface Rekeyed {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly wrappedKey: Buffer;
}

export interface StoredObjectStore {
  add(tenantId: string, object: Omit<StoredObject, 'state' | 'bytes'>): Promise<void>;
  find(tenantId: string, id: string): Promise<StoredObject | undefined>;
  /** Says how an object ended. Does nothing when it is gone. */
  settle(tenantId: string, id: string, end: { readonly state: 'whole' | 'cut'; readonly bytes: number }): Promise<void>;
  remove(tenantId: string, id: string): Promise<void>;
  /** At most `limit` objects of a class whose key is closed by a version before `version`, by id; those after `after`, when it is given; none whose key is sealed or a shred key's. */
  findOlder(
    tenantId: string,
    query: {
      readonly retentionClass: RetentionClass;
      readonly version: number;
      readonly after?: string | undefined;
      readonly limit: number;
    },
  ): Promise<WrappedRow[]>;
  /** Ids of what belongs to a matter. */
  ofMatter(tenantId: string, shredId: string): Promise<readonly string[]>;
  /** Ids of what a class has, without what belongs to a matter. */
  ofClass(tenantId: string, retentionClass: RetentionClass): Promise<readonly string[]>;
  /** Puts new wrapped keys into place, all in one transaction. */
  rekey(tenantId: string, keys: readonly Rekeyed[]): Promise<void>;
}
