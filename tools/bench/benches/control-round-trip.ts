import { clickThere, takeControl } from '../../../e2e/fixtures/controlled.ts';
import { launchChromium, Person } from '../../../e2e/fixtures/person.ts';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { SiteVisitor } from '../../../e2e/fixtures/site-visitor.ts';
import { SupportPage } from '../../../e2e/pages/support-page.ts';
import { compare, rounds, spreadOf, type Bench } from '../kit/bench.ts';
import { putBlock, timeFlips } from '../kit/flipping-block.ts';
import { startSubject } from '../kit/product.ts';
import { connectBare } from '../peers/bare-control.ts';

const presses = 15;

/** Median milliseconds from an expert's key to the pixel that it changed, in a whole session. */
async function ours(product: Product): Promise<number> {
  const [person, visitor] = await Promise.all([Person.arrive(product, 'alice'), SiteVisitor.arrive(product)]);
  try {
    await person.signIn();
    const expert = new SupportPage(person.page, product.url);
    const { code } = await expert.begin();
    await visitor.join(code);
    await expert.isSealed();
    await putBlock(visitor.site);
    await visitor.share();
    await person.page.locator('video').waitFor({ timeout: 20_000 });
    await takeControl(expert, visitor);
    await clickThere(expert, visitor, '[name=message]');
    return spreadOf(await timeFlips(person.page, presses, () => person.page.keyboard.press('a'))).median;
  } finally {
    await Promise.all([person.browser.close(), visitor.leave()]);
  }
}

/** The same by a bare connection between the two browsers. */
async function peer(product: Product): Promise<number> {
  const [browser, visitor] = await Promise.all([launchChromium(440), SiteVisitor.arrive(product)]);
  try {
    await putBlock(visitor.site);
    const viewer = await browser.newPage();
    await viewer.setContent('<!doctype html><title>viewer</title><p>viewer');
    await connectBare(visitor.desk, viewer);
    return spreadOf(await timeFlips(viewer, presses, () => viewer.keyboard.press('a'))).median;
  } finally {
    await Promise.all([browser.close(), visitor.leave()]);
  }
}

export const bench: Bench = {
  name: 'control-round-trip',
  describe: 'BP9: from an expert’s key to the pixel that it changed, against a bare connection of two browsers',
  run: async () => {
    const product = await startSubject({ isPinned: false });
    try {
      return [
        await compare({
          name: 'BP9 control, key to pixel',
          unit: 'ms',
          atMost: 1.2,
          rounds,
          ours: () => ours(product),
          peer: () => peer(product),
          notes: [
            `each a median of ${String(presses)} keys; peer: the tab's capture and a data channel straight between the same two browsers, one way each, which is less than an echo and a screen`,
          ],
        }),
      ];
    } finally {
      await product.stop();
    }
  },
};
