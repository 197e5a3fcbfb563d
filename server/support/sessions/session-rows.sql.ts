import { sql, type Expression, type SqlBool } from 'kysely';
import type { Trx } from '../../storage/index.ts';
import type { SupportSession } from './session-store.ts';
import type { SessionWords } from './session-words.ts';

/** Seats, first to last; `sealed` is hexadecimal. */
const seats = sql<readonly { readonly id: string; readonly name: string; readonly sealed: string | null }[]>`(
  select coalesce(json_agg(json_build_object('id', seat.id, 'name', seat.name, 'sealed', encode(seat.sealed_name, 'hex'))
    order by seat.created_at, seat.id), '[]')
  from support_seats seat where seat.tenant_id = s.tenant_id and seat.session_id = s.id)`;

const isHeld = sql<boolean>`exists (select from support_holds hold where hold.tenant_id = s.tenant_id and hold.session_id = s.id)`;
const screenDays = sql<number | null>`(select screen_days from support_retention kept where kept.tenant_id = s.tenant_id)`;
const tenantEndedAt = sql<Date | null>`(select ended_at from tenants where tenants.id = s.tenant_id)`;

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
      's.sealed_customer_name',
      's.version',
      's.vanishing_at',
      's.vanished_at',
      seats.as('seats'),
      isHeld.as('is_held'),
      screenDays.as('screen_days'),
      tenantEndedAt.as('tenant_ended_at'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof sessionRows>['executeTakeFirstOrThrow']>>;

/** Opens what a session's key closes; what it does not open any more is gone. */
export async function sessionOf(row: Row, tenantId: string, words: SessionWords): Promise<SupportSession> {
  const matter = { tenantId, shredId: row.id };
  const people: string[] = [];
  for (const { id, name, sealed } of row.seats)
    people.push(await words.openSeat(matter, id, { clear: name, sealed: sealed === null ? null : Buffer.from(sealed, 'hex') }));
  const customerName = await words.openCustomer(matter, { clear: row.customer_name, sealed: row.sealed_customer_name });
  return factsOf(row, { people: [...new Set(people)], customerName });
}

function factsOf(row: Row, words: Pick<SupportSession, 'people' | 'customerName'>): SupportSession {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    ...words,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endReason: row.end_reason ?? undefined,
    capabilities: row.capabilities,
    outcome: row.outcome ?? undefined,
    rating: row.rating ?? undefined,
    keeping: {
      isHeld: row.is_held,
      screenDays: row.screen_days ?? undefined,
      tenantEndedAt: row.tenant_ended_at ?? undefined,
      vanishingAt: row.vanishing_at ?? undefined,
      vanishedAt: row.vanished_at ?? undefined,
    },
    version: row.version,
  };
}

export interface SessionPlace {
  readonly tenantId: string;
  readonly id: string;
}

export async function readSession(trx: Trx, { tenantId, id }: SessionPlace, words: SessionWords): Promise<SupportSession | undefined> {
  const row = await sessionRows(trx, tenantId).where('s.id', '=', id).executeTakeFirst();
  return row && sessionOf(row, tenantId, words);
}

/** Whose sessions: owned, or with a seat of theirs. */
export function isOfPerson(userId: string): Expression<SqlBool> {
  return sql<SqlBool>`(s.owner_id = ${userId} or exists (select from support_seats seat
    where seat.tenant_id = s.tenant_id and seat.session_id = s.id and seat.user_id = ${userId}))`;
}
