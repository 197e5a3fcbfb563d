import { describe, expect, it } from 'vitest';
import { Affinity } from './affinity.ts';
import { listenInfos } from './listen-addresses.ts';

describe('placement', () => {
  it('[MED10] a key keeps its place until its last claim is released', () => {
    const seats = new Affinity<string>();
    const first = seats.claim('person:ann', 'worker 1');
    const second = seats.claim('person:ann', 'worker 2');
    expect(seats.placeOf('person:ann')).toBe('worker 1');
    first.release();
    first.release();
    expect(seats.placeOf('person:ann')).toBe('worker 1');
    second.release();
    expect(seats.size).toBe(0);
  });

  it('[MED10] a place that is no more is forgotten, and old claims do not touch the new place', () => {
    const seats = new Affinity<string>();
    const old = seats.claim('call:1', 'dead');
    seats.forget('dead');
    seats.claim('call:1', 'alive');
    old.release();
    expect(seats.placeOf('call:1')).toBe('alive');
  });

  const interfaces = {
    lo: [{ address: '127.0.0.1', family: 'IPv4' as const, internal: true, netmask: '', mac: '', cidr: null }],
    eth0: [{ address: '192.0.2.7', family: 'IPv4' as const, internal: false, netmask: '', mac: '', cidr: null }],
  };

  it('[MED82] a wildcard without an announced address listens on every address, reachable ones first', () => {
    const infos = listenInfos({ listenAddress: '0.0.0.0' }, 44_400, interfaces);
    expect(infos.map((info) => `${info.protocol} ${info.ip} ${info.port}`)).toEqual([
      'udp 192.0.2.7 44400',
      'tcp 192.0.2.7 44400',
      'udp 127.0.0.1 44400',
      'tcp 127.0.0.1 44400',
    ]);
  });

  it('[MED82] with an announced address the wildcard itself is used', () => {
    const infos = listenInfos({ listenAddress: '0.0.0.0', announcedAddress: 'sfu.example.org' }, 0, interfaces);
    expect(infos).toEqual([
      { protocol: 'udp', ip: '0.0.0.0', announcedAddress: 'sfu.example.org' },
      { protocol: 'tcp', ip: '0.0.0.0', announcedAddress: 'sfu.example.org' },
    ]);
  });
});
