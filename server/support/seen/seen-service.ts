import { seenLimits, type SeenSample, type SeenStream } from '../../../protocol/support/seen.ts';
import { MediaError } from '../../media/media-engine.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { LiveSessions } from '../relay/live-sessions.ts';
import type { RelaySession } from '../relay/relay-session.ts';
import type { RoomDesk, RoomStream } from '../rooms/room-desk.ts';
import { readableSession } from '../session-access.ts';
import type { SessionStore } from '../sessions/session-store.ts';

export interface SeenServiceParts {
  readonly store: Pick<SessionStore, 'find' | 'isOf'>;
  readonly live: Pick<LiveSessions, 'find'>;
  readonly clock: Clock;
}

/** What passes through the server of a live session, byte by byte, for those who manage support. Nothing of it is kept. */
export class SeenService {
  readonly #parts: SeenServiceParts;
  /** By session: several who look at the same moment look at the same bytes. */
  readonly #taking = new Map<string, Promise<SeenSample>>();

  constructor(parts: SeenServiceParts) {
    this.#parts = parts;
  }

  /** @throws {ServiceError} `forbidden`; `not-found`, also for another tenant's; `session-over` */
  async sample(actor: Actor, id: string): Promise<SeenSample> {
    requirePermission(actor, 'support.manage');
    const { store, live } = this.#parts;
    const { state } = await readableSession(store, actor, id);
    if (state === 'done') throw new ServiceError('session-over');
    const session = await live.find(id);
    if (!session) return { at: this.#now(), isLive: false, seats: [], streams: [], notedSince: null, passed: [] };
    const taking = this.#taking.get(id) ?? this.#take(session).finally(() => this.#taking.delete(id));
    this.#taking.set(id, taking);
    return taking;
  }

  async #take(session: RelaySession): Promise<SeenSample> {
    const { passing, room } = session;
    if (session.isOver) throw new ServiceError('session-over');
    passing.look();
    const at = this.#now();
    const streams = await Promise.all(room.streams.slice(-seenLimits.streams).map((stream) => seenOf(room, stream)));
    if (session.isOver) throw new ServiceError('session-over');
    const { since, passed = [] } = passing.seen ?? {};
    return {
      at,
      isLive: !session.isEmpty,
      seats: session.seats.map(({ id, name, role }) => ({ id, name, role })),
      streams,
      notedSince: since?.toISOString() ?? null,
      passed: [...passed],
    };
  }

  #now(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }
}

async function seenOf(room: RoomDesk, stream: RoomStream): Promise<SeenStream> {
  const wish = { count: seenLimits.packets, withinMs: seenLimits.waitMs };
  try {
    const { mimeType, isPaused, hasEnded, packets } = await room.forwarded(stream.producerId, wish);
    const nothing = isPaused ? 'paused' : hasEnded ? 'gone' : 'silent';
    const encoded = packets.map((packet) => packet.toString('base64url'));
    return { ...stream, mimeType, standing: packets.length > 0 ? 'seen' : nothing, packets: encoded };
  } catch (error) {
    if (!(error instanceof MediaError || error instanceof ServiceError)) throw error;
    // It ended before it could be listened to, or its worker did: who sends it hears of that, and whoever looks sees it here.
    return { ...stream, mimeType: null, standing: 'gone', packets: [] };
  }
}
