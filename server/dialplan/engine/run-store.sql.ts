import { z } from 'zod';
import { sql, type Selectable } from 'kysely';
import { readReason } from '../../../protocol/dialplan/old-reasons.ts';
import type { PathStep } from '../../../protocol/dialplan/run.ts';
import type { Database } from '../../storage/index.ts';
import type { PlanRunsTable } from '../../storage/schema.ts';
import { keptMonths } from '../../telephony/index.ts';
import type { RunStore, StoredRun } from './run-store.ts';

const pathSchema = z.array(
  z.object({
    planId: z.string(),
    nodeId: z.string(),
    kind: z.string(),
    enteredAtMs: z.number(),
    exit: z.string().optional(),
    leftAtMs: z.number().optional(),
    why: z.unknown().optional(),
  }),
);

/** Runs in PostgreSQL: the way, and never the run itself, which holds keys that were pressed. */
export class SqlRunStore implements RunStore {
  readonly #db: Pick<Database, 'inTenant'>;

  constructor(db: Pick<Database, 'inTenant'>) {
    this.#db = db;
  }

  async save(tenantId: string, run: StoredRun): Promise<void> {
    const now = {
      answered_by: run.answeredBy ?? null,
      path: JSON.stringify(run.path),
      ended_at: run.endedAtMs === undefined ? null : new Date(run.endedAtMs),
      end_why: run.endWhy ?? null,
    };
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .insertInto('plan_runs')
        .values({
          tenant_id: tenantId,
          call_id: run.callId,
          plan_id: run.planId,
          version: run.version,
          node_id: run.nodeId,
          started_at: new Date(run.startedAtMs),
          caller_user_id: run.caller.userId ?? null,
          caller_name: run.caller.name,
          caller_number: run.caller.number,
          dialled: run.dialled,
          ...now,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'call_id']).doUpdateSet(now).where('plan_runs.ended_at', 'is', null))
        .execute(),
    );
  }

  async ofCall(tenantId: string, callId: string): Promise<StoredRun | undefined> {
    const row = await this.#db.inTenant(tenantId, (trx) =>
      trx.selectFrom('plan_runs').selectAll().where('tenant_id', '=', tenantId).where('call_id', '=', callId).executeTakeFirst(),
    );
    return row && runOf(row);
  }

  async ofPlan(tenantId: string, planId: string, limit: number): Promise<readonly StoredRun[]> {
    const rows = await this.#db.inTenant(tenantId, (trx) =>
      trx
        .selectFrom('plan_runs')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('plan_id', '=', planId)
        .orderBy('started_at', 'desc')
        .orderBy('call_id', 'desc')
        .limit(limit)
        .execute(),
    );
    return rows.map(runOf);
  }

  async closeUnfinished(tenantId: string, nodeId: string, atMs: number): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const closed = await sql`update plan_runs set ended_at = ${new Date(atMs)}, end_why = 'server-restarted'
        where tenant_id = ${tenantId} and node_id = ${nodeId} and ended_at is null`.execute(trx);
      return Number(closed.numAffectedRows ?? 0);
    });
  }

  /** In UTC: a month that is too short ends on its last day, as `keptUntilMs` has it. */
  async removeKept(tenantId: string, nowMs: number, limit: number): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const removed = await sql`delete from plan_runs where tenant_id = ${tenantId} and call_id in (
        select call_id from plan_runs where tenant_id = ${tenantId}
          and (started_at at time zone 'UTC') + make_interval(months => ${keptMonths}) <= ${new Date(nowMs)}::timestamptz at time zone 'UTC'
        limit ${limit})`.execute(trx);
      return Number(removed.numAffectedRows ?? 0);
    });
  }
}

function runOf(row: Selectable<PlanRunsTable>): StoredRun {
  return {
    callId: row.call_id,
    planId: row.plan_id,
    version: row.version,
    nodeId: row.node_id,
    startedAtMs: row.started_at.getTime(),
    caller: { userId: row.caller_user_id ?? undefined, name: row.caller_name, number: row.caller_number },
    dialled: row.dialled,
    answeredBy: row.answered_by ?? undefined,
    path: pathOf(row.path),
    endedAtMs: row.ended_at?.getTime(),
    endWhy: row.end_why ?? undefined,
  };
}

/** JSON leaves out what is undefined. */
function pathOf(stored: unknown): readonly PathStep[] {
  return pathSchema.parse(stored).map((step) => ({ ...step, exit: step.exit, leftAtMs: step.leftAtMs, why: readReason(step.why) }));
}
