/** How the way between this page and the media server was, lately. */
export interface LineSample {
  /** There and back, milliseconds; undefined while nothing was measured. */
  readonly roundTripMs: number | undefined;
  /** 0 to 1, of the packets since the sample before; the worse of both directions. */
  readonly lostShare: number;
  /** By TCP, as where UDP is blocked: what is lost holds up all that comes after it. */
  readonly isTcp: boolean;
}

/** What we read of the entries of an `RTCStatsReport` (W3C webrtc-stats). */
export interface Entry {
  readonly id: string;
  readonly type: string;
  readonly [key: string]: unknown;
}

interface Counts {
  readonly lost: number;
  readonly all: number;
}

/** Takes the reports of a page's connections, one time after the other, and says how it was between two of them. */
export class LineMeter {
  /** Of the streams that the sample before had. */
  #before: ReadonlyMap<string, Counts> = new Map();

  read(reports: readonly Iterable<readonly [string, Entry]>[]): LineSample {
    const entries = reports.map((report) => new Map(report));
    const pairs = entries.flatMap((report) => chosenWay(report) ?? []);
    const now = new Map<string, Counts>();
    const losses = entries.flatMap((report) => this.#losses(report, now));
    this.#before = now;
    const trips = pairs.flatMap(({ roundTripMs }) => roundTripMs ?? []);
    return {
      roundTripMs: trips.length === 0 ? undefined : Math.max(...trips),
      lostShare: Math.max(0, ...losses),
      isTcp: pairs.some(({ isTcp }) => isTcp),
    };
  }

  /** What came in is counted here; of what went out the other side tells how much did not arrive. */
  #losses(report: ReadonlyMap<string, Entry>, counted: Map<string, Counts>): readonly number[] {
    return [...report.values()].flatMap((entry) => {
      if (entry.type === 'remote-inbound-rtp') return [numberOf(entry['fractionLost']) ?? 0];
      if (entry.type !== 'inbound-rtp') return [];
      const lost = Math.max(0, numberOf(entry['packetsLost']) ?? 0);
      const now = { lost, all: lost + (numberOf(entry['packetsReceived']) ?? 0) };
      const before = this.#before.get(entry.id) ?? now;
      counted.set(entry.id, now);
      return now.all > before.all ? [(now.lost - before.lost) / (now.all - before.all)] : [];
    });
  }
}

interface ChosenWay extends Pick<LineSample, 'roundTripMs' | 'isTcp'> {
  /** Both ends, as candidates. */
  readonly local: Entry | undefined;
  readonly remote: Entry | undefined;
}

/** The way that is taken now. */
export function chosenWay(report: ReadonlyMap<string, Entry>): ChosenWay | undefined {
  const pairs = [...report.values()].filter(({ type }) => type === 'candidate-pair');
  const chosen = [...report.values()].find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  // Firefox has no `transport`; it marks the pair itself.
  const pair = pairs.find(({ id }) => id === chosen) ?? pairs.find((one) => one['selected'] === true);
  if (!pair) return undefined;
  const seconds = numberOf(pair['currentRoundTripTime']);
  const local = report.get(String(pair['localCandidateId']));
  const remote = report.get(String(pair['remoteCandidateId']));
  return { roundTripMs: seconds === undefined ? undefined : seconds * 1_000, isTcp: local?.['protocol'] === 'tcp', local, remote };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
