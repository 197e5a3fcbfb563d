import { toBase64Url, type Bytes } from '../bytes.ts';
import { clearBody } from './bodies.ts';
import { nonceBytes } from './channel.ts';
import { protocol, suite } from './handshake-messages.ts';
import type { JoinSecret, SeatRole } from './sealed-session.ts';

/** A joiner's first word: for the log, and the name of the run that it begins. */
export interface Greeting {
  readonly run: string;
  readonly body: Bytes;
}

/** Nothing in it is of a seat, so that it can be said in one breath with the hello. */
export function newGreeting(role: SeatRole, mode: JoinSecret['kind'], routing: string): Greeting {
  const run = toBase64Url(crypto.getRandomValues(new Uint8Array(nonceBytes)));
  return { run, body: clearBody({ type: 'greet', protocol, suite, run, role, mode, routing }) };
}
