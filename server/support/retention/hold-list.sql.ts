import { sql, type Expression, type SqlBool } from 'kysely';
import type { HeldSession, HoldQuery } from '../../../protocol/support/retention.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import type { Database, Trx } from '../../storage/index.ts';
import { holdOf } from './hold-store.sql.ts';
import type { StoredHold } from './hold-store.ts';

/** A held session and why. */
export interface Held extends Pick<HeldSession, 'sessionId' | 'kind' | 'ownerName' | 'endedAt'> {
  readonly hold: StoredHold;
}

const orders: Readonly<Record<HoldQuery['sort'], Expression<unknown>>> = {
  at: sql`h.held_at`,
  by: sql`h.held_by_name collate "de-x-icu"`,
  ownerName: sql`s.owner_name collate "de-x-icu"`,
  kind: sql`s.kind`,
};

/** All that a tenant keeps from being deleted. */
export class SqlHoldList {
  readonly #db: Pick<Database, 'inTenant'>;

  constructor(db: Pick<Database, 'inTenant'>) {
    this.#db = db;
  }

  list(tenantId: string, { query, sort, direction, page, pageSize }: HoldQuery): Promise<Page<Held>> {
    const way = direction === 'ascending' ? sql`asc` : sql`desc`;
    return this.#db.inTenant(tenantId, async (trx) => {
      const held = heldSessions(trx, tenantId, query);
      const { total } = await held.select((select) => select.fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
      const rows = await held
        .selectAll('h')
        .select(['s.kind', 's.owner_name', 's.ended_at'])
        .orderBy(sql`${orders[sort]} ${way}`)
        .orderBy('h.session_id', 'desc')
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .execute();
      const items = rows.map((row) => ({
        sessionId: row.session_id,
        kind: row.kind,
        ownerName: row.owner_name,
        endedAt: row.ended_at?.toISOString() ?? null,
        hold: holdOf(row),
      }));
      return { items, total: Number(total) };
    });
  }
}

function heldSessions(trx: Trx, tenantId: string, query: string) {
  return trx
    .selectFrom('support_holds as h')
    .innerJoin('support_sessions as s', (join) => join.onRef('s.tenant_id', '=', 'h.tenant_id').onRef('s.id', '=', 'h.session_id'))
    .where('h.tenant_id', '=', tenantId)
    .where(says(query.toLowerCase()));
}

function says(part: string): Expression<SqlBool> {
  if (part === '') return sql<SqlBool>`true`;
  return sql<SqlBool>`(position(${part} in lower(h.reason)) > 0 or position(${part} in lower(h.held_by_name)) > 0
    or position(${part} in lower(s.owner_name)) > 0)`;
}
