import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Networks } from '../platform/networks.ts';

/** What can be believed about how a request reached us. */
export interface Visit {
  /** Network address of the client: the one that throttles count, sessions show and the audit log keeps. */
  readonly address: string;
  /** Whether the client spoke TLS, to us or to a proxy that we trust. */
  readonly isTls: boolean;
  /** The host that the client asked for, with the port if it named one. */
  readonly host: string | undefined;
}

/**
 * Reads a request's way. From a connection of a trusted proxy the forwarded headers are believed: the client is the
 * rightmost address that is not a trusted proxy itself, since everything left of it can have been written by the client
 * (RFC 7239 §8.1). From anybody else they are ignored.
 */
export function visitOf(request: IncomingMessage, options: { readonly proxies: Networks; readonly hasTls: boolean }): Visit {
  const { proxies, hasTls } = options;
  const peer = plain(request.socket.remoteAddress ?? '');
  const direct = { address: peer, isTls: hasTls, host: request.headers.host };
  if (!proxies.has(peer)) return direct;
  const protocol = last(request.headers['x-forwarded-proto'])?.toLowerCase();
  return {
    address: clientOf(peer, entriesOf(request.headers['x-forwarded-for']), proxies),
    isTls: protocol === undefined ? hasTls : protocol === 'https' || protocol === 'wss',
    host: last(request.headers['x-forwarded-host']) ?? request.headers.host,
  };
}

function clientOf(peer: string, chain: readonly string[], proxies: Networks): string {
  let address = peer;
  for (const entry of chain.toReversed()) {
    const named = addressIn(entry);
    // What is no address was not written by a proxy of ours; beyond it nothing is known.
    if (named === undefined) return address;
    address = named;
    if (!proxies.has(address)) return address;
  }
  return address;
}

/** The address of an entry, which some proxies write with a port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function addressIn(entry: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
  const address = plain(bare);
  return isIP(address) === 0 ? undefined : address;
}

/** IPv4 that arrived on an IPv6 socket is written as IPv4 (RFC 4291 §2.5.5.2). */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function entriesOf(header: string | string[] | undefined): readonly string[] {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return text.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]));
}

/** What the proxy next to us wrote: it appends, or replaces what came before. */
function last(header: string | string[] | undefined): string | undefined {
  return entriesOf(header).at(-1);
}
