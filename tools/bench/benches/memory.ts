import { rm } from 'node:fs/promises';
import { spreadOf, type Bench, type BenchResult, type Spread } from '../kit/bench.ts';
import type { OpenCall } from '../kit/calling.ts';
import { ourPairs } from '../kit/pairs.ts';
import { familyOf, proportionalBytes, residentBytes } from '../kit/process-cpu.ts';
import { startSubject } from '../kit/product.ts';

const starts = 3;
const settleMs = 3_000;
const pairCount = 20;
/** Below the calls that one person may have at once. */
const callsPerPair = 6;
const mega = 1e6;

interface Start {
  readonly nodeMb: number;
  readonly productMb: number;
}

/** A start on a data folder that exists, as every start but the first. */
async function measureStarts(): Promise<readonly Start[]> {
  const measured: Start[] = [];
  let dataDir: string | undefined;
  for (let start = 0; start <= starts; start += 1) {
    const product = await startSubject({ isPinned: false, ...(dataDir === undefined ? {} : { dataDir }) });
    ({ dataDir } = product);
    await delay(settleMs);
    // The first one makes the database and the demo's people; it has no compile cache either after a change.
    if (start > 0) measured.push({ nodeMb: residentBytes(product.pid) / mega, productMb: proportionalBytes(familyOf(product.pid)) / mega });
    await product.stop({ keepData: true });
  }
  if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
  return measured;
}

/** Kilobytes of the whole product for each call in progress; the first batch of calls warms up what is kept. */
async function measureCalls(): Promise<readonly number[]> {
  const product = await startSubject();
  try {
    const pairs = await ourPairs(product, pairCount);
    const batch = async (): Promise<readonly OpenCall[]> => {
      const perPair = await Promise.all(
        pairs.map(async ({ caller, target }) => {
          const open: OpenCall[] = [];
          for (let call = 0; call < callsPerPair; call += 1) open.push(await caller.open(target));
          return open;
        }),
      );
      return perPair.flat();
    };
    const end = async (calls: readonly OpenCall[]): Promise<void> => {
      for (const call of calls) await call.end();
      await delay(settleMs);
    };
    const perCall: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const before = proportionalBytes(familyOf(product.pid));
      const calls = await batch();
      await delay(settleMs);
      const used = proportionalBytes(familyOf(product.pid)) - before;
      if (round > 0) perCall.push(used / calls.length / 1_000);
      else perCall.length = 0;
      await end(calls);
    }
    return perCall;
  } finally {
    await product.stop();
  }
}

function row(
  name: string,
  figures: { readonly unit: string; readonly goal: string; readonly limit: number; readonly ours: Spread },
  notes: readonly string[],
): BenchResult {
  const { limit, ...rest } = figures;
  return { name, ...rest, isMet: rest.ours.median <= limit, notes };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function measure(): Promise<readonly BenchResult[]> {
  const measured = await measureStarts();
  const perCall = await measureCalls();
  return [
    row(
      'memory of the Node process after a start',
      { unit: 'MB', goal: '≤ 150 MB', limit: 150, ours: spreadOf(measured.map((start) => start.nodeMb)) },
      ['resident (VmRSS), 3 s after ready; shared pages count in full'],
    ),
    row(
      'memory of the whole product after a start',
      { unit: 'MB', goal: '≤ 350 MB', limit: 350, ours: spreadOf(measured.map((start) => start.productMb)) },
      ['PSS of Node, SFU workers and PostgreSQL'],
    ),
    row('memory per call in progress', { unit: 'kB', goal: '≤ 150 kB', limit: 150, ours: spreadOf(perCall) }, [
      `PSS of the whole product, ${String(pairCount * callsPerPair)} calls at once, real media engine, both legs negotiated, no media behind them; batches after the first`,
    ]),
  ];
}

export const bench: Bench = { name: 'memory', describe: 'resident memory after a start and per call in progress', run: measure };
