import type { SipHeaders } from '../message/headers.ts';
import type { SipResponse } from '../message/message.ts';
import { topViaOf } from '../message/accessors.ts';
import { SipError } from '../message/sip-error.ts';
import type { Via } from '../message/values.ts';
import { formatVia, parseFirstVia } from '../message/via.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** RFC 3261 §18.2.2: "the default port for that transport"; 5061 for TLS. */
export const defaultPort = 5060;

/**
 * Notes in a request's top Via where it came from. RFC 3261 §18.2.1: "If the host portion of the "sent-by" parameter
 * contains a domain name, or if it contains an IP address that differs from the packet source address, the server MUST add
 * a "received" parameter". RFC 3581 §4: with a valueless `rport`, its value becomes the source port and "received" is
 * always added. What the sender wrote into `received` himself is overwritten. A malformed Via is left for the answer.
 */
export function stampVia(headers: SipHeaders, source: Address): void {
  const first = headers.get('via');
  if (first === undefined) return;
  const parsed = firstVia(first);
  if (!parsed) return;
  const { via, end } = parsed;
  const parameters = new Map(via.parameters);
  const isPlain = !parameters.has('received') && !parameters.has('rport');
  if (isPlain && sameHost(via.host, source.host)) {
    headers.cache.topVia = via;
    return;
  }
  parameters.delete('received');
  if (parameters.has('rport')) parameters.set('rport', String(source.port));
  if (parameters.has('rport') || !sameHost(via.host, source.host)) parameters.set('received', source.host);
  const stamped: Via = { ...via, parameters };
  const text = isPlain ? `${first.slice(0, end)};received=${source.host}` : formatVia(stamped);
  headers.replaceFirst('Via', text + first.slice(end));
  headers.cache.topVia = stamped;
}

function firstVia(text: string): { via: Via; end: number } | undefined {
  try {
    return parseFirstVia(text);
  } catch (error) {
    if (error instanceof SipError) return undefined;
    throw error;
  }
}

function sameHost(viaHost: string, address: string): boolean {
  return viaHost === address || viaHost === `[${address}]`;
}

/**
 * Where a response goes over an unreliable transport (RFC 3261 §18.2.2, RFC 3581 §4): to `received` and `rport`, else to
 * `received` or sent-by at the sent-by port. `maddr` is not obeyed: it would let a sender aim our answers at others.
 * A response without a readable Via goes back to where its request came from.
 */
export function responseTarget(response: SipResponse, source: Address): Address {
  const via = readableVia(response.headers);
  if (!via) return source;
  const rport = Number(via.parameters.get('rport') ?? '');
  const port = rport > 0 && rport < 65_536 ? rport : (via.port ?? defaultPort);
  // The source address is what `received` would say, and cannot be forged by the text.
  return { host: source.host, port };
}

function readableVia(headers: SipHeaders): Via | undefined {
  try {
    return topViaOf(headers);
  } catch (error) {
    if (error instanceof SipError) return undefined;
    throw error;
  }
}
