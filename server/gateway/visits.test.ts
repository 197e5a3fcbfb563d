import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { networksOf, noNetworks } from '../platform/networks.ts';
import { visitOf, type Visit } from './visits.ts';

const proxies = networksOf(['10.0.0.0/8', '2001:db8:1::/48', '127.0.0.1']);

function visit(peer: string, headers: IncomingMessage['headers'], trusted = proxies): Visit {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two things that are read of a request
  const request = { socket: { remoteAddress: peer }, headers: { host: 'internal:8080', ...headers } } as IncomingMessage;
  return visitOf(request, { proxies: trusted, hasTls: false });
}

const forwarded = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'phone.acme.test' };

describe('how a request reached us', () => {
  it('[ID59] a trusted proxy says who the client is and what it asked for', () => {
    for (const peer of ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8:1::9'])
      expect(visit(peer, forwarded), peer).toEqual({ address: '198.51.100.7', isTls: true, host: 'phone.acme.test' });
  });

  it('[ID59] anybody else’s forwarded headers are ignored', () => {
    const direct = { isTls: false, host: 'internal:8080' };
    expect(visit('198.51.100.9', forwarded)).toEqual({ address: '198.51.100.9', ...direct });
    expect(visit('10.1.2.3', forwarded, noNetworks)).toEqual({ address: '10.1.2.3', ...direct });
    expect(visit('', forwarded)).toEqual({ address: '', ...direct });
  });

  it('[ID59] the client is the rightmost address that is no trusted proxy, whatever it wrote itself', () => {
    const clients: readonly (readonly [chain: string | undefined, client: string])[] = [
      ['1.1.1.1, 198.51.100.7', '198.51.100.7'],
      ['127.0.0.1, 10.9.9.9, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
      ['198.51.100.7:4711, 10.0.0.2', '198.51.100.7'],
      ['[2001:db8:2::1]:4711', '2001:db8:2::1'],
      ['2001:db8:2::1', '2001:db8:2::1'],
      ['::ffff:198.51.100.7', '198.51.100.7'],
      ['10.0.0.3, 10.0.0.2', '10.0.0.3'],
      ['1.1.1.1, unknown, 10.0.0.2', '10.0.0.2'],
      ['1.1.1.1, <script>', '10.0.0.1'],
      [' , ', '10.0.0.1'],
      [undefined, '10.0.0.1'],
    ];
    for (const [chain, client] of clients)
      expect(visit('10.0.0.1', chain === undefined ? {} : { 'x-forwarded-for': chain }).address, chain).toBe(client);
  });

  it('[ID59] what a proxy does not say stays as it is', () => {
    expect(visit('10.0.0.1', {})).toEqual({ address: '10.0.0.1', isTls: false, host: 'internal:8080' });
    expect(visit('10.0.0.1', { 'x-forwarded-proto': 'https, http' }).isTls).toBe(false);
  });
});
