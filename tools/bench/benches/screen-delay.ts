import type { Page } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { rounds, type Bench } from '../kit/bench.ts';
import { giveNumberedScreen } from '../kit/numbered-screen.ts';
import { passFrames } from '../kit/passing-frames.ts';
import { delayRow, medianDelay } from '../kit/picture-delay.ts';
import { startSubject } from '../kit/product.ts';
import { inSession, sharing } from '../kit/support-session.ts';
import { Direct } from '../peers/direct.ts';

/** Bit rate and jitter buffer find their level. */
const settleMs = 4_000;

async function ours(product: Product): Promise<number> {
  const session = await inSession(product, { prepare: giveNumberedScreen });
  try {
    await sharing(session);
    return await medianDelay(session.customer.page, session.expert.page, settleMs);
  } finally {
    await session.close();
  }
}

async function direct(prepare: (page: Page) => Promise<void>): Promise<number> {
  const connected = await Direct.open(prepare);
  try {
    await connected.shareScreen();
    return await medianDelay(connected.sender, connected.receiver, settleMs);
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

const notes = ['1280 × 720, 30 frames a second, number as a barcode; VP9 L1T3 in all; ours through mask, seal and media server'];

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
      delayRow('BP8 screen from paint to sight, median of a round', sealed, bare, notes),
      delayRow('BP8 the same beside a direct connection with a transform that does nothing', sealed, passed, notes),
    ];
  },
};
