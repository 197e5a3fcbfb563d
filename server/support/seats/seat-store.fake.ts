import type { SeatState } from '../../../protocol/support/states.ts';
import type { FoundSeat, SeatStore, SupportSeat } from './seat-store.ts';

/** Seats in memory. */
export class FakeSeatStore implements SeatStore {
  readonly #seats = new Map<string, { readonly tenantId: string; readonly token: string; seat: SupportSeat }>();

  async add(tenantId: string, seat: SupportSeat, tokenHash: Buffer): Promise<void> {
    this.#seats.set(seat.id, { tenantId, token: tokenHash.toString('hex'), seat });
  }

  async byToken(tokenHash: Buffer): Promise<FoundSeat | undefined> {
    const found = [...this.#seats.values()].find(({ token }) => token === tokenHash.toString('hex'));
    return found && { tenantId: found.tenantId, seat: found.seat };
  }

  async ofSession(tenantId: string, sessionId: string): Promise<readonly SupportSeat[]> {
    const all = [...this.#seats.values()];
    return all.filter((entry) => entry.tenantId === tenantId && entry.seat.sessionId === sessionId).map(({ seat }) => seat);
  }

  async setState(tenantId: string, seatId: string, state: SeatState): Promise<void> {
    const found = this.#seats.get(seatId);
    if (found?.tenantId === tenantId) found.seat = { ...found.seat, state };
  }
}
