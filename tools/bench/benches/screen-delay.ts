import type { Product } from '../../../e2e/fixtures/product.ts';
import { compare, rounds, spreadOf, type Bench } from '../kit/bench.ts';
import { delaysOf, giveNumberedScreen, watchFrames } from '../kit/numbered-screen.ts';
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

async function peer(): Promise<number> {
  const direct = await Direct.open(giveNumberedScreen);
  try {
    await direct.shareScreen();
    await delay(settleMs);
    await watchFrames(direct.receiver);
    await delay(measureMs);
    return medianOf(await delaysOf(direct.sender, direct.receiver));
  } finally {
    await direct.close();
  }
}

export const bench: Bench = {
  name: 'screen-delay',
  describe: 'BP8: a shared screen from paint to sight, against a direct connection of two browsers',
  run: async () => {
    const product = await startSubject({ isPinned: false });
    try {
      const result = await compare({
        name: 'BP8 screen from paint to sight, median of a round',
        unit: 'ms',
        atMost: mostRatio,
        rounds,
        ours: () => ours(product),
        peer,
        notes: ['1280 × 720, 30 frames a second, number as a barcode; VP9 L1T3 in both; ours through mask, seal and media server'],
      });
      const moreMs = result.ours.median - (result.peer?.median ?? Number.NaN);
      return [
        {
          ...result,
          goal: `≤ ${String(mostRatio)}×, at most one frame more`,
          isMet: result.isMet && moreMs <= frameMs,
          notes: [...result.notes, `${moreMs.toFixed(1)} ms more than the peer in the median`],
        },
      ];
    } finally {
      await product.stop();
    }
  },
};
