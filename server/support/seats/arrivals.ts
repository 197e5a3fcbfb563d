import type { SupportSeat } from './seat-store.ts';

/** Somebody comes in. */
export interface Arrival {
  /** A new one; an invite that it names is used up by it. */
  readonly seat: SupportSeat;
  readonly tokenHash: Buffer;
  /** Seats that are left with it. */
  readonly leaving: readonly SupportSeat[];
  /** It is the customer's whose session this is from now on; when it was waiting, it becomes active. */
  readonly isTheirs: boolean;
}

/** Where it is kept that somebody came in: all that belongs to it, or nothing. */
export interface Arrivals {
  /** Undefined: its invite does not serve any more. */
  take(tenantId: string, arrival: Arrival): Promise<{ readonly hasStarted: boolean } | undefined>;
}
