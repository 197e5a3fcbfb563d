import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database, Trx } from '../../storage/index.ts';
import { callOfRow, eventRow, snapshotRow } from './call-record-rows.ts';
import type { CallRow } from './call-record-rows.ts';
import type { CallEvent, CallSnapshot } from './call-record.ts';
import type { CallRecordStore, HistoryFilter, StoredCall } from './call-record-store.ts';
import { notMissed } from './missed.ts';

const columns = sql.raw(`id, pbx_id, caller_user_id, caller_name, caller_number, callee_user_id, callee_name, callee_number, dialled,
  started_at, ringing_at, answered_at, ended_at, end_cause, ended_by, codec, quality, node_id`);

/** The same columns with their types, for jsonb_to_recordset: one parameter carries any number of rows. */
const typedColumns = sql.raw(`id uuid, pbx_id uuid, caller_user_id uuid, caller_name text, caller_number text, callee_user_id uuid,
  callee_name text, callee_number text, dialled text, started_at timestamptz, ringing_at timestamptz, answered_at timestamptz,
  ended_at timestamptz, end_cause text, ended_by text, codec text, quality jsonb, node_id text`);

/** Call records in PostgreSQL. The statements are constant: the database plans them once, whatever their rows. */
export class SqlCallRecordStore implements CallRecordStore {
  readonly #db: Pick<Database, 'inTenant'>;

  constructor(db: Pick<Database, 'inTenant'>) {
    this.#db = db;
  }

  save(tenantId: string, snapshots: readonly CallSnapshot[], events: readonly CallEvent[]): Promise<void> {
    const records = JSON.stringify(snapshots.map(snapshotRow));
    return this.#db.inTenant(tenantId, (trx) => save(trx, tenantId, { records, events: JSON.stringify(events.map(eventRow)) }));
  }

  list(tenantId: string, filter: HistoryFilter): Promise<readonly StoredCall[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      // One index scan per side; a call with oneself is among the caller's.
      const found = await sql<CallRow>`
        select * from (
          (${page(filter, sql`caller_user_id = ${filter.userId}`, sql`callee_name || ' ' || callee_number || ' ' || dialled`)})
          union all
          (${page(filter, sql`callee_user_id = ${filter.userId} and caller_user_id is distinct from ${filter.userId}`, sql`caller_name || ' ' || caller_number`)})
        ) as calls order by started_at desc, id desc limit ${filter.limit}`.execute(trx);
      return found.rows.map((row) => callOfRow(tenantId, row));
    });
  }

  markSeen(tenantId: string, userId: string, atMs: number): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const at = new Date(atMs);
      const result = await sql`update call_records set seen_by_callee_at = ${at} where ${isNewFor(userId)} and started_at <= ${at}`.execute(
        trx,
      );
      return Number(result.numAffectedRows ?? 0);
    });
  }

  countNew(tenantId: string, userId: string): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sql<{ count: number }>`select count(*)::integer as count from call_records where ${isNewFor(userId)}`.execute(
        trx,
      );
      return found.rows[0]?.count ?? 0;
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

/** Records and events in one statement: a call costs few round trips. Both are JSON arrays of rows. */
async function save(trx: Trx, tenantId: string, rows: { readonly records: string; readonly events: string }): Promise<void> {
  // A person who was deleted during the call leaves a name without a link, not a call without a record.
  await sql`
    with records as (
      insert into call_records as old (tenant_id, ${columns})
      select ${tenantId}::uuid, r.id, pbx.id, caller.id, r.caller_name, r.caller_number, callee.id, r.callee_name, r.callee_number, r.dialled,
        r.started_at, r.ringing_at, r.answered_at, r.ended_at, r.end_cause, r.ended_by, r.codec, r.quality, r.node_id
      from jsonb_to_recordset(${rows.records}::jsonb) as r (${typedColumns})
        left join pbxs pbx on pbx.tenant_id = ${tenantId}::uuid and pbx.id = r.pbx_id
        left join users caller on caller.tenant_id = ${tenantId}::uuid and caller.id = r.caller_user_id
        left join users callee on callee.tenant_id = ${tenantId}::uuid and callee.id = r.callee_user_id
      on conflict (tenant_id, id) do update set
        callee_user_id = excluded.callee_user_id, callee_name = excluded.callee_name, callee_number = excluded.callee_number,
        ringing_at = excluded.ringing_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
        end_cause = excluded.end_cause, ended_by = excluded.ended_by, codec = excluded.codec, quality = excluded.quality
      where old.ended_at is null
    )
    insert into call_events (tenant_id, call_id, seq, at, kind, data)
    select ${tenantId}::uuid, call_id, seq, at, kind, data
    from jsonb_to_recordset(${rows.events}::jsonb) as r (call_id uuid, seq integer, at timestamptz, kind text, data jsonb)
    on conflict do nothing`.execute(trx);
}

/** One side's part of a page, newest first. `other` is the text that the query searches. */
function page(filter: HistoryFilter, side: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<CallRow> {
  const before = filter.before ? sql`and (started_at, id) < (${new Date(filter.before.startedAtMs)}, ${filter.before.id}::uuid)` : sql``;
  const search = filter.query === '' ? sql`` : sql`and position(lower(${filter.query}) in lower(${other})) > 0`;
  return sql<CallRow>`
    select ${columns}, seen_by_callee_at from call_records
    where ${side} ${before} ${search} order by started_at desc, id desc limit ${filter.limit}`;
}

/** Missed, and not seen yet: the SQL of `isMissedByCallee`. */
function isNewFor(userId: string): RawBuilder<unknown> {
  return sql`callee_user_id = ${userId} and caller_user_id is distinct from ${userId} and seen_by_callee_at is null
    and ended_at is not null and answered_at is null and end_cause <> all (${[...notMissed]}::text[])`;
}
