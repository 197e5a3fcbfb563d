import type { Product } from '../../../e2e/fixtures/product.ts';
import { rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { giveNumberedCamera } from '../kit/numbered-camera.ts';
import { firstPictureAt, pressAtOnce, watchFirstPicture } from '../kit/pressing.ts';
import { startSubject } from '../kit/product.ts';
import { invited } from '../kit/support-session.ts';

const sessionsPerRound = 5;
const mostMs = 1_500;
const taps = ['Join', 'Start camera'] as const;

/** From each tap to the first frame at the expert, milliseconds. */
type Moments = Record<(typeof taps)[number], number>;

async function measure(product: Product): Promise<Moments> {
  const session = await invited(product, { isCamera: true, prepare: giveNumberedCamera });
  const { expert, customer, link } = session;
  try {
    await pressAtOnce(customer.page, taps);
    await watchFirstPicture(expert.page);
    await customer.page.goto(link, { waitUntil: 'commit' });
    const pictureAtMs = await firstPictureAt(expert.page);
    const pressed = await customer.page.evaluate(() => window.benchPressedAtMs);
    const since = (tap: string): number => pictureAtMs - (pressed[tap] ?? Number.NaN);
    return { Join: since('Join'), 'Start camera': since('Start camera') };
  } finally {
    await session.close();
  }
}

export const bench: Bench = {
  name: 'camera-first-frame',
  describe: 'a customer’s two taps to the first frame of the camera at the expert, on loopback',
  run: async () => {
    const product = await startSubject({ isPinned: false });
    try {
      const all: Moments[] = [];
      for (let at = 0; at < rounds * sessionsPerRound; at += 1) all.push(await measure(product));
      return taps.map((tap): BenchResult => {
        const ours = spreadOf(all.map((moments) => moments[tap]));
        return {
          name: `first frame of the camera after the tap on “${tap}”`,
          unit: 'ms',
          goal: `≤ ${String(mostMs)} ms`,
          ours,
          isMet: ours.median <= mostMs,
          notes: [`${String(all.length)} sessions; the second tap follows as soon as its button is there`],
        };
      });
    } finally {
      await product.stop();
    }
  },
};
