import { describe, expect, it } from 'vitest';
import { LineMeter } from './line-quality.ts';

type Entry = { readonly id: string; readonly type: string; readonly [key: string]: unknown };
const reportOf = (...entries: Entry[]): [string, Entry][] => entries.map((entry) => [entry.id, entry]);
const way = (protocol: string, seconds: number): Entry[] => [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  { id: 'P', type: 'candidate-pair', localCandidateId: 'L', currentRoundTripTime: seconds },
  { id: 'Q', type: 'candidate-pair', localCandidateId: 'M', currentRoundTripTime: 9 },
  { id: 'L', type: 'local-candidate', protocol },
];
const came = (packetsReceived: number, packetsLost: number): Entry => ({ id: 'I', type: 'inbound-rtp', packetsReceived, packetsLost });

describe('how the line to the media server is', () => {
  it('[SU320] the way that is taken says how long it takes, and whether it is TCP', () => {
    const meter = new LineMeter();
    expect(meter.read([reportOf(...way('udp', 0.03)), reportOf(...way('udp', 0.05))])).toEqual({
      roundTripMs: 50,
      lostShare: 0,
      isTcp: false,
    });
    expect(meter.read([reportOf(...way('tcp', 0.03))]).isTcp).toBe(true);
    const [, chosen, ...rest] = way('udp', 0.2);
    if (!chosen) throw new Error('there is a pair');
    expect(meter.read([reportOf({ ...chosen, selected: true }, ...rest)]).roundTripMs, 'Firefox').toBe(200);
  });

  it('[SU320] loss is counted between two samples, not from the beginning; duplicates are no gain', () => {
    const meter = new LineMeter();
    expect(meter.read([reportOf(came(1_000, 500))]).lostShare).toBe(0);
    expect(meter.read([reportOf(came(1_090, 510))]).lostShare).toBe(0.1);
    expect(meter.read([reportOf(came(1_190, 510))]).lostShare).toBe(0);
    expect(meter.read([reportOf(came(1_190, -3))]).lostShare).toBe(0);
  });

  it('[SE86] a stream that is gone is not counted on when it comes again', () => {
    const meter = new LineMeter();
    meter.read([reportOf(came(1_000, 0))]);
    meter.read([reportOf()]);
    expect(meter.read([reportOf(came(1_090, 10))]).lostShare).toBe(0);
  });

  it('[SU320] what the other side missed counts too; nothing measured is no number', () => {
    const meter = new LineMeter();
    expect(meter.read([reportOf(came(10, 0), { id: 'R', type: 'remote-inbound-rtp', fractionLost: 0.2 })]).lostShare).toBe(0.2);
    expect(meter.read([])).toEqual({ roundTripMs: undefined, lostShare: 0, isTcp: false });
  });
});
