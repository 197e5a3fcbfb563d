import { sql, type Expression, type SqlBool } from 'kysely';
import type { SessionQuery } from '../../../protocol/support/session.ts';
import type { Trx } from '../../storage/index.ts';
import type { SessionFilter, SupportSession } from './session-store.ts';

const seconds = sql<number>`extract(epoch from coalesce(s.ended_at, now()) - s.started_at)`;
const people = sql<string[]>`array(select seat.name from support_seats seat
  where seat.tenant_id = s.tenant_id and seat.session_id = s.id group by seat.name order by min(seat.created_at), min(seat.id::text))`;

export function sessionRows(trx: Trx, tenantId: string) {
  return trx
    .selectFrom('support_sessions as s')
    .where('s.tenant_id', '=', tenantId)
    .select([
      's.id',
      's.kind',
      's.state',
      's.owner_id',
      's.owner_name',
      's.customer_name',
      's.created_at',
      's.started_at',
      's.ended_at',
      's.end_reason',
      's.capabilities',
      's.outcome',
      's.rating',
      's.version',
      people.as('people'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof sessionRows>['executeTakeFirstOrThrow']>>;

export function sessionOf(row: Row): SupportSession {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    customerName: row.customer_name,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endReason: row.end_reason ?? undefined,
    capabilities: row.capabilities,
    outcome: row.outcome ?? undefined,
    rating: row.rating ?? undefined,
    people: row.people,
    version: row.version,
  };
}

export async function readSession(trx: Trx, tenantId: string, id: string): Promise<SupportSession | undefined> {
  const row = await sessionRows(trx, tenantId).where('s.id', '=', id).executeTakeFirst();
  return row && sessionOf(row);
}

/** Whose sessions: owned, or with a seat of theirs. */
export function isOfPerson(userId: string): Expression<SqlBool> {
  return sql<SqlBool>`(s.owner_id = ${userId} or exists (select from support_seats seat
    where seat.tenant_id = s.tenant_id and seat.session_id = s.id and seat.user_id = ${userId}))`;
}

function matches(query: string): Expression<SqlBool> {
  const pattern = `%${query.replaceAll(/[\\%_]/gu, (letter) => `\\${letter}`)}%`;
  return sql<SqlBool>`(s.owner_name ilike ${pattern} or s.customer_name ilike ${pattern} or exists (select from support_seats seat
    where seat.tenant_id = s.tenant_id and seat.session_id = s.id and seat.name ilike ${pattern}))`;
}

const orders: Readonly<Record<SessionQuery['sort'], Expression<unknown>>> = {
  createdAt: sql`s.created_at`,
  startedAt: sql`s.started_at`,
  seconds,
  ownerName: sql`s.owner_name collate "de-x-icu"`,
  customerName: sql`s.customer_name collate "de-x-icu"`,
  rating: sql`s.rating`,
};

export async function listSessions(trx: Trx, tenantId: string, filter: SessionFilter) {
  const conditions = [
    ...(filter.of === undefined ? [] : [isOfPerson(filter.of)]),
    ...(filter.query === '' ? [] : [matches(filter.query)]),
    ...(filter.state === undefined ? [] : [sql<SqlBool>`s.state = ${filter.state}`]),
  ];
  const where = conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
  const counted = await trx
    .selectFrom('support_sessions as s')
    .where('s.tenant_id', '=', tenantId)
    .where(where)
    .select(sql<string>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  const direction = filter.direction === 'ascending' ? sql`asc` : sql`desc`;
  const rows = await sessionRows(trx, tenantId)
    .where(where)
    // Those without a value come last, whichever way the others run.
    .orderBy(sql`${orders[filter.sort]} ${direction} nulls last`)
    .orderBy('s.id', 'desc')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { items: rows.map(sessionOf), total: Number(counted.total) };
}
