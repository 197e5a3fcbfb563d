import { estimateMos } from '../../../../protocol/media/mos.ts';

/** Counters of a call's connection at one moment, as RTCStats names them (W3C webrtc-stats). */
export interface QualityCounters {
  readonly codec: string | undefined;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly jitterMs: number;
  readonly roundTripMs: number | undefined;
  /** What the far end reported of our packets. */
  readonly lossOut: number | undefined;
  /** The network path in use: `udp` or `tcp`. */
  readonly path: string | undefined;
}

/** Live figures of a call. Loss as a fraction of the last seconds. */
export interface LiveQuality {
  readonly codec: string | undefined;
  readonly lossIn: number;
  readonly lossOut: number | undefined;
  readonly jitterMs: number;
  readonly roundTripMs: number | undefined;
  readonly mos: number;
  readonly path: string | undefined;
}

type Row = Record<string, unknown>;
const num = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const inMs = (seconds: number | undefined): number | undefined => (seconds === undefined ? undefined : seconds * 1000);

/** Reads a stats report. Every re-plug starts a new SSRC: received packets and losses are summed over all of them. */
export function countersOf(report: Iterable<readonly [string, unknown]>): QualityCounters {
  const rows = new Map<string, Row>();
  for (const [id, row] of report) if (typeof row === 'object' && row !== null) rows.set(id, { ...row });
  const of = (type: string): Row[] => [...rows.values()].filter((row) => row['type'] === type && (row['kind'] ?? 'audio') === 'audio');
  const inbound = of('inbound-rtp');
  const newest = inbound.reduce<Row | undefined>(
    (best, row) => ((num(row['lastPacketReceivedTimestamp']) ?? 0) >= (num(best?.['lastPacketReceivedTimestamp']) ?? 0) ? row : best),
    undefined,
  );
  const remote = of('remote-inbound-rtp').at(-1);
  const pair =
    rows.get(text(of('transport')[0]?.['selectedCandidatePairId']) ?? '') ?? of('candidate-pair').find((row) => row['nominated'] === true);
  const sum = (name: string): number => inbound.reduce((total, row) => total + (num(row[name]) ?? 0), 0);
  return {
    codec: text(rows.get(text(newest?.['codecId']) ?? '')?.['mimeType'])?.replace(/^audio\//i, ''),
    packetsReceived: sum('packetsReceived'),
    packetsLost: Math.max(0, sum('packetsLost')),
    jitterMs: inMs(num(newest?.['jitter'])) ?? 0,
    roundTripMs: inMs(num(pair?.['currentRoundTripTime']) ?? num(remote?.['roundTripTime'])),
    lossOut: num(remote?.['fractionLost']),
    path: text(rows.get(text(pair?.['localCandidateId']) ?? '')?.['protocol']),
  };
}

/** Figures between two moments. Counters that went back (a new connection) count from zero. */
export function qualityBetween(before: QualityCounters | undefined, now: QualityCounters): LiveQuality {
  const isSame = before !== undefined && now.packetsReceived >= before.packetsReceived && now.packetsLost >= before.packetsLost;
  const lost = now.packetsLost - (isSame ? before.packetsLost : 0);
  const received = now.packetsReceived - (isSame ? before.packetsReceived : 0);
  const lossIn = lost + received === 0 ? 0 : lost / (lost + received);
  const { codec, jitterMs, roundTripMs, lossOut, path } = now;
  const mos = estimateMos({ codec: codec ?? 'opus', loss: Math.max(lossIn, lossOut ?? 0), jitterMs, roundTripMs: roundTripMs ?? 0 });
  return { codec, lossIn, lossOut, jitterMs, roundTripMs, mos, path };
}

export type QualityGrade = 'good' | 'fair' | 'poor';

/** Where people begin to complain: MOS 4.0 and 3.6 (ITU-T G.107 annex B, "many users dissatisfied"). */
export const gradeOf = (mos: number): QualityGrade => (mos >= 4 ? 'good' : mos >= 3.6 ? 'fair' : 'poor');
