import { can } from '../../../protocol/identity/permissions.ts';
import type { SeatState } from '../../../protocol/support/states.ts';
import type { Audit, Database, Shredding, Trx } from '../../storage/index.ts';
import { SessionWords } from '../sessions/session-words.ts';
import { changeSeat } from './seat-changes.sql.ts';
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

  async byToken(tokenHash: Buffer): Promise<FoundSeat | undefined> {
    const hit = await this.#db.directory.lookup('support-seat', tokenHash.toString('hex'));
    if (!hit) return undefined;
    return this.#db.inTenant(hit.tenantId, async (trx) => {
      const row = await rows(trx, hit.tenantId).where('seats.id', '=', hit.id).executeTakeFirst();
      return row && { tenantId: hit.tenantId, seat: await this.#seatOf(hit.tenantId, row) };
    });
  }

  ofSession(tenantId: string, sessionId: string): Promise<readonly SupportSeat[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await rows(trx, tenantId)
        .where('seats.session_id', '=', sessionId)
        .orderBy('seats.created_at')
        .orderBy('seats.id')
        .execute();
      return Promise.all(found.map((row) => this.#seatOf(tenantId, row)));
    });
  }

  async setState(tenantId: string, seatId: string, state: SeatState): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => changeSeat(trx, this.#audit, { tenantId, seatId, state }));
  }

  async #seatOf(tenantId: string, row: Row): Promise<SupportSeat> {
    const matter = { tenantId, shredId: row.session_id };
    return seatOf(row, await this.#words.openSeat(matter, row.id, { clear: row.name, sealed: row.sealed_name }));
  }
}

const columns = ['id', 'session_id', 'role', 'name', 'sealed_name', 'user_id', 'invite_id', 'state', 'created_at'] as const;

/** With the role that an expert's account has now; null: there is none any more. */
function rows(trx: Trx, tenantId: string) {
  return trx
    .selectFrom('support_seats as seats')
    .leftJoin('users', (join) => join.onRef('users.tenant_id', '=', 'seats.tenant_id').onRef('users.id', '=', 'seats.user_id'))
    .where('seats.tenant_id', '=', tenantId)
    .select(columns.map((column) => `seats.${column}` as const))
    .select('users.role as account_role');
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function seatOf(row: Row, name: string): SupportSeat {
  return {
    id: row.id,
    sessionId: row.session_id,
    role: row.role,
    name,
    userId: row.user_id ?? undefined,
    isSupervisor: row.account_role !== null && can(row.account_role, 'support.read-all'),
    inviteId: row.invite_id ?? undefined,
    state: row.state,
    createdAt: row.created_at,
  };
}
