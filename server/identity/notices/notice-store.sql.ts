import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '../../platform/ids.ts';
import type { Database, Secrets } from '../../storage/index.ts';
import type { NewNotice, Notice, NoticeStore } from './notice-store.ts';

const contentSchema = z.object({ whom: z.string(), text: z.string() });
/** Taken at a time: what is sent in parallel. */
const maxTaken = 50;

interface TakenRow {
  id: string;
  once_key: string;
  channel: string;
  content: Buffer;
  attempts: number;
  created_at: Date;
}

/** Notices in PostgreSQL: whom and what sealed, their keys unique. */
export class SqlNoticeStore implements NoticeStore {
  readonly #db: Pick<Database, 'inTenant' | 'listTenants'>;
  readonly #secrets: Secrets;

  constructor({ db, secrets }: { readonly db: Pick<Database, 'inTenant' | 'listTenants'>; readonly secrets: Secrets }) {
    this.#db = db;
    this.#secrets = secrets;
  }

  async add(tenantId: string, notices: readonly NewNotice[], nowMs: number): Promise<number> {
    if (notices.length === 0) return 0;
    const rows = notices.map(({ onceKey, channel, whom, text }) => {
      const id = newId();
      return {
        tenant_id: tenantId,
        id,
        once_key: onceKey,
        channel,
        whom_hash: createHash('sha256').update(whom).digest(),
        content: this.#secrets.seal(contextOf(tenantId, id), Buffer.from(JSON.stringify({ whom, text }), 'utf8')),
        due_at: new Date(nowMs),
        created_at: new Date(nowMs),
      };
    });
    const added = await this.#db.inTenant(tenantId, (trx) =>
      trx
        .insertInto('notices')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['tenant_id', 'once_key', 'channel', 'whom_hash']).doNothing())
        .returning('id')
        .execute(),
    );
    return added.length;
  }

  async take(tenantId: string, nowMs: number, untilMs: number): Promise<readonly Notice[]> {
    const { rows } = await this.#db.inTenant(tenantId, (trx) =>
      sql<TakenRow>`update notices n set due_at = ${new Date(untilMs)}, attempts = n.attempts + 1
        from (select id from notices where tenant_id = ${tenantId} and state = 'due' and due_at <= ${new Date(nowMs)}
              order by due_at limit ${maxTaken} for update skip locked) due
        where n.tenant_id = ${tenantId} and n.id = due.id
        returning n.id, n.once_key, n.channel, n.content, n.attempts, n.created_at`.execute(trx),
    );
    return rows.map(({ id, once_key: onceKey, channel, content, attempts, created_at: createdAt }) => {
      const opened: unknown = JSON.parse(this.#secrets.open(contextOf(tenantId, id), content).toString('utf8'));
      return { id, onceKey, channel, attempts, createdAtMs: createdAt.getTime(), ...contentSchema.parse(opened) };
    });
  }

  async postpone(tenantId: string, id: string, dueAtMs: number): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .updateTable('notices')
        .set({ due_at: new Date(dueAtMs) })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute(),
    );
  }

  async settle(tenantId: string, id: string, state: 'sent' | 'failed'): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx.updateTable('notices').set({ state, content: null }).where('tenant_id', '=', tenantId).where('id', '=', id).execute(),
    );
  }

  async purge(tenantId: string, beforeMs: number): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .deleteFrom('notices')
        .where('tenant_id', '=', tenantId)
        .where('state', '!=', 'due')
        .where('created_at', '<', new Date(beforeMs))
        .execute(),
    );
  }

  async tenantIds(): Promise<readonly string[]> {
    return (await this.#db.listTenants()).map(({ id }) => id);
  }
}

function contextOf(tenantId: string, id: string): string {
  return `${tenantId}/notices/${id}/content`;
}
