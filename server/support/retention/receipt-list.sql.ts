import { sql, type Expression, type SqlBool } from 'kysely';
import type { DeletionReceipt, ReceiptQuery } from '../../../protocol/support/retention.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import type { Database } from '../../storage/index.ts';
import { receiptFromRow, receiptRows } from './receipt-rows.sql.ts';
import { receiptOf } from './receipt.ts';

const orders: Readonly<Record<ReceiptQuery['sort'], Expression<unknown>>> = {
  begunAt: sql`begun_at`,
  sessionEndedAt: sql`session_ended_at`,
  kind: sql`kind`,
  rule: sql`rule`,
  files: sql`(counts ->> 'files')::int`,
};

/** A tenant's receipts as somebody looks for them. They hold no names: what is searched are ids and hashes. */
export class SqlReceiptList {
  readonly #db: Pick<Database, 'inTenant'>;

  constructor(db: Pick<Database, 'inTenant'>) {
    this.#db = db;
  }

  list(tenantId: string, { query, sort, direction, page, pageSize }: ReceiptQuery): Promise<Page<DeletionReceipt>> {
    const wanted = isAbout(query.toLowerCase());
    const way = direction === 'ascending' ? sql`asc` : sql`desc`;
    return this.#db.inTenant(tenantId, async (trx) => {
      const { total } = await trx
        .selectFrom('support_deletion_receipts')
        .where('tenant_id', '=', tenantId)
        .where(wanted)
        .select((select) => select.fn.countAll<string>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await receiptRows(trx, tenantId)
        .where(wanted)
        .orderBy(sql`${orders[sort]} ${way}`)
        .orderBy('begun_at', 'desc')
        .orderBy('id', 'desc')
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .execute();
      return { items: rows.map((row) => receiptOf(receiptFromRow(row))), total: Number(total) };
    });
  }
}

function isAbout(part: string): Expression<SqlBool> {
  if (part === '') return sql<SqlBool>`true`;
  return sql<SqlBool>`(position(${part} in id::text) > 0 or position(${part} in session_id::text) > 0
    or position(${part} in encode(sha256, 'hex')) > 0)`;
}
