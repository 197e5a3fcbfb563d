import type { RelaySession } from '../relay/relay-session.ts';
import { SeatLink } from '../relay/seat-link.ts';

/** Somebody is in a seat, whose line takes everything and says nothing. */
export function sitIn(session: RelaySession, seatId: string): void {
  const nothing = (): void => undefined;
  const line = { bufferedBytes: 0, send: nothing, sendBinary: nothing, drained: async () => undefined, close: nothing };
  session.attach(new SeatLink({ seatId, webSessionId: undefined, address: '', line, log: session.log, after: 0, onFailed: nothing }));
}
