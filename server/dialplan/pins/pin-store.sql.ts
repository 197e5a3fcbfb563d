import { sql } from 'kysely';
import type { Trx } from '../../storage/index.ts';
import type { HostStore, PinStore, StoredPin } from './pin-store.ts';

/** PINs in PostgreSQL; one instance per transaction. */
export class SqlPinStore implements PinStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async list(): Promise<readonly StoredPin[]> {
    return this.#all()
      .orderBy(sql`name collate "de-x-icu"`)
      .orderBy('id')
      .execute();
  }

  async byId(id: string): Promise<StoredPin | undefined> {
    // Compared as text: what cannot be an id names nothing.
    return this.#all()
      .where(sql<boolean>`id::text = ${id.toLowerCase()}`)
      .executeTakeFirst();
  }

  async insert({ id, name, hash }: Omit<StoredPin, 'version'>): Promise<void> {
    await this.#trx.insertInto('plan_pins').values({ tenant_id: this.#tenantId, id, name, hash }).execute();
  }

  async update(id: string, version: number, { name, hash }: { readonly name: string; readonly hash: string }): Promise<boolean> {
    const done = await this.#trx
      .updateTable('plan_pins')
      .set({ name, hash, version: sql`version + 1`, updated_at: sql`now()` })
      .where('tenant_id', '=', this.#tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  async delete(id: string): Promise<void> {
    await this.#trx.deleteFrom('plan_pins').where('tenant_id', '=', this.#tenantId).where('id', '=', id).execute();
  }

  #all() {
    return this.#trx.selectFrom('plan_pins').select(['id', 'name', 'hash', 'version']).where('tenant_id', '=', this.#tenantId);
  }
}

/** Allowed hosts in PostgreSQL; one instance per transaction. */
export class SqlHostStore implements HostStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async list(): Promise<readonly string[]> {
    const rows = await this.#trx
      .selectFrom('plan_http_hosts')
      .select('host')
      .where('tenant_id', '=', this.#tenantId)
      .orderBy('host')
      .execute();
    return rows.map((row) => row.host);
  }

  async replace(hosts: readonly string[]): Promise<void> {
    await this.#trx.deleteFrom('plan_http_hosts').where('tenant_id', '=', this.#tenantId).execute();
    if (hosts.length > 0)
      await this.#trx
        .insertInto('plan_http_hosts')
        .values(hosts.map((host) => ({ tenant_id: this.#tenantId, host })))
        .execute();
  }
}
