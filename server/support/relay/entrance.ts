import type { RelayHello } from '../../../protocol/support/relay.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { Slowed } from '../invites/guess-throttle.ts';
import type { Invite, InviteKey } from '../invites/invite-store.ts';
import { hashOfRouting, type InviteService } from '../invites/invite-service.ts';
import type { Arrivals } from '../seats/arrivals.ts';
import type { SeatStore, SupportSeat } from '../seats/seat-store.ts';
import { hashOfSeatToken, newSeatToken } from '../seats/seat-tokens.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { LiveSessions } from './live-sessions.ts';
import { RelayRefusal, unknownSeat } from './relay-refusal.ts';
import type { RelaySession } from './relay-session.ts';
import type { StaffVisitor, Visitor } from './seat-line.ts';

export interface EntranceParts {
  readonly live: LiveSessions;
  readonly sessions: Pick<SessionStore, 'find' | 'isOf'>;
  readonly seats: Pick<SeatStore, 'byToken'>;
  readonly arrivals: Arrivals;
  readonly invites: InviteService;
  readonly clock: Clock;
  /** The session became active, or somebody is in it who was not. */
  readonly onChanged: (tenantId: string, sessionId: string) => void;
}

export interface Seated {
  readonly session: RelaySession;
  readonly seat: SupportSeat;
  readonly token: string;
}

interface Wanted {
  readonly seat: Pick<SupportSeat, 'role' | 'name' | 'userId' | 'inviteId'> & { readonly isAdmitted: boolean };
  /** What comes back to it; theirs, if they brought one. */
  readonly token: string | undefined;
  /** Whose seats they leave, and what those are told. */
  readonly leaving: readonly SupportSeat[];
  readonly dismissal: Parameters<RelaySession['dismiss']> extends [unknown, ...infer Words] ? Words : never;
  readonly isTheirs: boolean;
}

interface ByInvite {
  readonly name?: string | undefined;
  readonly token: string | undefined;
}

interface ByName {
  readonly name: string;
  readonly inviteId: string | undefined;
  readonly token?: string | undefined;
}

/** Seats of one session that are neither left nor removed. */
const maxSeats = 16;
/** And all that there ever were: everybody is told of all of them. */
const maxSeatsEver = 500;

/** Decides who gets which seat. Whoever may not know of something gets the answer of whoever asks for what never was. */
export class Entrance {
  readonly #parts: EntranceParts;

  constructor(parts: EntranceParts) {
    this.#parts = parts;
  }

  /** @throws {RelayRefusal} */
  async admit(hello: RelayHello, visitor: Visitor): Promise<Seated> {
    const { as } = hello;
    try {
      if (as.kind === 'seat') return await this.#comeBack(as.token, visitor);
      if (as.kind === 'expert') return await this.#enterAsExpert(as.sessionId, hello, visitor);
      const key: InviteKey =
        as.kind === 'link' ? { kind: 'link', routingHash: hashOfRouting(as.routingId) } : { kind: 'code', nameplate: as.nameplate };
      return await this.#enterByInvite(key, { ...hello, token: as.token }, visitor);
    } catch (error) {
      if (error instanceof Slowed) throw new RelayRefusal('tooManyTries', `slowed ${String(error.seconds)}`);
      throw error;
    }
  }

