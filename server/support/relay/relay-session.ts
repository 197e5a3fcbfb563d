import { maxRemovedBrowsers, type Seat, type ServerMessage } from '../../../protocol/support/relay.ts';
import type { SeatRole } from '../../../protocol/support/states.ts';
import type { RoomEngine } from '../../media/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { PassedRing } from '../seen/passed-ring.ts';
import { RoomDesk } from '../rooms/room-desk.ts';
import type { SupportSeat } from '../seats/seat-store.ts';
import type { SupportSession } from '../sessions/session-store.ts';
import type { LogEntry, LogStore } from './log-store.ts';
import type { SeatLink } from './seat-link.ts';
import { SessionLog } from './session-log.ts';

export interface RelaySessionParts {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly session: SupportSession;
  readonly seats: readonly SupportSeat[];
  readonly removedBrowsers: readonly string[];
  readonly logs: LogStore;
  readonly engine: RoomEngine;
  readonly clock: Clock;
}

/** One session while people are in it: their lines, its log and its room. Everything that has to outlive the server lies in the stores. */
export class RelaySession {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly id: string;
  readonly kind: SupportSession['kind'];
  readonly log: SessionLog;
  readonly room: RoomDesk;
  /** What is only passed on, while somebody looks at it. */
  readonly passing: PassedRing;
  startedAt: Date | undefined;
  isOver = false;
  readonly #seats = new Map<string, SupportSeat>();
  readonly #links = new Map<string, SeatLink>();
  /** Where each seat's line was last, also when it is gone: guesses count by it. */
  readonly #addresses = new Map<string, string>();
  #removedBrowsers: readonly string[];
  #entering: Promise<unknown> = Promise.resolve();

