import { sql, type Selectable } from 'kysely';
import { languageSchema } from '../../../protocol/identity/session.ts';
import type { PbxsTable } from '../../storage/schema.ts';
import type { Trx } from '../../storage/index.ts';
import type { Pbx } from '../entities.ts';
import { conflicts } from '../store-conflicts.sql.ts';
import type { PbxStore } from './pbx-store.ts';

const taken = conflicts({ pbxs_tenant_id_slug_key: 'slug' });

function pbxOf(row: Selectable<PbxsTable>): Pbx {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    language: languageSchema.parse(row.language),
    country: row.country,
    timeZone: row.time_zone,
    digestPolicy: row.digest_policy,
    version: row.version,
  };
}

/** PBXs in PostgreSQL; one instance per transaction. */
export class SqlPbxStore implements PbxStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async insert(pbx: Omit<Pbx, 'version'>): Promise<void> {
    await taken(() =>
      this.#trx
        .insertInto('pbxs')
        .values({ tenant_id: this.#tenantId, id: pbx.id, ...columnsOf(pbx) })
        .execute(),
    );
  }

  async list(): Promise<readonly Pbx[]> {
    return (await this.#all().orderBy('id').execute()).map(pbxOf);
  }

  async byId(id: string): Promise<Pbx | undefined> {
    const row = await this.#all().where('id', '=', id).executeTakeFirst();
    return row && pbxOf(row);
  }

  async update(id: string, version: number, change: Partial<Omit<Pbx, 'id' | 'version'>>): Promise<boolean> {
    const before = await this.byId(id);
    if (!before) return false;
    const done = await taken(() =>
      this.#trx
        .updateTable('pbxs')
        .set({ ...columnsOf({ ...before, ...change }), version: sql`version + 1` })
        .where('tenant_id', '=', this.#tenantId)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    return done.numUpdatedRows === 1n;
  }

  #all() {
    return this.#trx.selectFrom('pbxs').selectAll().where('tenant_id', '=', this.#tenantId);
  }
}

function columnsOf(pbx: Omit<Pbx, 'id' | 'version'>) {
  return {
    slug: pbx.slug,
    name: pbx.name,
    language: pbx.language,
    country: pbx.country,
    time_zone: pbx.timeZone,
    digest_policy: pbx.digestPolicy,
  };
}
