import type { Page } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { rounds, type Bench } from '../kit/bench.ts';
import { giveSmallNumberedCamera } from '../kit/numbered-camera.ts';
import { passFrames } from '../kit/passing-frames.ts';
import { delayRow, medianDelay } from '../kit/picture-delay.ts';
import { startSubject } from '../kit/product.ts';
import { invited } from '../kit/support-session.ts';
import { Direct } from '../peers/direct.ts';

/** The bit rate finds its level, and with it the size of the picture. */
const settleMs = 8_000;

/** Of a round; the width is that of the picture as it was seen in the end. */
interface Run {
  readonly delayMs: number;
  readonly width: number;
}

async function measure(painter: Page, watcher: Page): Promise<Run> {
  const delayMs = await medianDelay(painter, watcher, settleMs);
  return { delayMs, width: await watcher.evaluate(() => document.querySelector('video')?.videoWidth ?? 0) };
}

async function ours(product: Product): Promise<Run> {
  const { expert, customer, link, close } = await invited(product, { isCamera: true, prepare: giveSmallNumberedCamera });
  try {
    await customer.join(link);
    await customer.page.getByRole('button', { name: 'Start camera' }).click();
    await expert.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0, undefined, { timeout: 30_000 });
    return await measure(customer.page, expert.page);
  } finally {
    await close();
  }
}

async function direct(prepare: (page: Page) => Promise<void>): Promise<Run> {
  const connected = await Direct.open(prepare);
  try {
    await connected.startCamera();
    return await measure(connected.sender, connected.receiver);
  } finally {
    await connected.close();
  }
}

/** What any page has to pay whose frames are its own: Chromium hands them to it, and takes them back. */
async function directPassing(): Promise<Run> {
  return direct(async (page) => {
    await giveSmallNumberedCamera(page);
    await passFrames(page);
  });
}

function row(name: string, sealed: readonly Run[], peer: readonly Run[]) {
  const [ourDelays, peerDelays] = [sealed, peer].map((runs) => runs.map(({ delayMs }) => delayMs));
  const widths = [sealed, peer].map((runs) => runs.map(({ width }) => String(width)).join(', '));
  return delayRow(name, ourDelays ?? [], peerDelays ?? [], [
    'a camera of 1280 × 720, 30 frames a second, number as a barcode; VP8 L1T3; ours in three sizes through seal and media server, the peer in the largest',
    `width of the picture, round by round: ${widths.join('; peer ')}`,
  ]);
}

export const bench: Bench = {
  name: 'camera-delay',
  describe: 'BP8: a phone’s camera from paint to sight, against a direct connection of two browsers',
  run: async () => {
    const product = await startSubject({ isPinned: false });
    const [sealed, bare, passed]: [Run[], Run[], Run[]] = [[], [], []];
    try {
      for (let round = 0; round < rounds; round += 1) {
        sealed.push(await ours(product));
        bare.push(await direct(giveSmallNumberedCamera));
        passed.push(await directPassing());
      }
    } finally {
      await product.stop();
    }
    return [
      row('BP8 camera from paint to sight, median of a round', sealed, bare),
      row('BP8 the same beside a direct connection with a transform that does nothing', sealed, passed),
    ];
  },
};