  async #comeBack(token: string, { staff }: Visitor): Promise<Seated> {
    const { seats, live } = this.#parts;
    const found = await seats.byToken(hashOfSeatToken(token));
    // The seat of an expert is worth nothing without their session.
    if (!found || (found.seat.role === 'expert' && !isSeatOf(found, staff))) throw unknownSeat();
    const session = await live.enter(found.tenantId, found.seat.sessionId);
    const seat = session.seat(found.seat.id);
    if (!seat || seat.state === 'left') throw unknownSeat();
    if (seat.state === 'removed') throw new RelayRefusal('removed', 'removed');
    return { session, seat, token };
  }

  async #enterAsExpert(sessionId: string, hello: RelayHello, { staff }: Visitor): Promise<Seated> {
    const { sessions, live } = this.#parts;
    if (!staff?.mayServe) throw unknownSeat();
    const session = await sessions.find(staff.tenantId, sessionId);
    if (!session || !(staff.mayReadAll || (await sessions.isOf(staff.tenantId, sessionId, staff.userId)))) throw unknownSeat();
    const running = await live.enter(staff.tenantId, sessionId);
    return running.inTurn(() => {
      const isOwner = session.ownerId === staff.userId;
      return this.#seatExpert(running, { staff, name: hello.name ?? staff.name, inviteId: undefined, isAdmitted: isOwner });
    });
  }

  /** Who did not hear the welcome comes a second time with the token that they brought: the invite is used up, by them. */
  async #enterByInvite(key: InviteKey, hello: ByInvite, visitor: Visitor): Promise<Seated> {
    try {
      return await this.#useInvite(key, hello, visitor);
    } catch (error) {
      if (!(error instanceof RelayRefusal) || hello.token === undefined) throw error;
      return await this.#comeBack(hello.token, visitor).catch(() => {
        throw error;
      });
    }
  }

  async #useInvite(key: InviteKey, hello: ByInvite, { address, staff }: Visitor): Promise<Seated> {
    const { invites, live } = this.#parts;
    const isForThem = (tenantId: string, { role }: Invite): boolean =>
      role === 'customer' || (staff?.mayServe === true && staff.tenantId === tenantId);
    const shown = await invites.show(key, address, ({ tenantId, invite }) => isForThem(tenantId, invite));
    if (shown.kind === 'refused') throw new RelayRefusal('unknownInvite', shown.why);
    const { tenantId, invite } = shown.found;
    const session = await live.enter(tenantId, invite.sessionId);
    return session.inTurn(() => {
      const { name, token } = hello;
      if (invite.role === 'customer') return this.#seatCustomer(session, { name: name ?? '?', inviteId: invite.id, token });
      if (!staff) throw unknownSeat();
      return this.#seatExpert(session, { staff, name: name ?? staff.name, inviteId: invite.id, isAdmitted: false, token });
    });
  }

  /** An expert has one seat in a session: whoever comes in anew leaves the old one. */
  #seatExpert(
    session: RelaySession,
    { staff, name, inviteId, isAdmitted, token }: ByName & { staff: StaffVisitor; isAdmitted: boolean },
  ): Promise<Seated> {
    const old = session.seats.filter((seat) => seat.userId === staff.userId && isTaken(seat));
    return this.#seat(session, {
      seat: { role: 'expert', name, userId: staff.userId, inviteId, isAdmitted },
      token,
      leaving: old,
      dismissal: ['takenOver', 'taken-over'],
      isTheirs: false,
    });
  }

  /** The first customer is in; so is one who comes after the former is gone. Any other waits until a customer lets them in. */
  #seatCustomer(session: RelaySession, { name, inviteId, token }: ByName): Promise<Seated> {
    const others = session.seats.filter((seat) => seat.role === 'customer' && isTaken(seat));
    const isSomebodyHere = others.some((seat) => session.isHere(seat.id));
    return this.#seat(session, {
      seat: { role: 'customer', name, userId: undefined, inviteId, isAdmitted: !isSomebodyHere },
      token,
      leaving: isSomebodyHere ? [] : others,
      dismissal: ['unknownInvite', 'unknown'],
      isTheirs: !isSomebodyHere,
    });
  }

  async #seat(session: RelaySession, { seat: wanted, token = newSeatToken(), leaving, dismissal, isTheirs }: Wanted): Promise<Seated> {
    if (session.isOver) throw new RelayRefusal('sessionOver', 'over');
    const staying = session.seats.filter((seat) => isTaken(seat) && !leaving.includes(seat));
    if (staying.length >= maxSeats || session.seats.length >= maxSeatsEver) throw new RelayRefusal('unknownInvite', 'full');
    const { isAdmitted, ...rest } = wanted;
    const seat: SupportSeat = {
      ...rest,
      id: newId(),
      sessionId: session.id,
      name: rest.name.slice(0, 80),
      state: isAdmitted ? 'admitted' : 'waiting',
      createdAt: new Date(this.#parts.clock.now()),
    };
    const taken = await this.#parts.arrivals.take(session.tenantId, { seat, tokenHash: hashOfSeatToken(token), leaving, isTheirs });
    if (!taken) throw new RelayRefusal('unknownInvite', 'used');
    for (const old of leaving) {
      session.putSeat({ ...old, state: 'left' });
      session.dismiss(old.id, ...dismissal);
    }
    session.putSeat(seat);
    if (taken.hasStarted) session.startedAt = seat.createdAt;
    this.#parts.onChanged(session.tenantId, session.id);
    return { session, seat, token };
  }
}

function isTaken({ state }: SupportSeat): boolean {
  return state === 'waiting' || state === 'admitted';
}

function isSeatOf(found: { readonly tenantId: string; readonly seat: SupportSeat }, staff: StaffVisitor | undefined): boolean {
  return staff !== undefined && staff.mayServe && staff.tenantId === found.tenantId && staff.userId === found.seat.userId;
}
