import { networkInterfaces } from 'node:os';
import type { types } from 'mediasoup';

export interface ListenOptions {
  /** An IP address of this machine, or a wildcard (`0.0.0.0`, `::`). */
  readonly listenAddress: string;
  /** What browsers are told instead (NAT); an IP address or a host name. */
  readonly announcedAddress?: string;
}

/**
 * Where a WebRtcServer listens on `port`: UDP and TCP. A wildcard without an announced address means every IPv4
 * address of the machine, since a wildcard cannot be told to a browser. Port 0 lets the worker choose.
 */
export function listenInfos(options: ListenOptions, port: number, interfaces = networkInterfaces()): types.TransportListenInfo[] {
  const isWildcard = options.listenAddress === '0.0.0.0' || options.listenAddress === '::';
  const addresses = isWildcard && options.announcedAddress === undefined ? localAddresses(interfaces) : [options.listenAddress];
  return addresses.flatMap((ip) =>
    (['udp', 'tcp'] as const).map((protocol) => ({
      protocol,
      ip,
      ...(options.announcedAddress === undefined ? {} : { announcedAddress: options.announcedAddress }),
      ...(port === 0 ? {} : { port }),
    })),
  );
}

/** IPv4 addresses, those that others can reach first, then loopback. */
function localAddresses(interfaces: ReturnType<typeof networkInterfaces>): string[] {
  const all = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4');
  return [...all.filter((address) => !address.internal), ...all.filter((address) => address.internal)].map((address) => address.address);
}
