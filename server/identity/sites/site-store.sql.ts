import { sql, type Selectable } from 'kysely';
import type { SitesTable } from '../../storage/schema.ts';
import type { Trx } from '../../storage/index.ts';
import type { Site } from '../entities.ts';
import type { SiteStore } from './site-store.ts';

function siteOf(row: Selectable<SitesTable>): Site {
  return {
    id: row.id,
    name: row.name,
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
    country: row.country,
    areaCode: row.area_code,
    trunkPrefix: row.trunk_prefix,
    isDefault: row.is_default,
    networks: row.networks,
    version: row.version,
  };
}

/** Sites in PostgreSQL; one instance per transaction. */
export class SqlSiteStore implements SiteStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async insert(site: Omit<Site, 'version'>): Promise<void> {
    await this.#trx
      .insertInto('sites')
      .values({ tenant_id: this.#tenantId, id: site.id, ...columnsOf(site) })
      .execute();
  }

  async list(): Promise<readonly Site[]> {
    return (
      await this.#all()
        .orderBy(sql`name collate "de-x-icu"`)
        .orderBy('id')
        .execute()
    ).map(siteOf);
  }

  async byId(id: string): Promise<Site | undefined> {
    const row = await this.#all().where('id', '=', id).executeTakeFirst();
    return row && siteOf(row);
  }

  async update(id: string, version: number, change: Partial<Omit<Site, 'id' | 'version'>>): Promise<boolean> {
    const before = await this.byId(id);
    if (!before) return false;
    const done = await this.#trx
      .updateTable('sites')
      .set({ ...columnsOf({ ...before, ...change }), version: sql`version + 1` })
      .where('tenant_id', '=', this.#tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  async clearDefault(): Promise<void> {
    await this.#trx
      .updateTable('sites')
      .set({ is_default: false, version: sql`version + 1` })
      .where('tenant_id', '=', this.#tenantId)
      .where('is_default', '=', true)
      .execute();
  }

  #all() {
    return this.#trx.selectFrom('sites').selectAll().where('tenant_id', '=', this.#tenantId);
  }
}

function columnsOf(site: Omit<Site, 'id' | 'version'>) {
  return {
    name: site.name,
    street: site.street,
    postal_code: site.postalCode,
    city: site.city,
    country: site.country,
    area_code: site.areaCode,
    trunk_prefix: site.trunkPrefix,
    is_default: site.isDefault,
    networks: [...site.networks],
  };
}
