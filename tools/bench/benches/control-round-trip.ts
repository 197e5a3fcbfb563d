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

interface Site {
  /** Nothing moves in its page but what the keys change; otherwise a clock does in its corner, 15 times a second. */
  readonly isStill: boolean;
}

/** Median milliseconds from an expert's key to the pixel that it changed, in a whole session. */
async function ours(product: Product, { isStill }: Site): Promise<number> {
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
    if (isStill) await visitor.standStill();
    return spreadOf(await timeFlips(person.page, presses, () => person.page.keyboard.press('a'))).median;
  } finally {
    await Promise.all([person.browser.close(), visitor.leave()]);
  }
}

/** The same by a bare connection between the two browsers. */
async function peer(product: Product, { isStill }: Site): Promise<number> {
  const [browser, visitor] = await Promise.all([launchChromium(440), SiteVisitor.arrive(product)]);
  try {
    await putBlock(visitor.site);
    const viewer = await browser.newPage();
    await viewer.setContent('<!doctype html><title>viewer</title><p>viewer');
    await connectBare(visitor.desk, viewer);
    if (isStill) await visitor.standStill();
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
      const besidePeer = (name: string, site: Site, note: string) =>
        compare({
          name,
          unit: 'ms',
          atMost: 1.2,
          rounds,
          ours: () => ours(product, site),
          peer: () => peer(product, site),
          notes: [`each a median of ${String(presses)} keys; ${note}`],
        });
      return [
        await besidePeer(
          'BP9 control, key to pixel',
          { isStill: false },
          "peer: the tab's capture and a data channel straight between the same two browsers, one way each, which is less than an echo and a screen",
        ),
        await besidePeer(
          'BP9 the same where nothing else moves in the page',
          { isStill: true },
          "the peer's encoder leaves out most changes and is given the picture again once a second",
        ),
      ];
    } finally {
      await product.stop();
    }
  },
};
