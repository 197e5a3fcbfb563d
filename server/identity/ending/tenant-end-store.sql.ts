import type { Trx } from '../../storage/index.ts';
import { beginDeletion } from './begin-deletion.sql.ts';
import type { TenantEndStore } from './tenant-end-store.ts';

/** A tenant's end in PostgreSQL. */
export class SqlTenantEndStore implements TenantEndStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async end(at: Date): Promise<boolean> {
    const ended = await this.#trx
      .updateTable('tenants')
      .set({ ended_at: at })
      .where('id', '=', this.#tenantId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return ended.numUpdatedRows === 1n;
  }

  async takeBack(): Promise<'done' | 'final' | 'not-ended'> {
    const row = await this.#trx
      .selectFrom('tenants')
      .select(['ended_at', 'deletion_begun_at'])
      .where('id', '=', this.#tenantId)
      .forUpdate()
      .executeTakeFirst();
    if (!row?.ended_at) return 'not-ended';
    if (row.deletion_begun_at) return 'final';
    await this.#trx.updateTable('tenants').set({ ended_at: null }).where('id', '=', this.#tenantId).execute();
    return 'done';
  }

  beginDeletion(at: Date, endedBefore: Date): ReturnType<TenantEndStore['beginDeletion']> {
    return beginDeletion(this.#trx, this.#tenantId, { at, endedBefore });
  }
}
