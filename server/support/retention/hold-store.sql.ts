import type { Selectable } from 'kysely';
import { ServiceError } from '../../platform/service-error.ts';
import type { Audit, Database, Shredding, Trx } from '../../storage/index.ts';
import type { SupportHoldsTable } from '../../storage/schema.ts';
import { readSession } from '../sessions/session-rows.sql.ts';
import type { Doer } from '../sessions/session-store.ts';
import { SessionWords } from '../sessions/session-words.ts';
import type { HoldStore, StoredHold } from './hold-store.ts';
import { isContentGone } from './retention-rules.ts';

/** Holds in PostgreSQL. */
export class SqlHoldStore implements HoldStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;
  readonly #words: SessionWords;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>, keys: Pick<Shredding, 'seal' | 'open'>) {
    this.#db = db;
    this.#words = new SessionWords(keys);
    this.#audit = audit;
  }

  async find(tenantId: string, sessionId: string): Promise<StoredHold | undefined> {
    const row = await this.#db.inTenant(tenantId, (trx) =>
      trx.selectFrom('support_holds').selectAll().where('tenant_id', '=', tenantId).where('session_id', '=', sessionId).executeTakeFirst(),
    );
    return row && holdOf(row);
  }

  set(tenantId: string, sessionId: string, hold: StoredHold, by: Doer): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      // Whoever deletes locks the session too: one of us comes first, and the other sees it.
      await trx
        .selectFrom('support_sessions')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', sessionId)
        .forUpdate()
        .execute();
      const session = await readSession(trx, { tenantId, id: sessionId }, this.#words);
      if (!session || isContentGone(session, hold.at.getTime())) throw new ServiceError('content-gone');
      const made = await trx
        .insertInto('support_holds')
        .values({
          tenant_id: tenantId,
          session_id: sessionId,
          reason: hold.reason,
          held_by: hold.by.id,
          held_by_name: hold.by.name,
          held_at: hold.at,
          release_asked_by: null,
          release_asked_by_name: null,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'session_id']).doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows === 0n) return false;
      await this.#note(trx, tenantId, { action: 'support.held', sessionId, by, reason: hold.reason });
      return true;
    });
  }

  askRelease(
    tenantId: string,
    sessionId: string,
    { id, name }: { readonly id: string; readonly name: string },
    by: Doer,
  ): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const asked = await trx
        .updateTable('support_holds')
        .set({ release_asked_by: id, release_asked_by_name: name })
        .where('tenant_id', '=', tenantId)
        .where('session_id', '=', sessionId)
        .where('release_asked_by', 'is', null)
        .executeTakeFirst();
      if (asked.numUpdatedRows === 0n) return false;
      await this.#note(trx, tenantId, { action: 'support.release-asked', sessionId, by });
      return true;
    });
  }

  release(tenantId: string, sessionId: string, userId: string, by: Doer): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const ended = await trx
        .deleteFrom('support_holds')
        .where('tenant_id', '=', tenantId)
        .where('session_id', '=', sessionId)
        .where('release_asked_by', '<>', userId)
        .executeTakeFirst();
      if (ended.numDeletedRows === 0n) return false;
      await this.#note(trx, tenantId, { action: 'support.released', sessionId, by });
      return true;
    });
  }

  /** The reason may name somebody: it lies with the words that can be erased. */
  #note(
    trx: Trx,
    tenantId: string,
    entry: { readonly action: string; readonly sessionId: string; readonly by: Doer; readonly reason?: string },
  ): Promise<void> {
    const { action, sessionId, by, reason } = entry;
    return this.#audit.append(tenantId, trx, {
      actorUserId: by.userId,
      address: by.address,
      action,
      subjectKind: 'support-session',
      subjectId: sessionId,
      ...(reason === undefined ? {} : { after: { reason }, personal: ['reason'] }),
    });
  }
}

export function holdOf(row: Omit<Selectable<SupportHoldsTable>, 'tenant_id' | 'session_id'>): StoredHold {
  const { release_asked_by: id, release_asked_by_name: name } = row;
  return {
    reason: row.reason,
    by: { id: row.held_by, name: row.held_by_name },
    at: row.held_at,
    releaseAskedBy: id === null ? undefined : { id, name: name ?? '' },
  };
}
