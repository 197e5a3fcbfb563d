import type { ServerMessage } from '../../../protocol/support/relay.ts';
import { sessionRequestSchemas, type ClientMessage } from '../../../protocol/support/relay-requests.ts';
import { capabilityNameSchema, type SeatRole } from '../../../protocol/support/states.ts';
import { MediaError, type MediaErrorCode } from '../../media/media-engine.ts';
import type { Logger } from '../../platform/logger.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError } from '../../storage/index.ts';
import type { InviteService } from '../invites/invite-service.ts';
import { roomHandlers } from '../rooms/room-requests.ts';
import type { SeatStore, SupportSeat } from '../seats/seat-store.ts';
import type { Doer, SessionStore } from '../sessions/session-store.ts';
import { handle, type Asker, type Handler } from './handler.ts';
import type { RelaySession } from './relay-session.ts';

export interface SeatRequestParts {
  readonly sessions: Pick<SessionStore, 'rate' | 'noteCapabilities'>;
  readonly seats: Pick<SeatStore, 'setState'>;
  readonly invites: Pick<InviteService, 'make' | 'burn' | 'reopen'>;
  readonly end: (tenantId: string, sessionId: string, end: { readonly reason: string; readonly by: Doer }) => Promise<void>;
  readonly onChanged: (tenantId: string, sessionId: string) => void;
  readonly logger: Logger;
}

type Request = Extract<ClientMessage, { type: 'request' }>;
const mediaAnswers: Readonly<Record<MediaErrorCode, 'bad-request' | 'media-unavailable' | 'not-found'>> = {
  malformed: 'bad-request',
  'not-acceptable': 'bad-request',
  unavailable: 'media-unavailable',
  closed: 'not-found',
};

/** What a seat can ask of the server; it answers each, and tells nobody else what was asked. */
export class SeatRequests {
  readonly #parts: SeatRequestParts;
  readonly #handlers: ReadonlyMap<string, Handler>;

  constructor(parts: SeatRequestParts) {
    this.#parts = parts;
    this.#handlers = new Map(Object.entries({ ...this.#sessionHandlers(), ...this.#seatHandlers(), ...roomHandlers() }));
  }

  async answer(asker: Asker, { id, method, data }: Request): Promise<ServerMessage> {
    try {
      const handler = this.#handlers.get(method);
      if (!handler) throw new ServiceError('not-found');
      return { type: 'response', id, ok: true, data: (await handler(asker, data)) ?? {} };
    } catch (error) {
      const refusal = this.#refusalOf(error);
      if (refusal.code === 'internal') this.#parts.logger.error({ err: error, method }, 'a request in a support session failed');
      return { type: 'response', id, ok: false, code: refusal.code, message: refusal.message };
    }
  }

  /** The line goes first: nothing is told to whoever is out, whatever the disk does. */
  async putOut(session: RelaySession, seat: SupportSeat, how: PutOut): Promise<void> {
    this.#closeLine(session, seat, how);
    await this.#parts.seats.setState(session.tenantId, seat.id, how.state);
    this.#tell(session);
  }

