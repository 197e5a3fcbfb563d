import { sql } from 'kysely';
import type { Page } from '../../../protocol/wire/page.ts';
import type { Audit, Database, Shredding, Trx } from '../../storage/index.ts';
import { deleteLeftovers, isNotHeld } from './session-leftovers.sql.ts';
import { listSessions } from './session-list.sql.ts';
import { isOfPerson, readSession, sessionOf, sessionRows } from './session-rows.sql.ts';
import { lockedOwner } from './session-owner.sql.ts';
import type { Assigned, Assignment, Doer, DueSession, NewSession, SessionFilter, SessionStore, SupportSession } from './session-store.ts';
import { SessionWords } from './session-words.ts';

type Db = Pick<Database, 'inTenant' | 'directory'>;

/** Sessions in PostgreSQL. */
export class SqlSessionStore implements SessionStore {
  readonly #db: Db;
  readonly #audit: Pick<Audit, 'append'>;
  readonly #words: SessionWords;

  constructor(db: Db, audit: Pick<Audit, 'append'>, keys: Pick<Shredding, 'seal' | 'open'>) {
    this.#db = db;
    this.#words = new SessionWords(keys);
    this.#audit = audit;
  }

  async add(tenantId: string, session: NewSession, by: Doer): Promise<SupportSession> {
    const { customerName = '' } = session;
    const name =
      customerName === '' ? {} : { sealed_customer_name: await this.#words.sealCustomer({ tenantId, shredId: session.id }, customerName) };
    return this.#db.inTenant(tenantId, async (trx) => {
      await trx
        .insertInto('support_sessions')
        .values({
          tenant_id: tenantId,
          id: session.id,
          kind: session.kind,
          owner_id: session.ownerId,
          owner_name: session.ownerName,
          created_at: session.createdAt,
          empty_since: session.createdAt,
          ...name,
        })
        .execute();
      await this.#note(trx, tenantId, { action: 'support.session-created', id: session.id, by, after: { kind: session.kind } });
      const made = await readSession(trx, { tenantId, id: session.id }, this.#words);
      if (!made) throw new Error('a session that was just inserted is there');
      return made;
    });
  }

  find(tenantId: string, id: string): Promise<SupportSession | undefined> {
    return this.#db.inTenant(tenantId, (trx) => readSession(trx, { tenantId, id }, this.#words));
  }

  list(tenantId: string, filter: SessionFilter): Promise<Page<SupportSession>> {
    return this.#db.inTenant(tenantId, (trx) => listSessions(trx, tenantId, filter, this.#words));
  }

