import { sql } from 'kysely';
import { cannedReplySchema, type CannedReplies } from '../../../protocol/support/session.ts';
import type { Audit, Database } from '../../storage/index.ts';
import type { ReplyStore } from './reply-store.ts';

const itemsSchema = cannedReplySchema.array();

/** Ready answers in PostgreSQL. */
export class SqlReplyStore implements ReplyStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  async get(tenantId: string): Promise<CannedReplies> {
    const row = await this.#db.inTenant(tenantId, (trx) =>
      trx.selectFrom('support_replies').select(['items', 'version']).where('tenant_id', '=', tenantId).executeTakeFirst(),
    );
    return row ? { items: itemsSchema.parse(row.items), version: row.version } : { items: [], version: 0 };
  }

  put(...[tenantId, { items, version }, by]: Parameters<ReplyStore['put']>): Promise<CannedReplies | undefined> {
    const text = JSON.stringify(items);
    return this.#db.inTenant(tenantId, async (trx) => {
      const changed =
        version === 0
          ? await trx
              .insertInto('support_replies')
              .values({ tenant_id: tenantId, items: text })
              .onConflict((conflict) => conflict.column('tenant_id').doNothing())
              .returning('version')
              .executeTakeFirst()
          : await trx
              .updateTable('support_replies')
              .set({ items: text, version: sql<number>`version + 1` })
              .where('tenant_id', '=', tenantId)
              .where('version', '=', version)
              .returning('version')
              .executeTakeFirst();
      if (!changed) return undefined;
      await this.#audit.append(tenantId, trx, {
        actorUserId: by.userId,
        address: by.address,
        action: 'support.replies-changed',
        subjectKind: 'support-replies',
        after: { count: items.length },
      });
      return { items: [...items], version: changed.version };
    });
  }
}
