import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { StorageError } from '../../storage/index.ts';
import type { InviteKey } from '../invites/invite-store.ts';
import type { Arrival, Arrivals, Taken } from '../seats/arrivals.ts';
import type { SeatStore, SupportSeat } from '../seats/seat-store.ts';
import { hashOfSeatToken, newSeatToken } from '../seats/seat-tokens.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { RelayRefusal } from './relay-refusal.ts';
import type { RelaySession } from './relay-session.ts';
import type { StaffVisitor } from './seat-line.ts';

export interface SeatingParts {
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly seats: Pick<SeatStore, 'ofSession'>;
  readonly arrivals: Arrivals;
  readonly clock: Clock;
  /** The session became active, or somebody is in it who was not. */
  readonly onChanged: (tenantId: string, sessionId: string, hasStarted: boolean) => void;
}

export interface Seated {
  readonly session: RelaySession;
  readonly seat: SupportSeat;
  /** What comes back to it. */
  readonly token: string;
}

/** Who comes, and how. */
export interface Comer {
  readonly name: string;
  readonly inviteId: string | undefined;
  /** The half of the invite by which they come; undefined without one. */
  readonly by: InviteKey['kind'] | undefined;
  /** That of the seat that they will have, if they brought one. */
  readonly token: string | undefined;
}

interface Place {
  readonly seat: Pick<SupportSeat, 'role' | 'userId' | 'isSupervisor' | 'state'>;
  /** Whose seats they leave, and what those are told. */
  readonly leaving: readonly SupportSeat[];
  readonly dismissal: Parameters<RelaySession['dismiss']> extends [unknown, ...infer Words] ? Words : never;
  readonly isTheirs: boolean;
}

/** Seats of one session that are neither left nor removed. */
const maxSeats = 16;
/** And all that there ever were: everybody is told of all of them. */
const maxSeatsEver = 500;

/** Gives seats to those who may come in; in the session's turn. */
export class Seating {
  readonly #parts: SeatingParts;

  constructor(parts: SeatingParts) {
    this.#parts = parts;
  }

  /** An expert has one seat in a session: whoever comes in anew leaves the old one. */
  seatExpert(
    session: RelaySession,
    comer: Comer,
    { staff, isAdmitted }: { readonly staff: StaffVisitor; readonly isAdmitted: boolean },
  ): Promise<Seated> {
    return this.#seat(session, comer, {
      seat: { role: 'expert', userId: staff.userId, isSupervisor: staff.mayReadAll, state: isAdmitted ? 'admitted' : 'waiting' },
      leaving: session.seats.filter((seat) => seat.userId === staff.userId && isTaken(seat)),
      dismissal: ['takenOver', 'taken-over'],
      isTheirs: false,
    });
  }

  /** The first customer is in; so is one who comes after the former is gone. Any other waits until a customer lets them in. */
  seatCustomer(session: RelaySession, comer: Comer): Promise<Seated> {
    const others = session.seats.filter((seat) => seat.role === 'customer' && isTaken(seat));
    const isSomebodyHere = others.some((seat) => session.isHere(seat.id));
    return this.#seat(session, comer, {
      seat: { role: 'customer', userId: undefined, isSupervisor: false, state: isSomebodyHere ? 'waiting' : 'admitted' },
      leaving: isSomebodyHere ? [] : others,
      dismissal: ['unknownInvite', 'unknown'],
      isTheirs: !isSomebodyHere,
    });
  }

  /** Goes on from what is kept: of a write whose answer was lost it is not known here that it was done. */
  async readAgain(session: RelaySession): Promise<void> {
    const { sessions, seats, onChanged } = this.#parts;
    const { tenantId, id } = session;
    const [kept, found] = await Promise.all([seats.ofSession(tenantId, id), sessions.find(tenantId, id)]);
    for (const seat of kept) {
      session.putSeat(seat);
      if (seat.state === 'left' && session.isHere(seat.id)) session.dismiss(seat.id, 'takenOver', 'taken-over');
    }
    const hasStarted = session.startedAt === undefined && found?.startedAt !== undefined;
    session.startedAt = found?.startedAt ?? session.startedAt;
    onChanged(tenantId, id, hasStarted);
  }

  async #seat(
    session: RelaySession,
    { name, inviteId, by, token }: Comer,
    { seat: wanted, leaving, dismissal, isTheirs }: Place,
  ): Promise<Seated> {
    if (session.isOver) throw new RelayRefusal('sessionOver', 'over');
    const staying = session.seats.filter((seat) => isTaken(seat) && !leaving.includes(seat));
    if (staying.length >= maxSeats || session.seats.length >= maxSeatsEver) throw new RelayRefusal('unknownInvite', 'full');
    const createdAt = new Date(this.#parts.clock.now());
    const seat: SupportSeat = { ...wanted, inviteId, id: newId(), sessionId: session.id, name: name.slice(0, 80), createdAt };
    const { taken, ...kept } = await this.#take(session.tenantId, { seat, by, leaving, isTheirs }, token);
    for (const old of leaving) {
      session.putSeat({ ...old, state: 'left' });
      session.dismiss(old.id, ...dismissal);
    }
    session.putSeat(seat);
    if (taken.hasStarted) session.startedAt = createdAt;
    this.#parts.onChanged(session.tenantId, session.id, taken.hasStarted);
    return { session, seat, token: kept.token };
  }

  /** With the token that they brought, unless a seat has it that they had before: then with another one, which the welcome tells. */
  async #take(
    tenantId: string,
    arrival: Omit<Arrival, 'tokenHash'>,
    brought: string | undefined,
  ): Promise<{ readonly taken: Taken; readonly token: string }> {
    const token = brought ?? newSeatToken();
    try {
      const taken = await this.#parts.arrivals.take(tenantId, { ...arrival, tokenHash: hashOfSeatToken(token) });
      if (typeof taken === 'string') throw new RelayRefusal('unknownInvite', taken);
      return { taken, token };
    } catch (error) {
      if (brought === undefined || !(error instanceof StorageError) || error.code !== 'conflict') throw error;
      return this.#take(tenantId, arrival, undefined);
    }
  }
}

function isTaken({ state }: SupportSeat): boolean {
  return state === 'waiting' || state === 'admitted';
}
