import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { Slowed, type GuessThrottle } from '../invites/guess-throttle.ts';
import type { SeatStore } from '../seats/seat-store.ts';
import { hashOfSeatToken } from '../seats/seat-tokens.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { ratingKeptOpenMs } from '../sessions/session-times.ts';

export interface RatingServiceParts {
  readonly sessions: Pick<SessionStore, 'rateAfterEnd'>;
  readonly seats: Pick<SeatStore, 'byToken'>;
  readonly throttle: Pick<GuessThrottle, 'guard'>;
  readonly clock: Clock;
  readonly onChanged: (tenantId: string, sessionId: string) => void;
}

/** How content a customer was, said after the session: their line is gone by then, the token of their seat is what they have. */
export class RatingService {
  readonly #parts: RatingServiceParts;

  constructor(parts: RatingServiceParts) {
    this.#parts = parts;
  }

  /**
   * @param rating 1 to 5
   * @throws {ServiceError} `not-found` for whoever has no seat of a customer in a session that ended a while ago and is not rated yet;
   *   `too-many-attempts`
   */
  async rate({ token, rating }: { readonly token: string; readonly rating: number }, address: string): Promise<void> {
    const { sessions, clock, onChanged } = this.#parts;
    const { tenantId, seat } = await this.#seatOf(token, address);
    const endedAfter = new Date(clock.now() - ratingKeptOpenMs);
    if (!(await sessions.rateAfterEnd(tenantId, seat.sessionId, { rating, endedAfter }))) throw new ServiceError('not-found');
    onChanged(tenantId, seat.sessionId);
  }

  async #seatOf(token: string, address: string) {
    const { seats, throttle } = this.#parts;
    try {
      const found = await throttle.guard('link', address, () => seats.byToken(hashOfSeatToken(token)));
      if (found?.seat.role !== 'customer' || found.seat.state !== 'admitted') throw new ServiceError('not-found');
      return found;
    } catch (error) {
      if (error instanceof Slowed) throw new ServiceError('too-many-attempts', { retryAfterSeconds: error.seconds, cause: error });
      throw error;
    }
  }
}
