import type { RoomEngine } from '../../media/index.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { SeatStore } from '../seats/seat-store.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { LogStore } from './log-store.ts';
import { RelaySession } from './relay-session.ts';
import { RelayRefusal, unknownSeat } from './relay-refusal.ts';

export interface LiveSessionsParts {
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly seats: Pick<SeatStore, 'ofSession'>;
  readonly logs: LogStore;
  readonly engine: RoomEngine;
  readonly tenantName: (tenantId: string) => Promise<string>;
  /** Newest last. */
  readonly removedBrowsers: (tenantId: string, since: Date) => Promise<readonly string[]>;
  readonly clock: Clock;
}

/** So long the media of people stays who lost their line. */
export const lingerMs = 60_000;

/** Sessions in which somebody is, or was a moment ago. */
export class LiveSessions {
  readonly #parts: LiveSessionsParts;
  readonly #open = new Map<string, Promise<RelaySession>>();
  readonly #timers = new Map<string, Timer>();
  readonly #forgotten = new WeakSet<RelaySession>();

  constructor(parts: LiveSessionsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#open.size;
  }

  /** The session as it runs, read from the stores when nobody was in it. @throws {RelayRefusal} */
  async enter(tenantId: string, sessionId: string): Promise<RelaySession> {
    const isAnybodyAway = this.#timers.has(sessionId);
    this.#timers.get(sessionId)?.stop();
    this.#timers.delete(sessionId);
    const opening = this.#open.get(sessionId) ?? this.#read(tenantId, sessionId);
    this.#open.set(sessionId, opening);
    try {
      const session = await opening;
      // Others may be away still, and whoever comes may be refused: neither is a reason to keep media or memory for ever.
      if ((isAnybodyAway || session.isEmpty) && !this.#timers.has(sessionId)) this.handleLeft(session);
      return session;
    } catch (error) {
      if (this.#open.get(sessionId) === opening) this.#open.delete(sessionId);
      throw error;
    }
  }

  /** Whether memory of it was given back meanwhile: then whoever is coming in has to come again. */
  isForgotten(session: RelaySession): boolean {
    return this.#forgotten.has(session);
  }

  /** The running session, if anybody is in it. */
  async find(sessionId: string): Promise<RelaySession | undefined> {
    try {
      return await this.#open.get(sessionId);
    } catch {
      // It could not be opened, so nobody is in it; whoever opened it was told why.
      return undefined;
    }
  }

  async all(): Promise<readonly RelaySession[]> {
    const found = await Promise.allSettled(this.#open.values());
    return found.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }

  /** Somebody went: when nobody comes back for a while, room and memory are given back. */
  handleLeft(session: RelaySession): void {
    if (session.isOver) return this.#forget(session);
    this.#timers.get(session.id)?.stop();
    const timer = this.#parts.clock.after(lingerMs, () => {
      this.#timers.delete(session.id);
      for (const seat of session.seats) if (!session.isHere(seat.id)) session.room.closeSeat(seat.id);
      if (!session.isEmpty) return;
      session.room.close({ forGood: false });
      this.#forget(session);
    });
    this.#timers.set(session.id, timer);
  }

  close(): void {
    for (const timer of this.#timers.values()) timer.stop();
    this.#timers.clear();
    this.#open.clear();
  }

  async #read(tenantId: string, sessionId: string): Promise<RelaySession> {
    const { sessions, seats, logs, engine, tenantName, removedBrowsers, clock } = this.#parts;
    const session = await sessions.find(tenantId, sessionId);
    if (!session) throw unknownSeat();
    if (session.keeping.tenantEndedAt) throw new RelayRefusal('sessionOver', 'tenant-ended');
    if (session.state === 'done') throw new RelayRefusal('sessionOver', 'over');
    const [name, taken, removed] = await Promise.all([
      tenantName(tenantId),
      seats.ofSession(tenantId, sessionId),
      // Read when others can find the session already: what is removed from here on is told to it.
      removedBrowsers(tenantId, session.createdAt),
    ]);
    return RelaySession.open({ tenantId, tenantName: name, session, seats: taken, removedBrowsers: removed, logs, engine, clock });
  }

  #forget(session: RelaySession): void {
    session.passing.forget();
    this.#timers.get(session.id)?.stop();
    this.#timers.delete(session.id);
    this.#open.delete(session.id);
    this.#forgotten.add(session);
  }
}
