import type { Page } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { delaysOf, framesOf, giveNumberedScreen, keepConnections, watchFrames } from '../kit/numbered-screen.ts';
import { passFrames } from '../kit/passing-frames.ts';
import { cpuMs, familyOf } from '../kit/process-cpu.ts';
import { inSession, sharing } from '../kit/support-session.ts';
import { inTurn, type FrameWay, type UnsealedBuild } from '../kit/unsealed-build.ts';

const frames = Number(process.env['BENCH_FRAMES'] ?? 3_000);
const settleMs = 4_000;
const mostDelayMs = 3;
const mostCpu = 1.08;

/** What a session cost while `frames` frames went through it. */
interface Cost {
  readonly delayMs: number;
  /** Of both browsers and the server, for each frame that was sent. */
  readonly cpuMsPerFrame: number;
  /** Sent, and not decoded at the other end. */
  readonly dropped: number;
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function measure(product: Product, way: FrameWay, unsealed?: UnsealedBuild): Promise<Cost> {
  const prepare = async (page: Page): Promise<void> => {
    await giveNumberedScreen(page);
    await keepConnections(page);
    if (way === 'passed') await passFrames(page);
  };
  const session = await inSession(product, { prepare, ...(unsealed ? { origin: unsealed.url } : {}) });
  const [painter, watcher] = [session.customer.page, session.expert.page];
  try {
    await sharing(session);
    const isUnsealed = (await painter.title()).startsWith('UNSEALED');
    if (isUnsealed !== (unsealed !== undefined)) throw new Error('the page is not of the build that was asked for');
    await delay(settleMs);
    await watchFrames(watcher);
    const [sent, got] = [await framesOf(painter), await framesOf(watcher)];
    const pids = familyOf(process.pid);
    const cpuBefore = cpuMs(pids);
    const endFrame = (await painter.evaluate(() => window.benchPaintedAtMs.length)) + frames;
    await painter.waitForFunction((end) => window.benchPaintedAtMs.length >= end, endFrame, { timeout: frames * 100, polling: 100 });
    const usedMs = cpuMs(pids) - cpuBefore;
    await painter.evaluate(() => window.benchStopPainting());
    // What is under way arrives; a screen that stands still is sent again now and then, and that is counted at both ends.
    await delay(1_500);
    const [sentAfter, gotAfter] = [await framesOf(painter), await framesOf(watcher)];
    const went = sentAfter.sent - sent.sent;
    return {
      delayMs: spreadOf(await delaysOf(painter, watcher)).median,
      cpuMsPerFrame: usedMs / went,
      dropped: Math.max(0, went - (gotAfter.decoded - got.decoded)),
    };
  } finally {
    await session.close();
  }
}

type Part = 'delayMs' | 'cpuMsPerFrame' | 'dropped';
type Costs = readonly Cost[];

const of = (costs: Costs, part: Part) => spreadOf(costs.map((cost) => cost[part]));
/** Round by round. */
const between = (ours: Costs, peer: Costs, part: Part, how: (ours: number, peer: number) => number) =>
  spreadOf(ours.map((cost, round) => how(cost[part], peer[round]?.[part] ?? Number.NaN)));

/** Delay and CPU of sealed sessions beside others. `beside` names these. */
function costRows(sealed: Costs, peer: Costs, beside: string): readonly BenchResult[] {
  const more = between(sealed, peer, 'delayMs', (ours, theirs) => ours - theirs);
  const ratio = between(sealed, peer, 'cpuMsPerFrame', (ours, theirs) => ours / theirs);
  return [
    {
      name: `BP10 from paint to sight, sealed beside ${beside}`,
      unit: 'ms',
      goal: `≤ ${String(mostDelayMs)} ms more`,
      ours: of(sealed, 'delayMs'),
      peer: of(peer, 'delayMs'),
      isMet: more.median <= mostDelayMs,
      notes: [`${more.median.toFixed(2)} (${more.min.toFixed(2)} to ${more.max.toFixed(2)}) ms more, per round`],
    },
    {
      name: `BP10 CPU of browsers and server for each frame, sealed beside ${beside}`,
      unit: 'ms',
      goal: `≤ ${String(mostCpu)}×`,
      ours: of(sealed, 'cpuMsPerFrame'),
      peer: of(peer, 'cpuMsPerFrame'),
      ratio,
      isMet: ratio.median <= mostCpu,
      notes: ['in total: two Chromium processes with all theirs, Node and the media worker'],
    },
  ];
}

function droppedRow(sealed: Costs, plain: Costs): BenchResult {
  const dropped = of(sealed, 'dropped');
  return {
    name: `BP10 frames not decoded, of about ${String(frames)} painted`,
    unit: 'frames',
    goal: '0',
    ours: dropped,
    peer: of(plain, 'dropped'),
    isMet: dropped.max === 0,
    notes: ['sent by the customer’s encoder and not decoded at the expert, both as the browsers count'],
  };
}

export const bench: Bench = {
  name: 'sealing-cost',
  describe: 'BP10: delay, CPU and dropped frames of a sealed session, beside the same one unsealed (a build for this only)',
  run: async () => {
    const { sealed, plain, passed } = await inTurn(rounds, ['sealed', 'plain', 'passed'], measure);
    return [
      ...costRows(sealed, plain, 'unsealed'),
      droppedRow(sealed, plain),
      ...costRows(sealed, passed, 'unsealed through a transform that does nothing'),
    ];
  },
};
