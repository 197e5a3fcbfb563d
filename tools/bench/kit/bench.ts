/** Median, least and greatest of a few rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One figure beside its peer's, measured in the same run. */
export interface BenchResult {
  /** The bar's id and the case, e.g. `BP1 digest over TCP`. */
  readonly name: string;
  readonly unit: string;
  /** The bar as it stands in the design, e.g. `≤ 2×`. */
  readonly goal: string;
  readonly ours: Spread;
  readonly peer?: Spread;
  /** ours / peer per round. */
  readonly ratio?: Spread;
  readonly isMet: boolean;
  readonly notes: readonly string[];
}

/** A benchmark module exports one of these as `bench`. */
export interface Bench {
  /** What is typed behind `npm run bench --`. */
  readonly name: string;
  readonly describe: string;
  run(): Promise<readonly BenchResult[]>;
}

/** Five, unless BENCH_ROUNDS asks for a quick look. */
export const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return { median: median ?? 0, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
}

export interface Comparison {
  readonly name: string;
  readonly unit: string;
  /** The greatest ratio ours / peer that still meets the bar. */
  readonly atMost: number;
  readonly rounds: number;
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
  readonly notes?: readonly string[];
}

/** At most three significant digits: `0.667`, `1.05`, `2`. */
export function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Runs both alternately (A-B-A-B), so that a noisy moment hits both. */
export async function compare(comparison: Comparison): Promise<BenchResult> {
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < comparison.rounds; round += 1) {
    ours.push(await comparison.ours());
    peer.push(await comparison.peer());
  }
  const ratio = spreadOf(ours.map((value, index) => value / (peer[index] ?? Number.NaN)));
  return {
    name: comparison.name,
    unit: comparison.unit,
    goal: `≤ ${threeDigits(comparison.atMost)}×`,
    ours: spreadOf(ours),
    peer: spreadOf(peer),
    ratio,
    isMet: ratio.median <= comparison.atMost,
    notes: comparison.notes ?? [],
  };
}
