import type { InviteState } from '../../../protocol/support/states.ts';
import type { InviteKey } from '../invites/invite-store.ts';
import type { SupportSeat } from './seat-store.ts';

/** Somebody comes in. */
export interface Arrival {
  /** A new one; an invite that it names is used up by it. */
  readonly seat: SupportSeat;
  /** By which half of the invite they come: a burnt code lets nobody in, its link does. */
  readonly by: InviteKey['kind'] | undefined;
  readonly tokenHash: Buffer;
  /** Seats that are left with it. */
  readonly leaving: readonly SupportSeat[];
  /** It is the customer's whose session this is from now on; when it was waiting, it becomes active. */
  readonly isTheirs: boolean;
}

export interface Taken {
  /** The session was waiting. */
  readonly hasStarted: boolean;
}

/** Where it is kept that somebody came in: all that belongs to it, or nothing. */
export interface Arrivals {
  /** A state: that of the invite, which does not serve any more. @throws {StorageError} `conflict` when another seat has that token */
  take(tenantId: string, arrival: Arrival): Promise<Taken | Exclude<InviteState, 'open'>>;
}