  /** Who goes by themselves goes once that is kept: nobody who saw the line close finds them in. */
  async #leave(session: RelaySession, seat: SupportSeat): Promise<void> {
    await this.#parts.seats.setState(session.tenantId, seat.id, 'left');
    this.#closeLine(session, seat, { state: 'left', word: 'sessionOver', reason: 'left' });
    this.#tell(session);
  }

  /** Nobody comes in meanwhile: whoever is there by it came by the code. Once it is burnt they come by the link alone, and stay. */
  async #burn(session: RelaySession, inviteId: string): Promise<void> {
    const { invites } = this.#parts;
    if (!(await invites.burn(session.tenantId, session.id, inviteId))) return;
    const came = session.seats.find((one) => one.inviteId === inviteId && isIn(one));
    const address = came && session.link(came.id)?.address;
    if (came) await this.putOut(session, came, { state: 'left', word: 'unknownInvite', reason: 'burnt' });
    await invites.reopen(session.tenantId, { sessionId: session.id, inviteId }, address);
  }

  /**
   * Customers who are away do not come back, and the other experts come in again as after them: nobody in the group that begins then was let in
   * by its customer yet. Kept before it is told; done a second time it finishes what the first time began.
   */
  async #release(session: RelaySession, askerSeat: string): Promise<void> {
    const others = session.seats.filter((seat) => seat.id !== askerSeat && isIn(seat));
    const customers = others.filter(({ role }) => role === 'customer');
    if (customers.some(({ id }) => session.isHere(id))) throw new ServiceError('in-use');
    for (const seat of customers) await this.#parts.seats.setState(session.tenantId, seat.id, 'removed');
    for (const seat of customers) this.#closeLine(session, seat, { state: 'removed', word: 'removed', reason: 'removed' });
    for (const seat of others)
      if (seat.role === 'expert') await this.putOut(session, seat, { state: 'left', word: 'sessionOver', reason: 'replaced' });
    this.#tell(session);
  }

  #closeLine(session: RelaySession, seat: SupportSeat, { state, word, reason }: PutOut): void {
    session.putSeat({ ...seat, state });
    session.dismiss(seat.id, word, reason);
  }

  #tell(session: RelaySession): void {
    session.tellSeats();
    this.#parts.onChanged(session.tenantId, session.id);
  }

  #sessionHandlers(): Readonly<Record<string, Handler>> {
    const { sessions, invites, end, onChanged } = this.#parts;
    const schemas = sessionRequestSchemas;
    return {
      'session.end': handle(schemas['session.end'], async (asker, { reason }) => {
        const { session, visitor } = asker;
        requireAdmitted(asker);
        // What was said before is told before.
        await session.log.settled();
        await end(session.tenantId, session.id, { reason, by: { userId: visitor.staff?.userId, address: visitor.address } });
      }),
      'session.rate': handle(schemas['session.rate'], async (asker, { rating }) => {
        requireAdmitted(asker, 'customer');
        await sessions.rate(asker.session.tenantId, asker.session.id, rating);
        onChanged(asker.session.tenantId, asker.session.id);
      }),
      'session.state': handle(schemas['session.state'], async (asker, { capabilities }) => {
        requireAdmitted(asker, 'customer');
        const { tenantId, id } = asker.session;
        const known = capabilities.flatMap((name) => capabilityNameSchema.safeParse(name).data ?? []);
        if (await sessions.noteCapabilities(tenantId, id, known)) onChanged(tenantId, id);
      }),
      'invite.make': handle(schemas['invite.make'], async (asker, { role, routingId }) => {
        requireAdmitted(asker, 'expert');
        return invites.make(asker.session.tenantId, { sessionId: asker.session.id, role, routingId });
      }),
      'invite.burn': handle(schemas['invite.burn'], async (asker, { inviteId }) => {
        const seat = requireSeat(asker);
        if (seat.role === 'expert') requireAdmitted(asker);
        // A customer knows of no other invite than the one they came with.
        if (seat.role === 'customer' && seat.inviteId !== inviteId) throw new ServiceError('not-found');
        await asker.session.inTurn(() => this.#burn(asker.session, inviteId));
      }),
    };
  }

  #seatHandlers(): Readonly<Record<string, Handler>> {
    const schemas = sessionRequestSchemas;
    return {
      'seat.admit': handle(schemas['seat.admit'], async (asker, { seatId }) => {
        requireAdmitted(asker, 'customer');
        const { session } = asker;
        const seat = session.seat(seatId);
        if (seat?.state !== 'waiting') throw new ServiceError('not-found');
        await this.#parts.seats.setState(session.tenantId, seatId, 'admitted');
        session.putSeat({ ...seat, state: 'admitted' });
        session.tellSeats();
        for (const producer of session.room.producersFor(seatId)) session.link(seatId)?.send(producer);
      }),
      'seat.remove': handle(schemas['seat.remove'], async (asker, { seatId }) => {
        requireAdmitted(asker, 'customer');
        const seat = asker.session.seat(seatId);
        if (!seat || seatId === asker.seatId || !isIn(seat)) throw new ServiceError('not-found');
        await this.putOut(asker.session, seat, { state: 'removed', word: 'removed', reason: 'removed' });
      }),
      'seat.refuse': handle(schemas['seat.refuse'], async (asker, { seatId }) => {
        requireAdmitted(asker, 'expert');
        const { session } = asker;
        const seat = session.seat(seatId);
        if (!seat || seat.inviteId === undefined || seatId === asker.seatId || !isRefusable(session, seat))
          throw new ServiceError('not-found');
        if (isIn(seat)) await this.putOut(session, seat, { state: 'left', word: 'unknownInvite', reason: 'wrong-secret' });
        const { id: sessionId, tenantId } = session;
        await this.#parts.invites.reopen(tenantId, { sessionId, inviteId: seat.inviteId }, session.addressOf(seatId));
      }),
      'line.check': handle(schemas['line.check'], () => Promise.resolve()),
      'customer.release': handle(schemas['customer.release'], async (asker) => {
        // In the turn: of two experts who ask at once the first puts the second out.
        await asker.session.inTurn(async () => this.#release(asker.session, requireAdmitted(asker, 'expert').id));
      }),
      'seat.leave': handle(schemas['seat.leave'], async (asker) => {
        await this.#leave(asker.session, requireSeat(asker));
      }),
    };
  }

  #refusalOf(error: unknown): ServiceError {
    if (error instanceof ServiceError) return error;
    if (error instanceof MediaError) return new ServiceError(mediaAnswers[error.code], { cause: error });
    if (error instanceof StorageError && error.code === 'unavailable') return new ServiceError('unavailable', { cause: error });
    return new ServiceError('internal', { cause: error });
  }
}

interface PutOut {
  readonly state: 'left' | 'removed';
  readonly word: Parameters<RelaySession['dismiss']>[1];
  readonly reason: string;
}

/** Whoever went before they were refused has used up the invite all the same, unless somebody else came by it since. */
function isRefusable(session: RelaySession, seat: SupportSeat): boolean {
  return isIn(seat) || (seat.state === 'left' && !session.seats.some((one) => one.inviteId === seat.inviteId && isIn(one)));
}

export function isIn({ state }: SupportSeat): boolean {
  return state === 'waiting' || state === 'admitted';
}

function requireSeat({ session, seatId }: Asker): SupportSeat {
  const seat = session.seat(seatId);
  if (!seat || !isIn(seat)) throw new ServiceError('not-found');
  return seat;
}

/** @throws {ServiceError} `not-admitted`; `forbidden` for the other role */
function requireAdmitted(asker: Asker, role?: SeatRole): SupportSeat {
  const seat = requireSeat(asker);
  if (seat.state !== 'admitted') throw new ServiceError('not-admitted');
  if (role !== undefined && seat.role !== role) throw new ServiceError('forbidden');
  return seat;
}
