import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { giveNumberedCamera } from '../kit/numbered-camera.ts';
import { keepConnections } from '../kit/numbered-screen.ts';
import { invited } from '../kit/support-session.ts';
import { inTurn, type FrameWay, type UnsealedBuild } from '../kit/unsealed-build.ts';

const frames = Number(process.env['BENCH_FRAMES'] ?? 900);
/** The bit rate finds its level, and with it the size of the picture. */
const settleMs = 8_000;
const mostCores = 1;

interface Run {
  /** Came to the expert whole and were not decoded. */
  readonly dropped: number;
  readonly decodedPerSecond: number;
  /** Of the picture at the expert, pixels. */
  readonly width: number;
  /** Of the threads that seal at the customer, and of those that open at the expert. */
  readonly sealingCores: number;
  readonly openingCores: number;
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the kernel calls the threads of workers, of which the pages here have those that seal. */
const workerThread = 'DedicatedWorker';

/** CPU time of the workers of a browser's pages so far, milliseconds. */
async function workersMs(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const threads = processInfo.filter(({ type }) => type === 'renderer').flatMap(({ id }) => threadsOf(id));
  return threads.reduce((sum, folder) => sum + Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]) / 1e6, 0);
}

function threadsOf(pid: number): readonly string[] {
  const tasks = readdirSync(`/proc/${String(pid)}/task`).map((id) => `/proc/${String(pid)}/task/${id}`);
  return tasks.filter((folder) => workerThread.startsWith(readFileSync(`${folder}/comm`, 'utf8').trim().slice(0, 15)));
}

/** Frames of pictures that came whole, and that were decoded so far. */
async function received(page: Page): Promise<{ readonly whole: number; readonly decoded: number }> {
  return page.evaluate(async () => {
    const counts = { whole: 0, decoded: 0 };
    for (const connection of window.benchConnections)
      for (const report of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (report['type'] !== 'inbound-rtp' || report['kind'] !== 'video') continue;
        counts.whole += Number(report['framesReceived'] ?? 0);
        counts.decoded += Number(report['framesDecoded'] ?? 0);
      }
    return counts;
  });
}

async function measure(product: Product, _way: FrameWay, unsealed?: UnsealedBuild): Promise<Run> {
  const prepare = async (page: Page): Promise<void> => {
    await giveNumberedCamera(page);
    await keepConnections(page);
  };
  const session = await invited(product, { isCamera: true, prepare, ...(unsealed ? { origin: unsealed.url } : {}) });
  const { expert, customer, link } = session;
  const watcher = expert.page.context().browser();
  if (!watcher) throw new Error('the expert has no browser');
  try {
    await customer.join(link);
    await customer.page.getByRole('button', { name: 'Start camera' }).click();
    await expert.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0, undefined, { timeout: 30_000 });
    await delay(settleMs);
    const readings = async () => ({
      atMs: performance.now(),
      frames: await received(expert.page),
      sealMs: await workersMs(customer.browser),
      openMs: await workersMs(watcher),
    });
    const before = await readings();
    const end = (await customer.page.evaluate(() => window.benchPaintedAtMs.length)) + frames;
    await customer.page.waitForFunction((last) => window.benchPaintedAtMs.length >= last, end, { timeout: frames * 100, polling: 100 });
    const after = await readings();
    const width = await expert.page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0);
    await customer.page.evaluate(() => window.benchStopPainting());
    // What is under way is decoded.
    await delay(1_500);
    const { whole, decoded } = await received(expert.page);
    const tookMs = after.atMs - before.atMs;
    return {
      dropped: Math.max(0, whole - before.frames.whole - (decoded - before.frames.decoded)),
      decodedPerSecond: ((after.frames.decoded - before.frames.decoded) / tookMs) * 1_000,
      width,
      sealingCores: (after.sealMs - before.sealMs) / tookMs,
      openingCores: (after.openMs - before.openMs) / tookMs,
    };
  } finally {
    await session.close();
  }
}

const shown = (runs: readonly Run[]): string =>
  runs.map(({ decodedPerSecond, width }) => `${decodedPerSecond.toFixed(1)} at ${String(width)}`).join(', ');

function results(sealed: readonly Run[], plain: readonly Run[]): readonly BenchResult[] {
  const of = (runs: readonly Run[], part: keyof Run) => spreadOf(runs.map((run) => run[part]));
  const row = (part: keyof Run, says: { name: string; unit: string; goal: string; isMet: (worst: number) => boolean }): BenchResult => ({
    name: `camera of 1920 × 1080, 30 a second: ${says.name}`,
    unit: says.unit,
    goal: says.goal,
    ours: of(sealed, part),
    peer: of(plain, part),
    isMet: says.isMet(of(sealed, part).median),
    // Round by round: whether the browser sends the largest size, and the media server all its frames, differs from session to session.
    notes: [`at the expert, frames a second and width: ${shown(sealed)}`, `unsealed: ${shown(plain)}`],
  });
  return [
    row('dropped', {
      name: `frames that came and were not decoded, of about ${String(frames)}`,
      unit: 'frames',
      goal: '0',
      isMet: (count) => count === 0,
    }),
    row('sealingCores', {
      name: 'CPU of the threads that seal',
      unit: 'cores',
      goal: `≤ ${String(mostCores)}`,
      isMet: (cores) => cores <= mostCores,
    }),
    row('openingCores', {
      name: 'CPU of the threads that open',
      unit: 'cores',
      goal: `≤ ${String(mostCores)}`,
      isMet: (cores) => cores <= mostCores,
    }),
  ];
}

export const bench: Bench = {
  name: 'camera-frames',
  describe: 'a sealed camera of 1080p30: dropped frames and CPU of each side, beside the same one unsealed (a build for this only)',
  run: async () => {
    const { sealed, plain } = await inTurn(rounds, ['sealed', 'plain'], measure);
    return results(sealed, plain);
  },
};
