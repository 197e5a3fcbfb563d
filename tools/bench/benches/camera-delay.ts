import type { Product } from '../../../e2e/fixtures/product.ts';
import type { Bench } from '../kit/bench.ts';
import { giveSmallNumberedCamera } from '../kit/numbered-camera.ts';
import { besideDirect, measurePicture, type PictureRun } from '../kit/picture-delay.ts';
import { invited } from '../kit/support-session.ts';

/** The bit rate finds its level, and with it the size of the picture. */
const settleMs = 8_000;

async function ours(product: Product): Promise<PictureRun> {
  const { expert, customer, link, close } = await invited(product, { isCamera: true, prepare: giveSmallNumberedCamera });
  try {
    await customer.join(link);
    await customer.page.getByRole('button', { name: 'Start camera' }).click();
    await expert.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0, undefined, { timeout: 30_000 });
    return await measurePicture(customer.page, expert.page, settleMs);
  } finally {
    await close();
  }
}

export const bench: Bench = {
  name: 'camera-delay',
  describe: 'BP8: a phone’s camera from paint to sight, against a direct connection of two browsers',
  run: () =>
    besideDirect({
      what: 'camera',
      notes: [
        'a camera of 1280 × 720, 30 frames a second, number as a barcode; VP8 L1T3; ours in three sizes through seal and media server, the peer in the largest',
      ],
      settleMs,
      prepare: giveSmallNumberedCamera,
      ours,
      showDirectly: (connected) => connected.startCamera(),
    }),
};
