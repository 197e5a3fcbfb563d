import type { SupportRetention } from '../../../protocol/support/retention.ts';
import type { Audit, Database } from '../../storage/index.ts';
import type { Doer } from '../sessions/session-store.ts';

/** A tenant's time for screen sessions. */
export class SqlRetentionSettings {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  /** Version 0 when nobody has set it. */
  async get(tenantId: string): Promise<SupportRetention> {
    const row = await this.#db.inTenant(tenantId, (trx) =>
      trx.selectFrom('support_retention').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst(),
    );
    return row ? { screenDays: row.screen_days, version: row.version } : { screenDays: null, version: 0 };
  }

  /** Says no when it was changed since `version`. */
  put(tenantId: string, { screenDays, version }: SupportRetention, by: Doer): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await trx.selectFrom('support_retention').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst();
      const changed =
        version === 0
          ? await trx
              .insertInto('support_retention')
              .values({ tenant_id: tenantId, screen_days: screenDays })
              .onConflict((conflict) => conflict.column('tenant_id').doNothing())
              .executeTakeFirst()
          : await trx
              .updateTable('support_retention')
              .set({ screen_days: screenDays, version: version + 1 })
              .where('tenant_id', '=', tenantId)
              .where('version', '=', version)
              .executeTakeFirst();
      const count = 'numUpdatedRows' in changed ? changed.numUpdatedRows : changed.numInsertedOrUpdatedRows;
      if (!count) return false;
      await this.#audit.append(tenantId, trx, {
        actorUserId: by.userId,
        address: by.address,
        action: 'support.retention-set',
        subjectKind: 'tenant',
        subjectId: tenantId,
        before: { screenDays: before?.screen_days ?? null },
        after: { screenDays },
      });
      return true;
    });
  }
}
