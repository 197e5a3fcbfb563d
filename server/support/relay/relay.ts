import type { RelayHello } from '../../../protocol/support/relay-requests.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { Entrance } from './entrance.ts';
import type { Seated } from './seating.ts';
import type { LiveSessions } from './live-sessions.ts';
import { RelayRefusal } from './relay-refusal.ts';
import type { RelaySession } from './relay-session.ts';
import { SeatLink } from './seat-link.ts';
import type { SeatLine, Visitor } from './seat-line.ts';
import { isIn, type SeatRequests } from './seat-requests.ts';
import { SeatVisit } from './seat-visit.ts';

/** What the relay counts; compose connects it to /metrics. */
export interface RelayMetrics {
  entered(role: string): void;
  refused(reason: string): void;
  logged(): void;
}

export interface RelayParts {
  readonly entrance: Entrance;
  readonly live: LiveSessions;
  readonly requests: SeatRequests;
  readonly sessions: Pick<SessionStore, 'noteEmpty'>;
  /** Ends a session because its log is full. */
  readonly endFull: (session: RelaySession) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: RelayMetrics;
}

/** Try again later: RFC 6455's registry, 1012 and 1013. */
const serverStops = 1012;
const tryAgain = 1013;

/** Passes sealed messages between the seats of sessions, and keeps those that are to be kept. */
export class Relay {
  readonly #parts: RelayParts;
  #isClosed = false;

  constructor(parts: RelayParts) {
    this.#parts = parts;
  }

  /** Lets somebody in. @throws {RelayRefusal} with what their line is to be closed with */
  async enter(hello: RelayHello, visitor: Visitor, line: SeatLine): Promise<SeatVisit> {
    const { entrance, metrics } = this.#parts;
    try {
      return await entrance.admit(hello, visitor, (seated) => {
        const visit = this.#begin(seated, hello, { visitor, line });
        metrics.entered(seated.seat.role);
        return visit;
      });
    } catch (error) {
      if (error instanceof RelayRefusal) metrics.refused(error.reason.split(' ')[0] ?? '');
      throw error;
    }
  }

  /** The session is over in the store: tells everybody who is in it. */
  async handleEnded(sessionId: string, reason: string): Promise<void> {
    const session = await this.#parts.live.find(sessionId);
    if (!session) return;
    session.end(reason);
    this.#parts.live.handleLeft(session);
  }

  /** A web session ended: experts who came with it are out. */
  async handleWebSessionEnded(webSessionId: string): Promise<void> {
    for (const session of await this.#parts.live.all())
      for (const link of session.links) if (link.webSessionId === webSessionId) session.dismissLink(link, 'sessionEnded', 'signed-out');
  }

  /** Somebody was disabled or deleted: they are out of every session, as if a customer had removed them. */
  async handleUserDisabled(tenantId: string, userId: string): Promise<void> {
    const sessions = (await this.#parts.live.all()).filter((session) => session.tenantId === tenantId);
    await Promise.all(sessions.map((session) => this.#takeOut(session, userId)));
  }

  /** A tenant removed an approved browser: all of its sessions are told, and nobody is put out. */
  async handleBrowserRemoved(tenantId: string, browserId: string): Promise<void> {
    for (const session of await this.#parts.live.all()) if (session.tenantId === tenantId) session.tellBrowserRemoved(browserId);
  }

  /** Tells everybody to come back later. Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { live } = this.#parts;
    for (const session of await live.all()) {
      for (const link of session.links) link.closeWith(serverStops, 'server stops');
      await session.log.settled();
      // What is just being noted of who is here.
      await session.inTurn(async () => undefined);
      session.room.close({ forGood: true });
    }
    live.close();
  }

  /** In turn: a seat that they are just taking is theirs before it is taken away. */
  #takeOut(session: RelaySession, userId: string): Promise<void> {
    return session.inTurn(async () => {
      const theirs = session.seats.filter((seat) => seat.userId === userId && isIn(seat));
      for (const seat of theirs) await this.#parts.requests.putOut(session, seat, { state: 'removed', word: 'removed', reason: 'removed' });
    });
  }

  #begin({ session, seat, token }: Seated, hello: RelayHello, { visitor, line }: { visitor: Visitor; line: SeatLine }): SeatVisit {
    const { live, logger } = this.#parts;
    if (session.isOver) throw new RelayRefusal('sessionOver', 'over');
    if (live.isForgotten(session)) throw new Error('the session was given back while somebody came in');
    const link = new SeatLink({
      seatId: seat.id,
      webSessionId: visitor.staff?.webSessionId,
      address: visitor.address,
      line,
      log: session.log,
      after: Math.min(hello.after, session.log.lastNumber),
      onFailed: (error) => {
        logger.warn({ err: error, sessionId: session.id }, 'the log of a support session could not be read');
        link.closeWith(tryAgain, 'try again');
      },
    });
    const wasEmpty = session.isEmpty;
    session.attach(link);
    const { role } = seat;
    link.send({
      type: 'welcome',
      session: {
        id: session.id,
        kind: session.kind,
        tenantName: session.tenantName,
        msSinceStart: session.startedAt ? Math.max(0, this.#parts.clock.now() - session.startedAt.getTime()) : null,
      },
      seat: { id: seat.id, role, token },
      seats: [...session.seatsFor(role)],
      lastNumber: session.log.lastNumber,
      removedBrowsers: [...session.removedBrowsers],
    });
    if (seat.state === 'admitted') for (const producer of session.room.producersFor(seat.id)) link.send(producer);
    session.tellSeats();
    link.catchUp();
    if (wasEmpty) this.#notePresence(session);
    logger.info({ sessionId: session.id, seatId: seat.id, role }, 'somebody is in a support session');
    return this.#visit(session, link, visitor);
  }

  #visit(session: RelaySession, link: SeatLink, visitor: Visitor): SeatVisit {
    const { requests, logger, metrics, endFull } = this.#parts;
    return new SeatVisit({
      session,
      link,
      visitor,
      requests,
      onLogged: () => metrics.logged(),
      onFull: () => endFull(session),
      onLost: () => this.#handleLost(session, link),
      onFailed: (error) => {
        logger.error({ err: error, sessionId: session.id }, 'a message in a support session could not be kept');
        link.closeWith(tryAgain, 'try again');
      },
    });
  }

  #handleLost(session: RelaySession, link: SeatLink): void {
    if (session.detach(link)) session.tellSeats();
    if (session.isEmpty && !session.isOver) this.#notePresence(session);
    this.#parts.live.handleLeft(session);
  }

  /** Since when nobody is here, as it is when its turn comes. */
  #notePresence(session: RelaySession): void {
    const { sessions, clock, logger } = this.#parts;
    session
      .inTurn(() => sessions.noteEmpty(session.tenantId, session.id, session.isEmpty ? new Date(clock.now()) : undefined))
      .catch((error: unknown) => logger.warn({ err: error, sessionId: session.id }, 'who is in a support session could not be noted'));
  }
}
