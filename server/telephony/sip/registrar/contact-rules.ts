import { BlockList, isIP } from 'node:net';
import { SipError } from '../message/sip-error.ts';
import type { SipUri } from '../message/uri.ts';
import type { Flow } from '../transport/flow.ts';

/** Addresses that mean something else to us than to the sender (RFC 6890). */
const internal = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  internal.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  internal.addSubnet(network, prefix, 'ipv6');
}

/** `::ffff:192.0.2.1`, as a dual-stack socket names an IPv4 peer, and brackets are other spellings of the same address. */
function bare(address: string): string {
  const text = address.startsWith('[') ? address.slice(1, -1) : address;
  return text.toLowerCase().startsWith('::ffff:') && isIP(text.slice(7)) === 4 ? text.slice(7) : text;
}

/**
 * What a contact may name. Requests always go over the flow that registered it (RFC 5626 §5.3), so the host reaches
 * nobody; still a name of ours or of our network is a lie that a log, a Refer-To or another server might believe.
 * @param sipDomain all addresses of record end with it
 * @throws {SipError} 403
 */
export function checkContact(uri: SipUri, flow: Flow, sipDomain: string): void {
  const host = bare(uri.host);
  if (host === sipDomain || host.endsWith(`.${sipDomain}`)) throw new SipError(403, 'Contact names an address of this server');
  const version = isIP(host);
  if (version === 0) {
    if (host === 'localhost' || host.endsWith('.localhost')) throw new SipError(403, 'Contact names an internal address');
    return;
  }
  const isOwnSource = host === bare(flow.remoteAddress);
  const isOurs = host === bare(flow.localAddress) && uri.port === flow.localPort;
  if (isOurs || (!isOwnSource && internal.check(host, version === 6 ? 'ipv6' : 'ipv4'))) {
    throw new SipError(403, 'Contact names an internal address');
  }
}
