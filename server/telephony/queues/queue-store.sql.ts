import { sql } from 'kysely';
import { z } from 'zod';
import {
  pauseReasonSchema,
  queueFieldsSchema,
  queueMemberSchema,
  type Queue,
  type QueueFields,
} from '../../../protocol/telephony/queues.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import type { Changer } from '../groups/named-store.ts';
import type { StoredAgent } from './agent.ts';
import type { QueueStore, StoredSignIn } from './queue-store.ts';

const byName = sql`name collate "de-x-icu"`;
const settingsSchema = queueFieldsSchema.omit({ name: true, members: true });
const skillsSchema = queueMemberSchema.shape.skills;
const agentRowSchema = z.object({ state: z.enum(['ready', 'paused']), reason: pauseReasonSchema.nullable() });

/** Queues in PostgreSQL. */
export class SqlQueueStore implements QueueStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  list(tenantId: string): Promise<readonly Queue[]> {
    return this.#db.inTenant(tenantId, (trx) => read(trx, tenantId));
  }

  get(tenantId: string, id: string): Promise<Queue | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => (await read(trx, tenantId, id))[0]);
  }

  insert(tenantId: string, queue: QueueFields & { readonly id: string }, by: Changer): Promise<Queue> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = { tenant_id: tenantId, id: queue.id, name: queue.name, settings: settingsOf(queue) };
      await trx.insertInto('queues').values(row).execute();
      await writeMembers(trx, tenantId, queue, new Set());
      await this.#note(trx, { tenantId, id: queue.id, by, action: 'queue.created', after: queue });
      return { ...queue, version: 1 };
    });
  }

  update(tenantId: string, queue: Queue, by: Changer): Promise<Queue | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const [before] = await read(trx, tenantId, queue.id);
      const version = queue.version + 1;
      const result = await trx
        .updateTable('queues')
        .set({ name: queue.name, settings: settingsOf(queue), version })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', queue.id)
        .where('version', '=', queue.version)
        .executeTakeFirst();
      if (!before || result.numUpdatedRows === 0n) return undefined;
      const gone = await trx
        .deleteFrom('queue_members')
        .where('tenant_id', '=', tenantId)
        .where('queue_id', '=', queue.id)
        .returning(['user_id', 'is_signed_in'])
        .execute();
      await writeMembers(trx, tenantId, queue, new Set(gone.filter((row) => row.is_signed_in).map((row) => row.user_id)));
      await this.#note(trx, { tenantId, id: queue.id, by, action: 'queue.updated', before, after: queue });
      return { ...queue, version };
    });
  }

  delete(tenantId: string, id: string, by: Changer): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const [before] = await read(trx, tenantId, id);
      if (!before) return false;
      await trx.deleteFrom('queues').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
      await this.#note(trx, { tenantId, id, by, action: 'queue.deleted', before });
      return true;
    });
  }

  agents(tenantId: string): Promise<readonly StoredAgent[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx.selectFrom('queue_agents').selectAll().where('tenant_id', '=', tenantId).execute();
      return rows.map((row) => {
        const { state, reason } = agentRowSchema.parse({ state: row.state, reason: row.pause_reason });
        return { userId: row.user_id, state, pauseReason: reason ?? undefined, sinceMs: row.since.getTime() };
      });
    });
  }

  signIns(tenantId: string): Promise<readonly StoredSignIn[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx
        .selectFrom('queue_members')
        .select(['queue_id', 'user_id'])
        .where('tenant_id', '=', tenantId)
        .where('is_signed_in', '=', true)
        .execute();
      return rows.map((row) => ({ queueId: row.queue_id, userId: row.user_id }));
    });
  }

  saveAgent(tenantId: string, agent: StoredAgent): Promise<void> {
    const row = { state: agent.state, pause_reason: agent.pauseReason ?? null, since: new Date(agent.sinceMs) };
    return this.#db.inTenant(tenantId, async (trx) => {
      await trx
        .insertInto('queue_agents')
        .values({ tenant_id: tenantId, user_id: agent.userId, ...row })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(row))
        .execute();
    });
  }

  saveSignIn(tenantId: string, signIn: StoredSignIn, isSignedIn: boolean): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const result = await trx
        .updateTable('queue_members')
        .set({ is_signed_in: isSignedIn })
        .where('tenant_id', '=', tenantId)
        .where('queue_id', '=', signIn.queueId)
        .where('user_id', '=', signIn.userId)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    });
  }

  async #note(
    trx: Trx,
    fact: { tenantId: string; id: string; by: Changer; action: string; before?: QueueFields; after?: QueueFields },
  ): Promise<void> {
    await this.#audit.append(fact.tenantId, trx, {
      actorUserId: fact.by.userId,
      address: fact.by.address,
      action: fact.action,
      subjectKind: 'queue',
      subjectId: fact.id,
      before: fact.before && factsOf(fact.before),
      after: fact.after && factsOf(fact.after),
    });
  }
}

/** What jsonb takes: settings without what has columns and rows of its own. */
function settingsOf(queue: QueueFields): string {
  return JSON.stringify(settingsSchema.parse(queue));
}

function factsOf(queue: QueueFields): { readonly name: string; readonly settings: string; readonly members: readonly string[] } {
  return { name: queue.name, settings: settingsOf(queue), members: queue.members.map((member) => member.userId) };
}

async function writeMembers(
  trx: Trx,
  tenantId: string,
  { id, members }: QueueFields & { readonly id: string },
  signedIn: ReadonlySet<string>,
): Promise<void> {
  if (members.length === 0) return;
  const rows = members.map(({ userId, skills }, position) => ({
    tenant_id: tenantId,
    queue_id: id,
    user_id: userId,
    position,
    skills: JSON.stringify(skills),
    is_signed_in: signedIn.has(userId),
  }));
  await trx.insertInto('queue_members').values(rows).execute();
}

async function read(trx: Trx, tenantId: string, id?: string): Promise<Queue[]> {
  const queues = trx.selectFrom('queues').selectAll().where('tenant_id', '=', tenantId);
  const members = trx.selectFrom('queue_members').selectAll().where('tenant_id', '=', tenantId);
  const rows = await (id === undefined ? queues : queues.where('id', '=', id)).orderBy(byName).execute();
  const memberRows = await (id === undefined ? members : members.where('queue_id', '=', id)).orderBy('position').execute();
  const byQueue = Map.groupBy(memberRows, (row) => row.queue_id);
  return rows.map((row) => ({
    ...settingsSchema.parse(row.settings),
    id: row.id,
    name: row.name,
    version: row.version,
    members: (byQueue.get(row.id) ?? []).map((member) => ({ userId: member.user_id, skills: skillsSchema.parse(member.skills) })),
  }));
}
