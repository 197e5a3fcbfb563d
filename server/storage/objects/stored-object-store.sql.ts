import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import { StorageError } from '../errors.ts';
import type { StoredObjectsTable } from '../schema.ts';
import type { RetentionClass } from './sealed-objects.ts';
import type { StoredKey, StoredObject, StoredObjectStore, WrappedRow } from './stored-object-store.ts';

/** The table `stored_objects`. */
export class SqlStoredObjectStore implements StoredObjectStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(...[tenantId, object]: Parameters<StoredObjectStore['add']>): Promise<void> {
    const { id, retentionClass, contentType, shredId, key } = object;
    const row = { id, retention_class: retentionClass, content_type: contentType, shred_id: shredId ?? null, ...columnsOf(key) };
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .insertInto('stored_objects')
        .values({ tenant_id: tenantId, ...row })
        .execute(),
    );
  }

  async find(tenantId: string, id: string): Promise<StoredObject | undefined> {
    const row = await this.#db.inTenant(tenantId, (trx) =>
      trx.selectFrom('stored_objects').selectAll().where('id', '=', id).executeTakeFirst(),
    );
    return row && fromRow(row);
  }

  async settle(...[tenantId, id, { state, bytes }]: Parameters<StoredObjectStore['settle']>): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .updateTable('stored_objects')
        .set({ state, bytes: String(bytes) })
        .where('id', '=', id)
        .execute(),
    );
  }

  async remove(tenantId: string, id: string): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => trx.deleteFrom('stored_objects').where('id', '=', id).execute());
  }

  async findOlder(...[tenantId, query]: Parameters<StoredObjectStore['findOlder']>): Promise<WrappedRow[]> {
    const { after } = query;
    const rows = await this.#db.inTenant(tenantId, (trx) =>
      trx
        .selectFrom('stored_objects')
        .select(['id', 'key_version', 'wrapped_key'])
        .where('retention_class', '=', query.retentionClass)
        .where('key_version', '<', query.version)
        .where('shred_id', 'is', null)
        .$if(after !== undefined, (older) => older.where('id', '>', after ?? ''))
        .orderBy('id')
        .limit(query.limit)
        .execute(),
    );
    return rows.flatMap(({ id, key_version: version, wrapped_key: wrapped }) =>
      version === null || wrapped === null ? [] : [{ id, version, wrapped }],
    );
  }

  async ofMatter(tenantId: string, shredId: string): Promise<readonly string[]> {
    const rows = await this.#db.inTenant(tenantId, (trx) =>
      trx.selectFrom('stored_objects').select('id').where('shred_id', '=', shredId).orderBy('id').execute(),
    );
    return rows.map(({ id }) => id);
  }

  async ofClass(tenantId: string, retentionClass: RetentionClass): Promise<readonly string[]> {
    const rows = await this.#db.inTenant(tenantId, (trx) =>
      trx
        .selectFrom('stored_objects')
        .select('id')
        .where('retention_class', '=', retentionClass)
        .where('shred_id', 'is', null)
        .orderBy('id')
        .execute(),
    );
    return rows.map(({ id }) => id);
  }

  async rekey(...[tenantId, keys]: Parameters<StoredObjectStore['rekey']>): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      for (const { id, from, to, wrappedKey } of keys)
        await trx
          .updateTable('stored_objects')
          .set({ key_version: to, wrapped_key: wrappedKey })
          .where('id', '=', id)
          .where('key_version', '=', from)
          .execute();
    });
  }
}

function fromRow(row: Selectable<StoredObjectsTable>): StoredObject {
  return {
    id: row.id,
    retentionClass: row.retention_class,
    contentType: row.content_type,
    shredId: row.shred_id ?? undefined,
    key: keyOf(row),
    state: row.state,
    bytes: row.bytes === null ? undefined : Number(row.bytes),
  };
}

type KeyColumns = Pick<Selectable<StoredObjectsTable>, 'key_version' | 'wrapped_key' | 'sealed_to' | 'sealed_key'>;

function columnsOf(key: StoredKey): Partial<KeyColumns> {
  return key.kind === 'wrapped'
    ? { key_version: key.version, wrapped_key: key.wrapped }
    : { sealed_to: key.version, sealed_key: key.sealed };
}

function keyOf(row: KeyColumns): StoredKey {
  if (row.key_version !== null && row.wrapped_key !== null) return { kind: 'wrapped', version: row.key_version, wrapped: row.wrapped_key };
  if (row.sealed_to !== null && row.sealed_key !== null) return { kind: 'sealed', version: row.sealed_to, sealed: row.sealed_key };
  throw new StorageError('internal', 'stored content has no key');
}
