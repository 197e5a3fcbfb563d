import type { SeatRole, SeatState } from '../../../protocol/support/states.ts';

/** One person's place in a session. */
export interface SupportSeat {
  readonly id: string;
  readonly sessionId: string;
  readonly role: SeatRole;
  readonly name: string;
  /** Of experts. */
  readonly userId: string | undefined;
  /** An expert who may see all sessions, when they came in or came back. */
  readonly isSupervisor: boolean;
  /** With which they came. */
  readonly inviteId: string | undefined;
  readonly state: SeatState;
  readonly createdAt: Date;
}

export interface FoundSeat {
  readonly tenantId: string;
  readonly seat: SupportSeat;
}

/** Where seats are kept. Of a token only its hash is known. */
export interface SeatStore {
  /** Whose token has this hash, in whatever tenant. */
  byToken(tokenHash: Buffer): Promise<FoundSeat | undefined>;
  /** First to last. */
  ofSession(tenantId: string, sessionId: string): Promise<readonly SupportSeat[]>;
  setState(tenantId: string, seatId: string, state: SeatState): Promise<void>;
}
