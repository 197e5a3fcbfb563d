import { sql, type Expression, type SqlBool } from 'kysely';
import type { SessionQuery } from '../../../protocol/support/session.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import type { Trx } from '../../storage/index.ts';
import { isOfPerson, sessionOf, sessionRows } from './session-rows.sql.ts';
import type { SessionFilter, SupportSession } from './session-store.ts';
import type { SessionWords } from './session-words.ts';

const seconds = sql<number>`extract(epoch from coalesce(s.ended_at, now()) - s.started_at)`;
/** Names of customers lie closed: what is searched or sorted by them is opened first, the newest of that many. */
const mostOpened = 10_000;

const orders: Readonly<Record<Exclude<SessionQuery['sort'], 'customerName'>, Expression<unknown>>> = {
  createdAt: sql`s.created_at`,
  startedAt: sql`s.started_at`,
  seconds,
  ownerName: sql`s.owner_name collate "de-x-icu"`,
  rating: sql`s.rating`,
};

export function listSessions(trx: Trx, tenantId: string, filter: SessionFilter, words: SessionWords): Promise<Page<SupportSession>> {
  const listing: Listing = { trx, tenantId, filter, words };
  return filter.query === '' && filter.sort !== 'customerName' ? pageFromDatabase(listing) : pageByNames(listing);
}

interface Listing {
  readonly trx: Trx;
  readonly tenantId: string;
  readonly filter: SessionFilter;
  readonly words: SessionWords;
}

async function pageFromDatabase({ trx, tenantId, filter, words }: Listing): Promise<Page<SupportSession>> {
  const counted = await trx
    .selectFrom('support_sessions as s')
    .where('s.tenant_id', '=', tenantId)
    .where(isAsked(filter))
    .select(sql<string>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  const rows = await ordered({ trx, tenantId, filter, words })
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { items: await Promise.all(rows.map((row) => sessionOf(row, tenantId, words))), total: Number(counted.total) };
}

async function pageByNames(listing: Listing): Promise<Page<SupportSession>> {
  const { tenantId, filter, words } = listing;
  const rows = await ordered(listing).limit(mostOpened).execute();
  const opened = await Promise.all(rows.map((row) => sessionOf(row, tenantId, words)));
  const query = filter.query.toLocaleLowerCase('de');
  const found = opened.filter(({ ownerName, customerName, people }) =>
    [ownerName, customerName, ...people].some((name) => name.toLocaleLowerCase('de').includes(query)),
  );
  const sorted = filter.sort === 'customerName' ? byCustomer(found, filter.direction) : found;
  const from = (filter.page - 1) * filter.pageSize;
  return { items: sorted.slice(from, from + filter.pageSize), total: found.length };
}

function byCustomer(sessions: readonly SupportSession[], direction: SessionFilter['direction']): readonly SupportSession[] {
  const { compare } = new Intl.Collator('de');
  const sign = direction === 'ascending' ? 1 : -1;
  return sessions.toSorted((one, other) => sign * compare(one.customerName, other.customerName));
}

function isAsked({ of, withWaiting = false, state }: SessionFilter): Expression<SqlBool> {
  const theirs = (person: string): Expression<SqlBool> =>
    withWaiting ? sql<SqlBool>`(${isOfPerson(person)} or s.state = 'waiting')` : isOfPerson(person);
  const conditions = [...(of === undefined ? [] : [theirs(of)]), ...(state === undefined ? [] : [sql<SqlBool>`s.state = ${state}`])];
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

function ordered({ trx, tenantId, filter }: Listing) {
  const { sort, direction } = filter;
  const way = direction === 'ascending' && sort !== 'customerName' ? sql`asc` : sql`desc`;
  // Those without a value come last, whichever way the others run.
  return sessionRows(trx, tenantId)
    .where(isAsked(filter))
    .orderBy(sql`${sort === 'customerName' ? orders.createdAt : orders[sort]} ${way} nulls last`)
    .orderBy('s.id', 'desc');
}
