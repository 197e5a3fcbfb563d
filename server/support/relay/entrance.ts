import type { RelayHello } from '../../../protocol/support/relay-requests.ts';
import { Slowed } from '../invites/guess-throttle.ts';
import type { Invite, InviteKey } from '../invites/invite-store.ts';
import { hashOfRouting, type InviteService } from '../invites/invite-service.ts';
import type { SeatStore, SupportSeat } from '../seats/seat-store.ts';
import { hashOfSeatToken } from '../seats/seat-tokens.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { LiveSessions } from './live-sessions.ts';
import { RelayRefusal, unknownSeat } from './relay-refusal.ts';
import type { StaffVisitor, Visitor } from './seat-line.ts';
import type { Seated, Seating } from './seating.ts';

export interface EntranceParts {
  readonly live: LiveSessions;
  readonly sessions: Pick<SessionStore, 'find' | 'isOf'>;
  readonly seats: Pick<SeatStore, 'byToken'>;
  readonly seating: Seating;
  readonly invites: InviteService;
}

interface ByInvite {
  readonly name?: string | undefined;
  readonly token: string | undefined;
}

/** Begins what somebody does in a seat; within the turn in which they got it, so that whoever comes next finds them here. */
type Begin<Begun> = (seated: Seated) => Begun;

interface Coming<Hello, Begun> {
  readonly hello: Hello;
  readonly visitor: Visitor;
  readonly begin: Begin<Begun>;
}

/** Decides who may come in. Whoever may not know of something gets the answer of whoever asks for what never was. */
export class Entrance {
  readonly #parts: EntranceParts;

  constructor(parts: EntranceParts) {
    this.#parts = parts;
  }

  /** @throws {RelayRefusal} */
  async admit<Begun>(hello: RelayHello, visitor: Visitor, begin: Begin<Begun>): Promise<Begun> {
    const { as } = hello;
    try {
      if (as.kind === 'seat') return await this.#comeBack(as.token, visitor, begin);
      if (as.kind === 'expert') return await this.#enterAsExpert(as.sessionId, { hello, visitor, begin });
      const key: InviteKey =
        as.kind === 'link' ? { kind: 'link', routingHash: hashOfRouting(as.routingId) } : { kind: 'code', nameplate: as.nameplate };
      return await this.#enterByInvite(key, { hello: { name: hello.name, token: as.token }, visitor, begin });
    } catch (error) {
      if (error instanceof Slowed) throw new RelayRefusal('tooManyTries', `slowed ${String(error.seconds)}`);
      throw error;
    }
  }

  async #comeBack<Begun>(token: string, { staff }: Visitor, begin: Begin<Begun>): Promise<Begun> {
    const { seats, live } = this.#parts;
    const found = await seats.byToken(hashOfSeatToken(token));
    // The seat of an expert is worth nothing without their session.
    if (!found || (found.seat.role === 'expert' && !isSeatOf(found, staff))) throw unknownSeat();
    const session = await live.enter(found.tenantId, found.seat.sessionId);
    return session.inTurn(async () => {
      // Kept, and not known here: the answer to a write was lost.
      if (!session.seat(found.seat.id)) await this.#parts.seating.readAgain(session);
      const seat = session.seat(found.seat.id);
      if (!seat || seat.state === 'left') throw unknownSeat();
      if (seat.state === 'removed') throw new RelayRefusal('removed', 'removed');
      // What their account may now.
      const asNow = { ...seat, isSupervisor: found.seat.isSupervisor };
      session.putSeat(asNow);
      return begin({ session, seat: asNow, token });
    });
  }

  async #enterAsExpert<Begun>(sessionId: string, { hello, visitor: { staff }, begin }: Coming<RelayHello, Begun>): Promise<Begun> {
    const { sessions, live } = this.#parts;
    if (!staff?.mayServe) throw unknownSeat();
    const session = await sessions.find(staff.tenantId, sessionId);
    if (!session || !(staff.mayReadAll || (await sessions.isOf(staff.tenantId, sessionId, staff.userId)))) throw unknownSeat();
    const running = await live.enter(staff.tenantId, sessionId);
    return running.inTurn(async () => {
      const isAdmitted = session.ownerId === staff.userId;
      const comer = { name: hello.name ?? staff.name, inviteId: undefined, by: undefined, token: undefined };
      return begin(await this.#parts.seating.seatExpert(running, comer, { staff, isAdmitted }));
    });
  }

  /** Who did not hear the welcome comes a second time with the token that they brought: the invite is used up, by them. */
  async #enterByInvite<Begun>(key: InviteKey, coming: Coming<ByInvite, Begun>): Promise<Begun> {
    const { hello, visitor, begin } = coming;
    try {
      return await this.#useInvite(key, coming);
    } catch (error) {
      if (!(error instanceof RelayRefusal) || hello.token === undefined) throw error;
      return await this.#comeBack(hello.token, visitor, begin).catch((second: unknown) => {
        // Not theirs: the invite's own reason tells them more. Anything else is news.
        throw second instanceof RelayRefusal && second.reason === unknownSeat().reason ? error : second;
      });
    }
  }

  async #useInvite<Begun>(key: InviteKey, { hello, visitor: { address, staff }, begin }: Coming<ByInvite, Begun>): Promise<Begun> {
    const { invites, live } = this.#parts;
    const isForThem = (tenantId: string, { role }: Invite): boolean =>
      role === 'customer' || (staff?.mayServe === true && staff.tenantId === tenantId);
    const shown = await invites.show(key, address, ({ tenantId, invite }) => isForThem(tenantId, invite));
    if (shown.kind === 'refused') throw new RelayRefusal('unknownInvite', shown.why);
    const { tenantId, invite } = shown.found;
    const session = await live.enter(tenantId, invite.sessionId);
    return session.inTurn(async () => {
      const { name, token } = hello;
      const comer = { inviteId: invite.id, by: key.kind, token };
      if (invite.role === 'customer') return begin(await this.#parts.seating.seatCustomer(session, { ...comer, name: name ?? '?' }));
      if (!staff) throw unknownSeat();
      return begin(await this.#parts.seating.seatExpert(session, { ...comer, name: name ?? staff.name }, { staff, isAdmitted: false }));
    });
  }
}

function isSeatOf(found: { readonly tenantId: string; readonly seat: SupportSeat }, staff: StaffVisitor | undefined): boolean {
  return staff !== undefined && staff.mayServe && staff.tenantId === found.tenantId && staff.userId === found.seat.userId;
}
