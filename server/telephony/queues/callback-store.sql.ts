import type { Selectable } from 'kysely';
import { z } from 'zod';
import { callbackEndSchema, callbackStateSchema } from '../../../protocol/telephony/callbacks.ts';
import type { Audit, Database } from '../../storage/index.ts';
import type { QueueCallbacksTable } from '../../storage/schema.ts';
import type { Changer } from '../groups/named-store.ts';
import type { CallbackStore, StoredCallback } from './callback-store.ts';

const skillsSchema = z.array(z.string());
const presentationSchema = z.object({ callerPrefix: z.string().default(''), context: z.record(z.string(), z.string()).default({}) });

/** Kept places in PostgreSQL. */
export class SqlCallbackStore implements CallbackStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  keep(tenantId: string, place: StoredCallback): Promise<StoredCallback> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = { tenant_id: tenantId, ...whatIsAsked(place), ...whatBecame(place) };
      // Two calls of one caller in the same moment: the second waits here for the first.
      await trx
        .insertInto('queue_callbacks')
        .values(row)
        .onConflict((conflict) => conflict.columns(['tenant_id', 'queue_id', 'user_id']).where('ended_at', 'is', null).doNothing())
        .execute();
      const kept = await trx
        .selectFrom('queue_callbacks')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('queue_id', '=', place.queueId)
        .where('user_id', '=', place.caller.userId)
        .where('ended_at', 'is', null)
        .executeTakeFirstOrThrow();
      return placeOf(kept);
    });
  }

  live(tenantId: string): Promise<readonly StoredCallback[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx
        .selectFrom('queue_callbacks')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('ended_at', 'is', null)
        .orderBy('joined_at')
        .orderBy('id')
        .execute();
      return rows.map(placeOf);
    });
  }

  save(tenantId: string, place: StoredCallback, by?: Changer): Promise<void> {
    return this.#db.inTenant(tenantId, async (trx) => {
      await trx
        .updateTable('queue_callbacks')
        .set(whatBecame(place))
        .where('tenant_id', '=', tenantId)
        .where('id', '=', place.id)
        .execute();
      if (!by) return;
      await this.#audit.append(tenantId, trx, {
        actorUserId: by.userId,
        address: by.address,
        action: 'queue.callback-cancelled',
        subjectKind: 'queue',
        subjectId: place.queueId,
        before: { callback: place.id, caller: place.caller.userId, askedAt: new Date(place.askedAtMs).toISOString() },
      });
    });
  }

  ended(tenantId: string, queueIds: readonly string[], limit: number): Promise<readonly StoredCallback[]> {
    if (queueIds.length === 0) return Promise.resolve([]);
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx
        .selectFrom('queue_callbacks')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('queue_id', 'in', queueIds)
        .where('ended_at', 'is not', null)
        .orderBy('ended_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(placeOf);
    });
  }

  prune(tenantId: string, endedBeforeMs: number): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const done = await trx
        .deleteFrom('queue_callbacks')
        .where('tenant_id', '=', tenantId)
        .where('ended_at', '<', new Date(endedBeforeMs))
        .executeTakeFirst();
      return Number(done.numDeletedRows);
    });
  }
}

function whatIsAsked(place: StoredCallback) {
  return {
    id: place.id,
    queue_id: place.queueId,
    call_id: place.callId,
    pbx_id: place.pbxId,
    user_id: place.caller.userId,
    caller_name: place.caller.displayName.slice(0, 200),
    caller_number: place.caller.number.slice(0, 254),
    priority: place.priority,
    skills: JSON.stringify(place.skills),
    presentation: JSON.stringify(place.presentation),
    joined_at: new Date(place.joinedAtMs),
    asked_at: new Date(place.askedAtMs),
  };
}

function whatBecame(place: StoredCallback) {
  return {
    state: place.state,
    attempts: place.attempts,
    next_attempt_at: place.nextAttemptAtMs === undefined ? null : new Date(place.nextAttemptAtMs),
    agent_name: place.agentName?.slice(0, 200) ?? null,
    ended_at: place.ended ? new Date(place.ended.atMs) : null,
    end_reason: place.ended?.how ?? null,
  };
}

function placeOf(row: Selectable<QueueCallbacksTable>): StoredCallback {
  return {
    id: row.id,
    queueId: row.queue_id,
    callId: row.call_id,
    pbxId: row.pbx_id,
    caller: { userId: row.user_id, displayName: row.caller_name, number: row.caller_number },
    priority: row.priority,
    skills: skillsSchema.parse(row.skills),
    presentation: presentationSchema.parse(row.presentation),
    joinedAtMs: row.joined_at.getTime(),
    askedAtMs: row.asked_at.getTime(),
    state: callbackStateSchema.parse(row.state),
    attempts: row.attempts,
    nextAttemptAtMs: row.next_attempt_at?.getTime(),
    agentName: row.agent_name ?? undefined,
    ended: row.ended_at === null ? undefined : { atMs: row.ended_at.getTime(), how: callbackEndSchema.parse(row.end_reason) },
  };
}
