import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { pushKindSchema, type PushKind } from '../../../protocol/identity/push.ts';
import { newId } from '../../platform/ids.ts';
import type { Database, Secrets, Trx } from '../../storage/index.ts';
import type { PushSubscriptionsTable } from '../../storage/schema.ts';
import type { NewPushSubscription, PushSubscription, PushSubscriptionStore } from './push-subscription-store.ts';

const targetSchema = z.object({ endpoint: z.string(), p256dh: z.string(), auth: z.string() });
type Row = Pick<
  PushSubscriptionsTable,
  'id' | 'user_id' | 'session_id' | 'target' | 'user_agent' | 'language' | 'kinds' | 'created_at' | 'last_ok_at'
>;

/** Browsers in PostgreSQL, endpoint and keys sealed. */
export class SqlPushSubscriptionStore implements PushSubscriptionStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #secrets: Secrets;

  constructor({ db, secrets }: { readonly db: Pick<Database, 'inTenant'>; readonly secrets: Secrets }) {
    this.#db = db;
    this.#secrets = secrets;
  }

  async put(
    tenantId: string,
    one: NewPushSubscription,
    { maxPerUser, usual }: { readonly maxPerUser: number; readonly usual: readonly PushKind[] },
  ): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      // Of two tabs that turn notices on at once the second finds what the first kept.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`push/${tenantId}/${one.userId}`}, 0))`.execute(trx);
      const before = await this.#takeBefore(trx, tenantId, one);
      const id = before?.id ?? newId();
      await trx
        .insertInto('push_subscriptions')
        .values({
          tenant_id: tenantId,
          id,
          user_id: one.userId,
          session_id: one.sessionId,
          endpoint_hash: hashOf(one.target.endpoint),
          target: this.#secrets.seal(contextOf(tenantId, id), Buffer.from(JSON.stringify(one.target), 'utf8')),
          user_agent: one.userAgent.slice(0, 500),
          language: one.language,
          kinds: [...(one.kinds ?? before?.kinds ?? usual)],
          created_at: before?.created_at ?? one.at,
          renewed_at: one.at,
          last_ok_at: before?.last_ok_at ?? null,
        })
        .execute();
      await sql`delete from push_subscriptions where tenant_id = ${tenantId} and id in (
        select id from push_subscriptions where tenant_id = ${tenantId} and user_id = ${one.userId}
        order by renewed_at desc, id desc offset ${maxPerUser})`.execute(trx);
    });
  }

  /** Removes what this browser had. What it chose counts on only for the same person. */
  async #takeBefore(trx: Trx, tenantId: string, { target, replaces, userId }: NewPushSubscription): Promise<Row | undefined> {
    const hashes = [target.endpoint, ...(replaces === undefined ? [] : [replaces])].map(hashOf);
    const removed = await trx
      .deleteFrom('push_subscriptions')
      .where('tenant_id', '=', tenantId)
      .where('endpoint_hash', 'in', hashes)
      // Only the endpoint that one has now proves that one is that browser.
      .where((or) => or.or([or('user_id', '=', userId), or('endpoint_hash', '=', hashOf(target.endpoint))]))
      .returning(columns)
      .execute();
    return removed.find((row) => row.user_id === userId);
  }

  async ofUser(tenantId: string, userId: string): Promise<readonly PushSubscription[]> {
    return this.#select(tenantId, (trx) =>
      readable(trx, tenantId).where('push_subscriptions.user_id', '=', userId).orderBy('push_subscriptions.created_at', 'desc').execute(),
    );
  }

  async byId(tenantId: string, id: string): Promise<PushSubscription | undefined> {
    const [found] = await this.#select(tenantId, (trx) => readable(trx, tenantId).where('push_subscriptions.id', '=', id).execute());
    return found;
  }

  async removeOwn(tenantId: string, userId: string, id: string): Promise<boolean> {
    const removed = await this.#db.inTenant(tenantId, (trx) =>
      removing(trx, tenantId).where('id', '=', id).where('user_id', '=', userId).returning('id').execute(),
    );
    return removed.length > 0;
  }

  async remove(tenantId: string, id: string): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => removing(trx, tenantId).where('id', '=', id).execute());
  }

  async removeOfSession(tenantId: string, sessionId: string): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => removing(trx, tenantId).where('session_id', '=', sessionId).execute());
  }

  async removeOfUser(tenantId: string, userId: string): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => removing(trx, tenantId).where('user_id', '=', userId).execute());
  }

  async noteTaken(tenantId: string, id: string, at: Date): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .updateTable('push_subscriptions')
        .set({ last_ok_at: at, failures: 0 })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute(),
    );
  }

  async noteRefused(tenantId: string, id: string, most: number): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      const counted = trx.updateTable('push_subscriptions').set({ failures: sql<number>`failures + 1` });
      await counted.where('tenant_id', '=', tenantId).where('id', '=', id).execute();
      await removing(trx, tenantId).where('id', '=', id).where('failures', '>=', most).execute();
    });
  }

  async removeStale(tenantId: string, before: Date): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => removing(trx, tenantId).where('renewed_at', '<', before).execute());
  }

  async #select(tenantId: string, read: (trx: Trx) => Promise<readonly Row[]>): Promise<readonly PushSubscription[]> {
    const rows = await this.#db.inTenant(tenantId, read);
    return rows.map((row) => {
      const target: unknown = JSON.parse(this.#secrets.open(contextOf(tenantId, row.id), row.target).toString('utf8'));
      return {
        id: row.id,
        userId: row.user_id,
        sessionId: row.session_id,
        target: targetSchema.parse(target),
        userAgent: row.user_agent,
        language: row.language,
        // A kind of another version of the server is none.
        kinds: row.kinds.flatMap((kind) => pushKindSchema.safeParse(kind).data ?? []),
        createdAt: row.created_at,
        lastOkAt: row.last_ok_at ?? undefined,
      };
    });
  }
}

const columns = ['id', 'user_id', 'session_id', 'target', 'user_agent', 'language', 'kinds', 'created_at', 'last_ok_at'] as const;

function readable(trx: Trx, tenantId: string) {
  return trx
    .selectFrom('push_subscriptions')
    .innerJoin('users', (join) => join.onRef('users.tenant_id', '=', 'push_subscriptions.tenant_id').onRef('users.id', '=', 'user_id'))
    .where('push_subscriptions.tenant_id', '=', tenantId)
    .where('users.disabled_at', 'is', null)
    .select(columns.map((column) => `push_subscriptions.${column}` as const));
}

function removing(trx: Trx, tenantId: string) {
  return trx.deleteFrom('push_subscriptions').where('tenant_id', '=', tenantId);
}

/** Endpoints hold 128 bits of chance and more: a plain hash tells nothing. */
function hashOf(endpoint: string): Buffer {
  return createHash('sha256').update(endpoint).digest();
}

function contextOf(tenantId: string, id: string): string {
  return `${tenantId}/push_subscriptions/${id}/target`;
}
