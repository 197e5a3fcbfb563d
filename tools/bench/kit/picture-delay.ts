import type { Page } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { Direct } from '../peers/direct.ts';
import { rounds, spreadOf, type BenchResult } from './bench.ts';
import { delaysOf, watchFrames } from './numbered-screen.ts';
import { passFrames } from './passing-frames.ts';
import { startSubject } from './product.ts';

const measureMs = Number(process.env['BENCH_SECONDS'] ?? 20) * 1_000;
const mostRatio = 1.15;
const frameMs = 1_000 / 30;

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Of a round; the width is that of the picture as it was seen in the end. */
export interface PictureRun {
  readonly delayMs: number;
  readonly width: number;
}

/** Median of the time from paint to sight, once the bit rate and the jitter buffer have had `settleMs` to find their level. */
export async function measurePicture(painter: Page, watcher: Page, settleMs: number): Promise<PictureRun> {
  await delay(settleMs);
  await watchFrames(watcher);
  await delay(measureMs);
  const delays = await delaysOf(painter, watcher);
  const least = (measureMs / 1_000) * 10;
  if (delays.length < least) throw new Error(`only ${String(delays.length)} frames were seen`);
  return { delayMs: spreadOf(delays).median, width: await watcher.evaluate(() => document.querySelector('video')?.videoWidth ?? 0) };
}

export interface PictureCase {
  /** What is shown, as in `BP8 screen from paint to sight`. */
  readonly what: string;
  readonly notes: readonly string[];
  readonly settleMs: number;
  /** Gives a page what is shown. Before it is opened. */
  readonly prepare: (page: Page) => Promise<void>;
  readonly ours: (product: Product) => Promise<PictureRun>;
  /** Shows it over a direct connection. */
  readonly showDirectly: (connected: Direct) => Promise<void>;
}

/** BP8: ours beside a direct connection of two browsers, and beside one whose frames a page is given and hands back, as any page does that seals. */
export async function besideDirect({ what, notes, settleMs, prepare, ours, showDirectly }: PictureCase): Promise<readonly BenchResult[]> {
  const product = await startSubject({ isPinned: false });
  const direct = async (prepared: (page: Page) => Promise<void>): Promise<PictureRun> => {
    const connected = await Direct.open(prepared);
    try {
      await showDirectly(connected);
      return await measurePicture(connected.sender, connected.receiver, settleMs);
    } finally {
      await connected.close();
    }
  };
  const preparePassing = async (page: Page): Promise<void> => {
    await prepare(page);
    await passFrames(page);
  };
  const [sealed, bare, passed]: [PictureRun[], PictureRun[], PictureRun[]] = [[], [], []];
  try {
    for (let round = 0; round < rounds; round += 1) {
      sealed.push(await ours(product));
      bare.push(await direct(prepare));
      passed.push(await direct(preparePassing));
    }
  } finally {
    await product.stop();
  }
  return [
    row(`BP8 ${what} from paint to sight, median of a round`, sealed, bare, notes),
    row('BP8 the same beside a direct connection with a transform that does nothing', sealed, passed, notes),
  ];
}

function row(name: string, sealed: readonly PictureRun[], others: readonly PictureRun[], notes: readonly string[]): BenchResult {
  const [ours, peer] = [sealed, others].map((runs) => runs.map(({ delayMs }) => delayMs));
  const widths = [sealed, others].map((runs) => runs.map(({ width }) => String(width)).join(', '));
  const inRounds = (how: (value: number, other: number) => number) =>
    spreadOf((ours ?? []).map((value, round) => how(value, peer?.[round] ?? Number.NaN)));
  const ratio = inRounds((value, other) => value / other);
  const more = inRounds((value, other) => value - other);
  return {
    name,
    unit: 'ms',
    goal: `≤ ${String(mostRatio)}×, at most one frame more`,
    ours: spreadOf(ours ?? []),
    peer: spreadOf(peer ?? []),
    ratio,
    isMet: ratio.median <= mostRatio && more.median <= frameMs,
    notes: [
      `${more.median.toFixed(1)} (${more.min.toFixed(1)} to ${more.max.toFixed(1)}) ms more, per round`,
      `width of the picture, round by round: ${widths.join('; peer ')}`,
      ...notes,
    ],
  };
}