  private constructor(parts: RelaySessionParts, log: (onKept: (entry: LogEntry) => void) => SessionLog) {
    const { tenantId, tenantName, session, seats, removedBrowsers, engine, clock } = parts;
    this.tenantId = tenantId;
    this.tenantName = tenantName;
    this.id = session.id;
    this.kind = session.kind;
    this.startedAt = session.startedAt;
    this.#removedBrowsers = removedBrowsers;
    this.passing = new PassedRing(clock);
    for (const seat of seats) this.#seats.set(seat.id, seat);
    this.log = log((entry) => {
      for (const link of this.#links.values()) link.handleKept(entry);
    });
    this.room = new RoomDesk({
      engine,
      tell: (message, except) => this.#tellAdmitted(message, except),
      onSilent: (seatId) => this.#closeIfGone(seatId),
    });
  }

  static async open(parts: RelaySessionParts): Promise<RelaySession> {
    const { tenantId, session, logs, clock } = parts;
    const told: { kept: (entry: LogEntry) => void } = { kept: () => undefined };
    const log = await SessionLog.open({
      store: logs,
      tenantId,
      sessionId: session.id,
      clock,
      onKept: (entry) => told.kept(entry),
    });
    return new RelaySession(parts, (onKept) => {
      told.kept = onKept;
      return log;
    });
  }

  /** Lets people in and out one after the other, so that nobody decides by what is just changing. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#entering.then(work);
    this.#entering = turn.catch(() => undefined);
    return turn;
  }

  get seats(): readonly SupportSeat[] {
    return [...this.#seats.values()];
  }

  seat(id: string): SupportSeat | undefined {
    return this.#seats.get(id);
  }

  addressOf(seatId: string): string | undefined {
    return this.#addresses.get(seatId);
  }

  isHere(seatId: string): boolean {
    return this.#links.has(seatId);
  }

  get isEmpty(): boolean {
    return this.#links.size === 0;
  }

  putSeat(seat: SupportSeat): void {
    this.#seats.set(seat.id, seat);
  }

  /** A seat has a line now; an older one of the same seat is told that it was taken over. */
  attach(link: SeatLink): void {
    this.#links.get(link.seatId)?.close('takenOver', 'taken-over');
    this.#links.set(link.seatId, link);
    this.#addresses.set(link.seatId, link.address);
  }

  /** A line is gone; says whether it was the seat's newest one. */
  detach(link: SeatLink): boolean {
    link.handleLost();
    if (this.#links.get(link.seatId) !== link) return false;
    this.#links.delete(link.seatId);
    this.#closeIfGone(link.seatId);
    return true;
  }

  link(seatId: string): SeatLink | undefined {
    return this.#links.get(seatId);
  }

  get links(): readonly SeatLink[] {
    return [...this.#links.values()];
  }

  /** The seats as somebody of that role may see them: accounts are for staff. */
  seatsFor(role: SeatRole): readonly Seat[] {
    return this.seats.map(({ id, role: theirs, name, userId, isSupervisor, state }) => ({
      id,
      role: theirs,
      name,
      ...(isSupervisor ? { isSupervisor } : {}),
      ...(role === 'expert' && userId !== undefined ? { userId } : {}),
      isHere: this.#links.has(id),
      state,
    }));
  }

  tellSeats(): void {
    for (const [seatId, link] of this.#links) {
      const seats = this.seatsFor(this.#seats.get(seatId)?.role ?? 'customer');
      link.send({ type: 'seats', seats: [...seats] });
    }
  }

  /** Browsers that the tenant removed since the session was made, newest last. */
  get removedBrowsers(): readonly string[] {
    return this.#removedBrowsers;
  }

  /** Tells everybody who is here that the tenant removed a browser, and later whoever comes. */
  tellBrowserRemoved(browserId: string): void {
    this.#removedBrowsers = [...this.#removedBrowsers.filter((id) => id !== browserId), browserId].slice(-maxRemovedBrowsers);
    for (const link of this.links) link.send({ type: 'browser-removed', browserId });
  }

  pass(from: string, body: string, to: string | undefined): void {
    this.passing.noteMessage(from, to, body);
    for (const [seatId, link] of this.#links)
      if (seatId !== from && (to === undefined || to === seatId)) link.pass({ type: 'pass', from, body });
  }

  /** A piece of a file, which names its sender by now. Resolves when the receiver can take more. */
  async passChunk(from: string, frame: Buffer, to: string): Promise<void> {
    this.passing.notePiece(from, to, frame);
    await this.#links.get(to)?.sendChunk(frame);
  }

  /** Takes a seat's line and media away. */
  dismiss(seatId: string, word: 'removed' | 'unknownInvite' | 'sessionOver' | 'takenOver', reason: string): void {
    this.room.closeSeat(seatId);
    const link = this.#links.get(seatId);
    this.#links.delete(seatId);
    link?.close(word, reason);
  }

  /** Takes one line away, and at once what its seat sees and hears; the seat may come back. */
  dismissLink(link: SeatLink, word: 'sessionEnded', reason: string): void {
    link.close(word, reason);
    if (this.#links.get(link.seatId) !== link) return;
    this.#links.delete(link.seatId);
    this.room.closeSeat(link.seatId);
    this.tellSeats();
  }

  /** Over for everybody. */
  end(reason: string): void {
    this.isOver = true;
    for (const link of this.links) {
      link.send({ type: 'ended', reason });
      link.close('sessionOver', 'over');
    }
    this.#links.clear();
    this.passing.forget();
    this.room.close({ forGood: true });
  }

  /** Neither its line is there nor are its media: that is a page that is gone, not a network that is away for a moment. */
  #closeIfGone(seatId: string): void {
    if (!this.isHere(seatId) && this.room.isSilent(seatId)) this.room.closeSeat(seatId);
  }

  #tellAdmitted(message: ServerMessage, exceptSeatId: string | undefined): void {
    for (const [seatId, link] of this.#links)
      if (seatId !== exceptSeatId && this.#seats.get(seatId)?.state === 'admitted') link.send(message);
  }
}
