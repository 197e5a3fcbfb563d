import { describe, expect, it } from 'vitest';
import { portOf, verdictOf } from './echo-test.ts';
import { countersOf, gradeOf, qualityBetween, type QualityCounters } from './quality.ts';

const report: readonly (readonly [string, unknown])[] = [
  ['c1', { type: 'codec', mimeType: 'audio/opus' }],
  [
    'in1',
    {
      type: 'inbound-rtp',
      kind: 'audio',
      packetsReceived: 100,
      packetsLost: 5,
      jitter: 0.004,
      codecId: 'c1',
      lastPacketReceivedTimestamp: 1,
    },
  ],
  [
    'in2',
    {
      type: 'inbound-rtp',
      kind: 'audio',
      packetsReceived: 50,
      packetsLost: 0,
      jitter: 0.002,
      codecId: 'c1',
      lastPacketReceivedTimestamp: 2,
    },
  ],
  ['r1', { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.02, roundTripTime: 0.4 }],
  ['t1', { type: 'transport', selectedCandidatePairId: 'p1' }],
  ['p1', { type: 'candidate-pair', currentRoundTripTime: 0.03, localCandidateId: 'l1' }],
  ['l1', { type: 'local-candidate', protocol: 'udp' }],
];
const counters = (change: Partial<QualityCounters> = {}): QualityCounters => ({
  codec: 'opus',
  packetsReceived: 0,
  packetsLost: 0,
  jitterMs: 2,
  roundTripMs: 20,
  lossOut: 0,
  path: 'udp',
  ...change,
});

describe('live quality', () => {
  it('[SP70] sums over the SSRCs of all plugs and takes codec and jitter of the newest', () => {
    expect(countersOf(report)).toEqual({
      codec: 'opus',
      packetsReceived: 150,
      packetsLost: 5,
      jitterMs: 2,
      roundTripMs: 30,
      lossOut: 0.02,
      path: 'udp',
    });
  });

  it('[SP70] an empty report gives no figures instead of wrong ones', () => {
    expect(countersOf([])).toEqual({
      codec: undefined,
      packetsReceived: 0,
      packetsLost: 0,
      jitterMs: 0,
      roundTripMs: undefined,
      lossOut: undefined,
      path: undefined,
    });
  });

  it('[SP70] loss is that of the last seconds; counters of a new connection begin anew', () => {
    const before = counters({ packetsReceived: 1000, packetsLost: 100 });
    expect(qualityBetween(before, counters({ packetsReceived: 1090, packetsLost: 110 })).lossIn).toBeCloseTo(0.1);
    expect(qualityBetween(before, counters({ packetsReceived: 95, packetsLost: 5 })).lossIn).toBeCloseTo(0.05);
  });

  it('[SP70] loss lowers the estimate below where people complain', () => {
    expect(gradeOf(qualityBetween(undefined, counters({ packetsReceived: 100 })).mos)).toBe('good');
    expect(gradeOf(qualityBetween(undefined, counters({ packetsReceived: 80, packetsLost: 20 })).mos)).toBe('poor');
  });

  it('[SP71] the verdict names the way that calls take', () => {
    const works = { outcome: 'works', port: 1, quality: qualityBetween(undefined, counters()) } as const;
    const blocked = { outcome: 'blocked', port: 1 } as const;
    expect(verdictOf({ udp: works })).toBeUndefined();
    expect(verdictOf({ udp: works, tcp: works })).toBe('verdictBoth');
    expect(verdictOf({ udp: blocked, tcp: works })).toBe('verdictTcpOnly');
    expect(verdictOf({ udp: works, tcp: blocked })).toBe('verdictUdpOnly');
    expect(verdictOf({ udp: blocked, tcp: blocked })).toBe('verdictNone');
  });

  it('[SP71] reads the port of each path from the answer', () => {
    const answer =
      'a=candidate:udpcandidate 1 udp 1076302079 192.0.2.1 40000 typ host\r\na=candidate:tcpcandidate 1 tcp 1076276479 192.0.2.1 40001 typ host tcptype passive\r\n';
    expect(portOf(answer, 'udp')).toBe(40_000);
    expect(portOf(answer, 'tcp')).toBe(40_001);
    expect(portOf('', 'udp')).toBeUndefined();
  });
});
