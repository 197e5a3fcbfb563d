import type { SeatState } from '../../../protocol/support/states.ts';
import type { Audit, Database, Shredding, Trx } from '../../storage/index.ts';
import { noName, SessionWords } from '../sessions/session-words.ts';
import type { FoundSeat, SeatStore, SupportSeat } from './seat-store.ts';

type Db = Pick<Database, 'inTenant' | 'directory'>;

/** Seats in PostgreSQL; tokens are found through the directory. */
export class SqlSeatStore implements SeatStore {
  readonly #db: Db;
  readonly #audit: Pick<Audit, 'append'>;
  readonly #words: SessionWords;

  constructor(db: Db, audit: Pick<Audit, 'append'>, keys: Pick<Shredding, 'seal' | 'open'>) {
    this.#db = db;
    this.#words = new SessionWords(keys);
    this.#audit = audit;
  }

  async add(tenantId: string, seat: SupportSeat, tokenHash: Buffer): Promise<void> {
    const name = await this.#nameColumns(tenantId, seat);
    await this.#db.inTenant(tenantId, async (trx) => {
      await trx
        .insertInto('support_seats')
        .values({
          tenant_id: tenantId,
          id: seat.id,
          session_id: seat.sessionId,
          role: seat.role,
          ...name,
          user_id: seat.userId ?? null,
          invite_id: seat.inviteId ?? null,
          state: seat.state,
          token_hash: tokenHash,
          created_at: seat.createdAt,
        })
        .execute();
      await this.#db.directory.put(trx, { kind: 'support-seat', key: tokenHash.toString('hex'), id: seat.id });
      await this.#note(trx, tenantId, seat, 'support.seat-taken');
    });
  }

  async byToken(tokenHash: Buffer): Promise<FoundSeat | undefined> {
    const hit = await this.#db.directory.lookup('support-seat', tokenHash.toString('hex'));
    if (!hit) return undefined;
    return this.#db.inTenant(hit.tenantId, async (trx) => {
      const row = await rows(trx, hit.tenantId).where('id', '=', hit.id).executeTakeFirst();
      return row && { tenantId: hit.tenantId, seat: await this.#seatOf(hit.tenantId, row) };
    });
  }

  ofSession(tenantId: string, sessionId: string): Promise<readonly SupportSeat[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await rows(trx, tenantId).where('session_id', '=', sessionId).orderBy('created_at').orderBy('id').execute();
      return Promise.all(found.map((row) => this.#seatOf(tenantId, row)));
    });
  }

  async setState(tenantId: string, seatId: string, state: SeatState): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      const row = await trx
        .updateTable('support_seats')
        .set({ state })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', seatId)
        .where('state', '<>', state)
        .returning(columns)
        .executeTakeFirst();
      if (row) await this.#note(trx, tenantId, await this.#seatOf(tenantId, row), `support.seat-${state}`);
    });
  }

  /** Names of staff are known anyway; a customer's ends with the session's key. */
  async #nameColumns(tenantId: string, { id, sessionId, role, name }: SupportSeat) {
    if (role === 'expert') return { name };
    return { name: noName, sealed_name: await this.#words.sealSeat({ tenantId, shredId: sessionId }, id, name) };
  }

  async #seatOf(tenantId: string, row: Row): Promise<SupportSeat> {
    const matter = { tenantId, shredId: row.session_id };
    return seatOf(row, await this.#words.openSeat(matter, row.id, { clear: row.name, sealed: row.sealed_name }));
  }

  #note(trx: Trx, tenantId: string, seat: SupportSeat, action: string): Promise<void> {
    return this.#audit.append(tenantId, trx, {
      actorUserId: seat.userId,
      action,
      subjectKind: 'support-session',
      subjectId: seat.sessionId,
      after: { seat: seat.id, role: seat.role },
    });
  }
}

const columns = ['id', 'session_id', 'role', 'name', 'sealed_name', 'user_id', 'invite_id', 'state', 'created_at'] as const;

function rows(trx: Trx, tenantId: string) {
  return trx.selectFrom('support_seats').where('tenant_id', '=', tenantId).select(columns);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function seatOf(row: Row, name: string): SupportSeat {
  return {
    id: row.id,
    sessionId: row.session_id,
    role: row.role,
    name,
    userId: row.user_id ?? undefined,
    inviteId: row.invite_id ?? undefined,
    state: row.state,
    createdAt: row.created_at,
  };
}
