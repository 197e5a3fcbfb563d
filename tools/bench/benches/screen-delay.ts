import type { Product } from '../../../e2e/fixtures/product.ts';
import type { Bench } from '../kit/bench.ts';
import { giveNumberedScreen } from '../kit/numbered-screen.ts';
import { besideDirect, measurePicture, type PictureRun } from '../kit/picture-delay.ts';
import { inSession, sharing } from '../kit/support-session.ts';

/** Bit rate and jitter buffer find their level. */
const settleMs = 4_000;

async function ours(product: Product): Promise<PictureRun> {
  const session = await inSession(product, { prepare: giveNumberedScreen });
  try {
    await sharing(session);
    return await measurePicture(session.customer.page, session.expert.page, settleMs);
  } finally {
    await session.close();
  }
}

export const bench: Bench = {
  name: 'screen-delay',
  describe: 'BP8: a shared screen from paint to sight, against a direct connection of two browsers',
  run: () =>
    besideDirect({
      what: 'screen',
      notes: ['1280 × 720, 30 frames a second, number as a barcode; VP9 L1T3 in all; ours through mask, seal and media server'],
      settleMs,
      prepare: giveNumberedScreen,
      ours,
      showDirectly: (connected) => connected.shareScreen(),
    }),
};
