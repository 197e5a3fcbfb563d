import { BlockList, isIP } from 'node:net';

/** A set of network addresses: single ones and whole networks. */
export interface Networks {
  /** Whether this address is in one of them; what is no address is in none. */
  has(address: string): boolean;
}

export const noNetworks: Networks = { has: () => false };

/** Whether `entry` is an address, or a network in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3). */
export function isNetwork(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 6 ? 128 : 32));
}

/** @throws {RangeError} naming the entry that is neither an address nor a network. */
export function networksOf(entries: readonly string[]): Networks {
  if (entries.length === 0) return noNetworks;
  const list = new BlockList();
  for (const entry of entries) add(list, entry);
  return {
    has(address) {
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

function add(list: BlockList, entry: string): void {
  if (!isNetwork(entry)) throw new RangeError(`${entry} is neither an address nor a network`);
  const [address = '', prefix] = entry.split('/');
  const type = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (prefix === undefined) list.addAddress(address, type);
  else list.addSubnet(address, Number(prefix), type);
}
