import type { ServerMessage } from '../../../protocol/support/relay.ts';

/** The way to one browser. The gateway has the socket; nothing here knows of sockets. */
export interface SeatLine {
  /** What the browser has not taken yet. */
  readonly bufferedBytes: number;
  send(message: ServerMessage): void;
  sendBinary(frame: Uint8Array): void;
  /** Resolves when little is buffered, or when the line is closed. */
  drained(): Promise<void>;
  /** The browser is told why. Idempotent. */
  close(code: number, reason: string): void;
}

/** Who stands at the door: an address, and for staff what their session proves. */
export interface Visitor {
  readonly address: string;
  readonly staff?: StaffVisitor | undefined;
}

export interface StaffVisitor {
  readonly tenantId: string;
  readonly userId: string;
  readonly name: string;
  readonly webSessionId: string;
  /** May serve customers. */
  readonly mayServe: boolean;
  /** May see everybody's sessions. */
  readonly mayReadAll: boolean;
}