  end(tenantId: string, id: string, { reason, at, by }: { reason: string; at: Date; by: Doer }): Promise<SupportSession | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const ended = await updating(trx, tenantId, id)
        .set({ state: 'done', ended_at: at, end_reason: reason, version: sql<number>`version + 1` })
        .where('state', '<>', 'done')
        .executeTakeFirst();
      if (ended.numUpdatedRows === 0n) return undefined;
      await this.#note(trx, tenantId, { action: 'support.session-ended', id, by, after: { reason } });
      return readSession(trx, { tenantId, id }, this.#words);
    });
  }

  assign(tenantId: string, id: string, { owner, from, isFromQueue }: Assignment, by: Doer): Promise<Assigned | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await lockedOwner(trx, tenantId, id);
      if (!before) return undefined;
      if (before.state === 'done') return { kind: 'over' };
      const session = (): Promise<Assigned> => this.#assigned(trx, tenantId, id);
      const { ownerId, ownerName, state } = before;
      if (isFromQueue && state !== 'waiting' && ownerId !== by.userId) return { kind: 'taken', ownerName };
      // Said again, because the answer did not come.
      if (ownerId === owner.id) return session();
      if (from !== undefined && from !== ownerId) return { kind: 'taken', ownerName };
      await updating(trx, tenantId, id)
        .set({ owner_id: owner.id, owner_name: owner.name, version: sql<number>`version + 1` })
        .execute();
      const owners = { before: { owner: ownerId }, after: { owner: owner.id } };
      await this.#note(trx, tenantId, { action: 'support.session-assigned', id, by, ...owners });
      return session();
    });
  }

  putOutcome(
    tenantId: string,
    id: string,
    { outcome, version }: Parameters<SessionStore['putOutcome']>[2],
    by: Doer,
  ): Promise<SupportSession | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const changed = await updating(trx, tenantId, id)
        .set({ outcome, version: sql<number>`version + 1` })
        .where('version', '=', version)
        .executeTakeFirst();
      if (changed.numUpdatedRows === 0n) return undefined;
      await this.#note(trx, tenantId, { action: 'support.outcome-set', id, by, after: { outcome } });
      return readSession(trx, { tenantId, id }, this.#words);
    });
  }

  async rate(tenantId: string, id: string, rating: number): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => updating(trx, tenantId, id).set({ rating }).execute());
  }

  rateAfterEnd(tenantId: string, id: string, { rating, endedAfter }: { rating: number; endedAfter: Date }): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rated = await updating(trx, tenantId, id)
        .set({ rating })
        .where('state', '=', 'done')
        .where('rating', 'is', null)
        .where('ended_at', '>', endedAfter)
        .executeTakeFirst();
      return rated.numUpdatedRows > 0n;
    });
  }

  noteCapabilities(tenantId: string, id: string, capabilities: readonly string[]): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const given = [...capabilities];
      const changed = await updating(trx, tenantId, id)
        .set({ capabilities: sql<string[]>`array(select distinct unnest(capabilities || ${given}::text[]) order by 1)` })
        .where(sql<boolean>`not capabilities @> ${given}::text[]`)
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    });
  }

  async noteEmpty(tenantId: string, id: string, since: Date | undefined): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      updating(trx, tenantId, id)
        .set({ empty_since: since ?? null })
        .execute(),
    );
  }

  async noteAllEmpty(tenantId: string, since: Date): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .updateTable('support_sessions')
        .set({ empty_since: since })
        .where('tenant_id', '=', tenantId)
        .where('state', '<>', 'done')
        .where('empty_since', 'is', null)
        .execute(),
    );
  }

  due(tenantId: string, before: { waiting: Date; empty: Date }): Promise<readonly DueSession[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx
        .selectFrom('support_sessions')
        .where('tenant_id', '=', tenantId)
        .where((or) =>
          or.or([
            or.and([or('state', '=', 'waiting'), or('created_at', '<=', before.waiting)]),
            or.and([or('state', '=', 'active'), or('empty_since', '<=', before.empty)]),
          ]),
        )
        .select(['id', 'state'])
        .execute();
      return rows.map(({ id, state }) => ({ id, why: state === 'waiting' ? 'nobody-came' : 'everybody-left' }));
    });
  }

  open(tenantId: string): Promise<readonly string[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx
        .selectFrom('support_sessions')
        .where('tenant_id', '=', tenantId)
        .where('state', '<>', 'done')
        .select('id')
        .execute();
      return rows.map(({ id }) => id);
    });
  }

  inPeriod(tenantId: string, from: Date, to: Date): Promise<readonly SupportSession[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await sessionRows(trx, tenantId)
        .where('s.created_at', '>=', from)
        .where('s.created_at', '<', to)
        .orderBy('s.created_at')
        .execute();
      return Promise.all(rows.map((row) => sessionOf(row, tenantId, this.#words)));
    });
  }

  purge(tenantId: string, endedBefore: Date, at: Date): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const due = await trx
        .updateTable('support_sessions')
        .set({ purged_at: at })
        .where('tenant_id', '=', tenantId)
        .where('ended_at', '<', endedBefore)
        .where('purged_at', 'is', null)
        .where(isNotHeld)
        .returning('id')
        .execute();
      for (const { id } of due) await this.#purgeOne(trx, tenantId, id);
      return due.length;
    });
  }

  isOf(tenantId: string, id: string, userId: string): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sessionRows(trx, tenantId).where('s.id', '=', id).where(isOfPerson(userId)).executeTakeFirst();
      return found !== undefined;
    });
  }

  async #assigned(trx: Trx, tenantId: string, id: string): Promise<Assigned> {
    const session = await readSession(trx, { tenantId, id }, this.#words);
    if (!session) throw new Error('a session whose row is locked is there');
    return { kind: 'assigned', session };
  }

  async #purgeOne(trx: Trx, tenantId: string, sessionId: string): Promise<void> {
    await deleteLeftovers(trx, this.#db.directory, tenantId, sessionId);
    await this.#note(trx, tenantId, { action: 'support.log-deleted', id: sessionId, by: {} });
  }

  #note(
    trx: Trx,
    tenantId: string,
    entry: {
      readonly action: string;
      readonly id: string;
      readonly by: Doer;
      readonly before?: Readonly<Record<string, string>>;
      readonly after?: Readonly<Record<string, string>>;
    },
  ): Promise<void> {
    const { action, id, by, before, after } = entry;
    return this.#audit.append(tenantId, trx, {
      actorUserId: by.userId,
      address: by.address,
      action,
      subjectKind: 'support-session',
      subjectId: id,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
    });
  }
}

function updating(trx: Trx, tenantId: string, id: string) {
  return trx.updateTable('support_sessions').where('tenant_id', '=', tenantId).where('id', '=', id);
}
