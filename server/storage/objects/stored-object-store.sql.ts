import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import type { StoredObjectsTable } from '../schema.ts';
import type { StoredObject, StoredObjectStore } from './stored-object-store.ts';

/** The table `stored_objects`. */
export class SqlStoredObjectStore implements StoredObjectStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(...[tenantId, object]: Parameters<StoredObjectStore['add']>): Promise<void> {
    const { id, retentionClass, contentType, keyVersion, wrappedKey } = object;
    const row = { id, retention_class: retentionClass, content_type: contentType, key_version: keyVersion, wrapped_key: wrappedKey };
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

  async findOlder(...[tenantId, query]: Parameters<StoredObjectStore['findOlder']>): Promise<StoredObject[]> {
    const { after } = query;
    const rows = await this.#db.inTenant(tenantId, (trx) =>
      trx
        .selectFrom('stored_objects')
        .selectAll()
        .where('retention_class', '=', query.retentionClass)
        .where('key_version', '<', query.version)
        .$if(after !== undefined, (older) => older.where('id', '>', after ?? ''))
        .orderBy('id')
        .limit(query.limit)
        .execute(),
    );
    return rows.map(fromRow);
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
    keyVersion: row.key_version,
    wrappedKey: row.wrapped_key,
    state: row.state,
    bytes: row.bytes === null ? undefined : Number(row.bytes),
  };
}
