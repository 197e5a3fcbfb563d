import type { ControlMessage } from './control-messages.ts';
import type { HandshakeMessage } from './handshake-messages.ts';
import type { Member } from './sealed-session.ts';

/** A relay can invent as many people as it likes: more than these are not kept, nor asked for. */
export const maxWaiting = 16;

/** What customer and expert do differently. All calls come one after the other. */
export interface Part {
  /** Says the first word. */
  start(): Promise<void>;
  /** Something clear in the log; mine comes back too. @throws {SealError} what is refused */
  handleClear(message: HandshakeMessage, from: string): Promise<void>;
  /** @throws {SealError} what is refused */
  handleControl(message: ControlMessage, from: Member): Promise<void>;
  /** A sealed message was passed while this seat shares no keys: there is a group. */
  handleForeign(): Promise<void>;
  admit(seatId: string): Promise<void>;
  remove(seatId: string): Promise<void>;
  vouch(seatId: string): Promise<void>;
  close(): void;
}
