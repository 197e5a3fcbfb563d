import type { Audit, Database, Shredding, Trx } from '../../storage/index.ts';
import { useInvite } from '../invites/invite-store.sql.ts';
import { noName, SessionWords } from '../sessions/session-words.ts';
import { startSession } from '../sessions/start-session.sql.ts';
import type { Arrival, Arrivals } from './arrivals.ts';
import { changeSeat, noteSeat } from './seat-changes.sql.ts';
import type { SupportSeat } from './seat-store.ts';

interface SealedNames {
  readonly seat: { readonly name: string; readonly sealed_name?: Buffer };
  /** Of whom the session is, when this changes. */
  readonly customer: Buffer | undefined;
}

/** In PostgreSQL, in one transaction: whoever comes in waits for one write to the disk, and not for each of its parts. */
export class SqlArrivals implements Arrivals {
  readonly #db: Pick<Database, 'inTenant' | 'directory'>;
  readonly #audit: Pick<Audit, 'append'>;
  readonly #words: SessionWords;

  constructor(db: Pick<Database, 'inTenant' | 'directory'>, audit: Pick<Audit, 'append'>, keys: Pick<Shredding, 'seal' | 'open'>) {
    this.#db = db;
    this.#audit = audit;
    this.#words = new SessionWords(keys);
  }

  async take(tenantId: string, arrival: Arrival): ReturnType<Arrivals['take']> {
    const { seat, by, leaving } = arrival;
    const at = seat.createdAt;
    const names = await this.#sealed(tenantId, arrival);
    return this.#db.inTenant(tenantId, async (trx) => {
      const refused =
        seat.inviteId !== undefined && by !== undefined ? await useInvite(trx, tenantId, { id: seat.inviteId, by, at }) : undefined;
      if (refused) return refused;
      for (const { id } of leaving) await changeSeat(trx, this.#audit, { tenantId, seatId: id, state: 'left' });
      await this.#add(trx, tenantId, arrival, names.seat);
      const hasStarted = names.customer
        ? await startSession(trx, this.#audit, { tenantId, id: seat.sessionId, sealedName: names.customer, at })
        : false;
      return { hasStarted };
    });
  }

  async #sealed(tenantId: string, { seat, isTheirs }: Arrival): Promise<SealedNames> {
    const matter = { tenantId, shredId: seat.sessionId };
    const [name, customer] = await Promise.all([
      this.#seatName(tenantId, seat),
      isTheirs ? this.#words.sealCustomer(matter, seat.name) : undefined,
    ]);
    return { seat: name, customer };
  }

  /** Names of staff are known anyway; a customer's ends with the session's key. */
  async #seatName(tenantId: string, { id, sessionId, role, name }: SupportSeat): Promise<SealedNames['seat']> {
    if (role === 'expert') return { name };
    return { name: noName, sealed_name: await this.#words.sealSeat({ tenantId, shredId: sessionId }, id, name) };
  }

  async #add(trx: Trx, tenantId: string, { seat, tokenHash }: Arrival, name: SealedNames['seat']): Promise<void> {
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
    await noteSeat(trx, this.#audit, { tenantId, seat, action: 'support.seat-taken' });
  }
}
