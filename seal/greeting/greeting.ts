import { toBase64Url, utf8, type Bytes } from '../bytes.ts';
import type { JoinSecret, SeatRole } from '../session/sealed-session.ts';
import { bodyOf } from './body.ts';

export const protocol = 'SEAL1';
export const suite = 1;
export const nonceBytes = 16;

/** A joiner's first word: for the log, and the name of the run that it begins. */
export interface Greeting {
  readonly run: string;
  readonly body: Bytes;
}

/** Nothing in it is of a seat, so that it can be said in one breath with the hello. */
export function newGreeting(role: SeatRole, mode: JoinSecret['kind'], routing: string): Greeting {
  const run = toBase64Url(crypto.getRandomValues(new Uint8Array(nonceBytes)));
  return { run, body: bodyOf('clear', utf8(JSON.stringify({ type: 'greet', protocol, suite, run, role, mode, routing }))) };
}
