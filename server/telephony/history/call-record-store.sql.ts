import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database, Trx } from '../../storage/index.ts';
import { callOfRow, eventRow, offerRows, snapshotRow } from './call-record-rows.ts';
import type { CallRow } from './call-record-rows.ts';
import type { CallEvent, CallSnapshot } from './call-record.ts';
import type { CallRecordStore, HistoryFilter, StoredCall } from './call-record-store.ts';
import { notMissed, notMissedOffers } from './missed.ts';

const columns = sql.raw(`id, pbx_id, caller_user_id, caller_name, caller_number, callee_user_id, callee_name, callee_number, dialled,
  started_at, ringing_at, answered_at, ended_at, end_cause, ended_by, codec, quality, node_id, via_name, via_number`);

const offerColumns = sql.raw(`o.offered_at, o.outcome, o.because_kind, o.because_name, o.is_answered, o.seen_at`);

/** The same columns with their types, for jsonb_to_recordset: one parameter carries any number of rows. */
const typedColumns = sql.raw(`id uuid, pbx_id uuid, caller_user_id uuid, caller_name text, caller_number text, callee_user_id uuid,
  callee_name text, callee_number text, dialled text, started_at timestamptz, ringing_at timestamptz, answered_at timestamptz,
  ended_at timestamptz, end_cause text, ended_by text, codec text, quality jsonb, node_id text, via_name text, via_number text, plan_path jsonb`);
const typedOfferColumns = sql.raw(`call_id uuid, user_id uuid, call_started_at timestamptz, offered_at timestamptz, outcome text,
  because_kind text, because_name text, is_answered boolean`);

/** Call records in PostgreSQL. The statements are constant: the database plans them once, whatever their rows. */
export class SqlCallRecordStore implements CallRecordStore {
  readonly #db: Pick<Database, 'inTenant'>;

  constructor(db: Pick<Database, 'inTenant'>) {
    this.#db = db;
  }

  save(tenantId: string, snapshots: readonly CallSnapshot[], events: readonly CallEvent[]): Promise<void> {
    const rows = {
      records: JSON.stringify(snapshots.map(snapshotRow)),
      offers: JSON.stringify(snapshots.flatMap(offerRows)),
      events: JSON.stringify(events.map(eventRow)),
    };
    return this.#db.inTenant(tenantId, (trx) => save(trx, tenantId, rows));
  }

  list(tenantId: string, filter: HistoryFilter): Promise<readonly StoredCall[]> {
    const caller = sql`caller_name || ' ' || caller_number`;
    return this.#db.inTenant(tenantId, async (trx) => {
      // One index scan per side and one for what a plan offered; a call with oneself is among the caller's.
      const found = await sql<CallRow>`
        select * from (
          (${page(filter, sql`caller_user_id = ${filter.userId}`, sql`callee_name || ' ' || callee_number || ' ' || dialled`)})
          union all
          (${page(filter, sql`callee_user_id = ${filter.userId} and caller_user_id is distinct from ${filter.userId}`, caller)})
          union all
          (${offeredPage(filter, caller)})
        ) as calls order by started_at desc, id desc limit ${filter.limit}`.execute(trx);
      return found.rows.map((row) => callOfRow(tenantId, row));
    });
  }

  markSeen(tenantId: string, userId: string, atMs: number): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const at = new Date(atMs);
      const calls = await sql`update call_records set seen_by_callee_at = ${at} where ${isNewFor(userId)} and started_at <= ${at}`.execute(
        trx,
      );
      const offers = await sql`update call_offers o set seen_at = ${at} from call_records r
        where ${isNewOfferFor(userId)} and o.call_started_at <= ${at}`.execute(trx);
      return Number(calls.numAffectedRows ?? 0) + Number(offers.numAffectedRows ?? 0);
    });
  }

  countNew(tenantId: string, userId: string): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sql<{ count: number }>`select (
          (select count(*) from call_records where ${isNewFor(userId)})
          + (select count(*) from call_offers o, call_records r where ${isNewOfferFor(userId)})
        )::integer as count`.execute(trx);
      return found.rows[0]?.count ?? 0;
    });
  }

  path(tenantId: string, callId: string): Promise<unknown> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sql<{ plan_path: unknown }>`select plan_path from call_records where id = ${callId}::uuid`.execute(trx);
      return found.rows[0]?.plan_path ?? undefined;
    });
  }

  closeUnfinished(tenantId: string, nodeId: string): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const closed = await sql<{ id: string }>`
        with alive as (
          select r.tenant_id, r.id, coalesce(max(e.seq) + 1, 0) as next_seq,
            greatest(r.started_at, r.ringing_at, r.answered_at, max(e.at),
              to_timestamp((r.quality ->> 'sampledAtMs')::double precision / 1000)) as last_at
          from call_records r left join call_events e on e.tenant_id = r.tenant_id and e.call_id = r.id and e.at >= r.started_at
          where r.node_id = ${nodeId} and r.ended_at is null
          group by r.tenant_id, r.id
        ), closed as (
          update call_records r set ended_at = alive.last_at, end_cause = 'server-stopped', ended_by = 'server'
          from alive where r.tenant_id = alive.tenant_id and r.id = alive.id returning r.id
        )
        insert into call_events (tenant_id, call_id, seq, at, kind, data)
        select tenant_id, id, next_seq, last_at, 'ended', '{"cause":"server-stopped","by":"server"}'::jsonb from alive
        returning call_id as id`.execute(trx);
      return closed.rows.length;
    });
  }
}

