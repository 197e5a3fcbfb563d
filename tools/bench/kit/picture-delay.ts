import type { Page } from '@playwright/test';
import { spreadOf, type BenchResult } from './bench.ts';
import { delaysOf, watchFrames } from './numbered-screen.ts';

const measureMs = Number(process.env['BENCH_SECONDS'] ?? 20) * 1_000;
const mostRatio = 1.15;
const frameMs = 1_000 / 30;

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Median of the time from paint to sight, once the bit rate and the jitter buffer have had `settleMs` to find their level. */
export async function medianDelay(painter: Page, watcher: Page, settleMs: number): Promise<number> {
  await delay(settleMs);
  await watchFrames(watcher);
  await delay(measureMs);
  const delays = await delaysOf(painter, watcher);
  const least = (measureMs / 1_000) * 10;
  if (delays.length < least) throw new Error(`only ${String(delays.length)} frames were seen`);
  return spreadOf(delays).median;
}

/** BP8's: ours beside a connection of two browsers, round by round. */
export function delayRow(name: string, ours: readonly number[], peer: readonly number[], notes: readonly string[]): BenchResult {
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
    notes: [`${more.median.toFixed(1)} (${more.min.toFixed(1)} to ${more.max.toFixed(1)}) ms more, per round`, ...notes],
  };
}
