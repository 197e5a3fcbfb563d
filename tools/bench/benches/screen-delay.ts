import type { Page } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { delaysOf, giveNumberedScreen, watchFrames } from '../kit/numbered-screen.ts';
import { passFrames } from '../kit/passing-frames.ts';
import { startSubject } from '../kit/product.ts';
import { inSession, sharing } from '../kit/support-session.ts';
import { Direct } from '../peers/direct.ts';

const measureMs = Number(process.env['BENCH_SECONDS'] ?? 20) * 1_000;
/** Bit rate and jitter buffer find their level. */
const settleMs = 4_000;
const mostRatio = 1.15;
const frameMs = 1_000 / 30;

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Median of the time from paint to sight. */
function medianOf(delays: readonly number[]): number {
  const least = (measureMs / 1_000) * 10;
  if (delays.length < least) throw new Error(`only ${String(delays.length)} frames were seen`);
  return spreadOf(delays).median;
}

async function ours(product: Product): Promise<number> {
  const session = await inSession(product, { prepare: giveNumberedScreen });
  try {
    await sharing(session);
    await delay(settleMs);
    await watchFrames(session.expert.page);
    await delay(measureMs);
    return medianOf(await delaysOf(session.customer.page, session.expert.page));
  } finally {
    await session.close();
  }
}

async function direct(prepare: (page: Page) => Promise<void>): Promise<number> {
  const connected = await Direct.open(prepare);
  try {
    await connected.shareScreen();
    await delay(settleMs);
    await watchFrames(connected.receiver);
    await delay(measureMs);
    return medianOf(await delaysOf(connected.sender, connected.receiver));
  } finally {
    await connected.close();
  }
}

/** What any page has to pay whose frames are its own: Chromium hands them to it, and takes them back. */
async function directPassing(): Promise<number> {
  return direct(async (page) => {
    await giveNumberedScreen(page);
    await passFrames(page);
  });
}

function row(name: string, ours: readonly number[], peer: readonly number[]): BenchResult {
  const ratio = spreadOf(ours.map((value, round) => value / (peer[round] ?? Number.NaN)));
  const more = spreadOf(ours.map((value, round) => value - (peer[round] ?? Number.NaN)));
  return {
    name,
    unit: 'ms',
    goal: `≤ ${String(mostRatio)}×, at most one frame more`,
    ours: spreadOf(ours),
    peer: spreadOf(peer),
    ratio,
    isMet: ratio.median <= mostRatio && more.median <= frameMs,
    notes: [
      `${more.median.toFixed(1)} (${more.min.toFixed(1)} to ${more.max.toFixed(1)}) ms more, per round`,
      '1280 × 720, 30 frames a second, number as a barcode; VP9 L1T3 in all; ours through mask, seal and media server',
    ],
  };
}

export const bench: Bench = {
  name: 'screen-delay',
  describe: 'BP8: a shared screen from paint to sight, against a direct connection of two browsers',
  run: async () => {
    const product = await startSubject({ isPinned: false });
    const [sealed, bare, passed]: [number[], number[], number[]] = [[], [], []];
    try {
      for (let round = 0; round < rounds; round += 1) {
        sealed.push(await ours(product));
        bare.push(await direct(giveNumberedScreen));
        passed.push(await directPassing());
      }
    } finally {
      await product.stop();
    }
    return [
      row('BP8 screen from paint to sight, median of a round', sealed, bare),
      row('BP8 the same beside a direct connection with a transform that does nothing', sealed, passed),
    ];
  },
};
