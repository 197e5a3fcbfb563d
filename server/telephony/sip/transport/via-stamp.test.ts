import { describe, expect, it } from 'vitest';
import { topViaOf } from '../message/accessors.ts';
import { createResponse } from '../message/builders.ts';
import { createHeaders } from '../message/header-list.ts';
import { testRequest } from '../testing/requests.ts';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { SourceLimiter } from './source-limiter.ts';
import { responseTarget, stampVia } from './via-stamp.ts';

const source = { host: '192.0.2.9', port: 40_000 };

function stamped(via: string): string[] {
  const headers = createHeaders([
    ['Via', via],
    ['Via', 'SIP/2.0/TCP other;branch=z9hG4bKo'],
  ]);
  stampVia(headers, source);
  return [...headers.all('via')];
}

describe('stamping the top Via', () => {
  it.each([
    ['a name', 'SIP/2.0/UDP host;branch=z9', 'SIP/2.0/UDP host;branch=z9;received=192.0.2.9'],
    ['another address', 'SIP/2.0/UDP 10.0.0.1:5062;branch=z9', 'SIP/2.0/UDP 10.0.0.1:5062;branch=z9;received=192.0.2.9'],
    ['its own address', 'SIP/2.0/UDP 192.0.2.9;branch=z9', 'SIP/2.0/UDP 192.0.2.9;branch=z9'],
    [
      'its own address and rport',
      'SIP/2.0/UDP 192.0.2.9;rport;branch=z9',
      'SIP/2.0/UDP 192.0.2.9;rport=40000;branch=z9;received=192.0.2.9',
    ],
    ['a forged received', 'SIP/2.0/UDP host;received=6.6.6.6;branch=z9', 'SIP/2.0/UDP host;branch=z9;received=192.0.2.9'],
    ['a forged rport', 'SIP/2.0/UDP host;rport=53;branch=z9', 'SIP/2.0/UDP host;rport=40000;branch=z9;received=192.0.2.9'],
    [
      'a second value behind a comma',
      'SIP/2.0/UDP a;branch=z9 , SIP/2.0/UDP b',
      'SIP/2.0/UDP a;branch=z9;received=192.0.2.9 , SIP/2.0/UDP b',
    ],
    ['odd white space', 'SIP / 2.0 / UDP host ;branch = z9', 'SIP / 2.0 / UDP host ;branch = z9;received=192.0.2.9'],
    ['what cannot be read', 'SIP/2.0/UDP a;;', 'SIP/2.0/UDP a;;'],
  ])('[SIP20] with %s', (_what, via, expected) => {
    expect(stamped(via)).toEqual([expected, 'SIP/2.0/TCP other;branch=z9hG4bKo']);
  });

  it('[SIP20] keeps the parsed value that the text says', () => {
    const headers = createHeaders([['Via', 'SIP/2.0/UDP host;rport;branch=z9']]);
    stampVia(headers, source);
    const kept = topViaOf(headers);
    expect(kept).toEqual(topViaOf(createHeaders([...headers.entries()])));
    expect(kept.parameters.get('received')).toBe('192.0.2.9');
  });

  it('[SIP20] leaves a request without Via to the checks', () => {
    const headers = createHeaders();
    stampVia(headers, source);
    expect(headers.size).toBe(0);
  });
});

describe('where a response goes over UDP', () => {
  it.each([
    ['SIP/2.0/UDP host:5070;branch=z9', 5070],
    ['SIP/2.0/UDP host;branch=z9', 5060],
    ['SIP/2.0/UDP host:5070;rport;branch=z9', 40_000],
    ['SIP/2.0/UDP host;maddr=6.6.6.6;branch=z9', 5060],
    ['SIP/2.0/UDP host;;', 40_000],
  ])('[SIP21] for %s to port %i of the source', (via, port) => {
    const request = testRequest('OPTIONS');
    request.headers.set('Via', via);
    stampVia(request.headers, source);
    expect(responseTarget(createResponse(request, 200, 'OK'), source)).toEqual({ host: '192.0.2.9', port });
  });
});

describe('source limiter', () => {
  it('[SIP27] lets a burst and then the rate pass, for each source by itself', () => {
    const clock = new FakeClock();
    const limiter = new SourceLimiter(clock, 10, 20);
    const count = (source: string): number => Array.from({ length: 100 }, () => limiter.admits(source)).filter(Boolean).length;
    expect(count('a')).toBe(20);
    expect(count('b')).toBe(20);
    clock.advance(1_000);
    expect(count('a')).toBe(10);
    clock.advance(60_000);
    expect(count('a')).toBe(20);
  });

  it('[SIP27] remembers a limited number of sources', () => {
    const limiter = new SourceLimiter(new FakeClock(), 10, 20);
    for (let i = 0; i < 30_000; i++) limiter.admits(String(i));
    expect(limiter.size).toBe(10_000);
  });
});
