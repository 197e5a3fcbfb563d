import { createHmac } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A key under which an object is found before its tenant is known. */
export interface DirectoryKey {
  /** 'email', 'session', 'sip_user', …: keys of one kind are unique over all tenants. */
  readonly kind: string;
  /** The plain key; only its HMAC reaches the database. Normalise it (case, spaces) before. */
  readonly key: string;
}

export interface DirectoryHit {
  readonly tenantId: string;
  readonly id: string;
}

/** Exact lookups across tenants, and writing them inside a tenant's transaction. */
export interface Directory {
  lookup(kind: string, key: string): Promise<DirectoryHit | undefined>;
  /** Throws StorageError `conflict` when another object has the key; putting the same again is fine. */
  put(trx: Transaction<Schema>, entry: DirectoryKey & { readonly id: string }): Promise<void>;
  /** Says whether the tenant of the transaction had that key. */
  delete(trx: Transaction<Schema>, entry: DirectoryKey): Promise<boolean>;
}

/** Runs a function of this file and turns database errors into StorageErrors. */
export type Guarded = <T>(work: () => Promise<T>) => Promise<T>;

/** HMAC-SHA-256 of a kind and a key: without the secret, a copy of the table tells nothing about emails or tokens. */
export function hashKey(secret: Buffer, kind: string, key: string): Buffer {
  return createHmac('sha256', secret).update(kind, 'utf8').update('\0').update(key, 'utf8').digest();
}

export function createDirectory(kysely: Kysely<Schema>, secret: Buffer, guarded: Guarded): Directory {
  return {
    lookup: (kind, key) =>
      guarded(async () => {
        const hash = hashKey(secret, kind, key);
        const found = await sql<{ tenant_id: string; id: string }>`select tenant_id, id from directory_lookup(${kind}, ${hash})`.execute(
          kysely,
        );
        const row = found.rows[0];
        return row && { tenantId: row.tenant_id, id: row.id };
      }),
    put: (trx, { kind, key, id }) =>
      guarded(async () => {
        await sql`select directory_put(${kind}, ${hashKey(secret, kind, key)}, ${id})`.execute(trx);
      }),
    delete: (trx, { kind, key }) =>
      guarded(async () => {
        const done = await sql<{ found: boolean }>`select directory_delete(${kind}, ${hashKey(secret, kind, key)}) as found`.execute(trx);
        return done.rows[0]?.found ?? false;
      }),
  };
}