interface Rows {
  readonly records: string;
  readonly offers: string;
  readonly events: string;
}

/** Records, offers and events in one statement: a call costs few round trips. All are JSON arrays of rows. */
async function save(trx: Trx, tenantId: string, rows: Rows): Promise<void> {
  // A person who was deleted during the call leaves a name without a link, not a call without a record.
  await sql`
    with records as (
      insert into call_records as old (tenant_id, ${columns}, plan_path)
      select ${tenantId}::uuid, r.id, pbx.id, caller.id, r.caller_name, r.caller_number, callee.id, r.callee_name, r.callee_number, r.dialled,
        r.started_at, r.ringing_at, r.answered_at, r.ended_at, r.end_cause, r.ended_by, r.codec, r.quality, r.node_id,
        r.via_name, r.via_number, r.plan_path
      from jsonb_to_recordset(${rows.records}::jsonb) as r (${typedColumns})
        left join pbxs pbx on pbx.tenant_id = ${tenantId}::uuid and pbx.id = r.pbx_id
        left join users caller on caller.tenant_id = ${tenantId}::uuid and caller.id = r.caller_user_id
        left join users callee on callee.tenant_id = ${tenantId}::uuid and callee.id = r.callee_user_id
      on conflict (tenant_id, id) do update set
        callee_user_id = excluded.callee_user_id, callee_name = excluded.callee_name, callee_number = excluded.callee_number,
        ringing_at = excluded.ringing_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
        end_cause = excluded.end_cause, ended_by = excluded.ended_by, codec = excluded.codec, quality = excluded.quality,
        via_name = excluded.via_name, via_number = excluded.via_number, plan_path = excluded.plan_path
      where old.ended_at is null
    ), offers as (
      insert into call_offers as old (tenant_id, call_id, user_id, call_started_at, offered_at, outcome, because_kind, because_name, is_answered)
      select ${tenantId}::uuid, o.call_id, u.id, o.call_started_at, o.offered_at, o.outcome, o.because_kind, o.because_name, o.is_answered
      from jsonb_to_recordset(${rows.offers}::jsonb) as o (${typedOfferColumns})
        join users u on u.tenant_id = ${tenantId}::uuid and u.id = o.user_id
      on conflict (tenant_id, call_id, user_id) do update set
        offered_at = excluded.offered_at, outcome = excluded.outcome, because_kind = excluded.because_kind,
        because_name = excluded.because_name, is_answered = excluded.is_answered
      where not exists (select from call_records r where r.tenant_id = old.tenant_id and r.id = old.call_id and r.ended_at is not null)
    )
    insert into call_events (tenant_id, call_id, seq, at, kind, data)
    select ${tenantId}::uuid, call_id, seq, at, kind, data
    from jsonb_to_recordset(${rows.events}::jsonb) as r (call_id uuid, seq integer, at timestamptz, kind text, data jsonb)
    on conflict do nothing`.execute(trx);
}

/** One side's part of a page, newest first. `other` is the text that the query searches. */
function page(filter: HistoryFilter, side: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<CallRow> {
  return sql<CallRow>`
    select ${columns}, seen_by_callee_at, ${offerColumns} from call_records r
      left join call_offers o on o.tenant_id = r.tenant_id and o.call_id = r.id and o.user_id = ${filter.userId}
    where ${side} ${narrowed(filter, sql`(started_at, id)`, other)} order by started_at desc, id desc limit ${filter.limit}`;
}

/** What a plan, a group or a queue offered, and somebody else or nobody took. */
function offeredPage(filter: HistoryFilter, other: RawBuilder<unknown>): RawBuilder<CallRow> {
  return sql<CallRow>`
    select ${columns}, null::timestamptz as seen_by_callee_at, ${offerColumns} from call_offers o
      join call_records r on r.tenant_id = o.tenant_id and r.id = o.call_id
    where o.user_id = ${filter.userId}
      and r.caller_user_id is distinct from ${filter.userId} and r.callee_user_id is distinct from ${filter.userId}
      ${narrowed(filter, sql`(o.call_started_at, o.call_id)`, other)}
    order by o.call_started_at desc, o.call_id desc limit ${filter.limit}`;
}

function narrowed(filter: HistoryFilter, position: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<unknown> {
  const { before, query } = filter;
  const older = before ? sql`and ${position} < (${new Date(before.startedAtMs)}, ${before.id}::uuid)` : sql``;
  return query === '' ? older : sql`${older} and position(lower(${query}) in lower(${other})) > 0`;
}

/** Missed, and not seen yet: the SQL of `isMissedByCallee`. */
function isNewFor(userId: string): RawBuilder<unknown> {
  return sql`callee_user_id = ${userId} and caller_user_id is distinct from ${userId} and seen_by_callee_at is null
    and ended_at is not null and answered_at is null and end_cause <> all (${[...notMissed]}::text[])`;
}

/** The same for an offer: the SQL of `isMissedOffer`. An offer to the callee or the caller counts with the call. */
function isNewOfferFor(userId: string): RawBuilder<unknown> {
  return sql`r.tenant_id = o.tenant_id and r.id = o.call_id and o.user_id = ${userId} and o.seen_at is null and not o.is_answered
    and o.outcome <> all (${[...notMissedOffers]}::text[]) and r.ended_at is not null
    and r.caller_user_id is distinct from ${userId} and r.callee_user_id is distinct from ${userId}`;
}
