import { expect, type Page } from '@playwright/test';
import { clickThere, takeControl, test } from '../fixtures/controlled.ts';
import type { Product } from '../fixtures/product.ts';

const sent = 100;
/** A page asks its line after 8 s of silence: the server stands still for less. */
const maxStopMs = 7_500;

for (const isRevoked of [true, false])
  test(`[R2] [SU267] the server is stopped and the expert goes on: ${isRevoked ? 'revoked meanwhile, 0 of 100 inputs are applied, and the picture stands still within a second' : 'not revoked, 100 of 100 inputs are applied (control run)'}`, async ({
    shown: { expert, visitor },
    product,
  }) => {
    await takeControl(expert, visitor);
    await clickThere(expert, visitor, '[name=message]');
    await expert.page.keyboard.type('before');
    await expect(visitor.site.locator('[name=message]')).toHaveValue('before');
    const frames = await noteFrames(expert.page);
    const inputs = await noteInputs(visitor.site);
    const passed = await notePassed(expert.page);
    const revokedAt = await whileStopped(product, async () => {
      await expert.page.keyboard.type('x'.repeat(sent));
      await expect.poll(passed, { message: 'sealed and on the line' }).toBeGreaterThanOrEqual(sent);
      if (!isRevoked) return Number.NaN;
      await visitor.desk.locator('body').press('Escape');
      await visitor.desk.locator('body').press('Escape');
      const at = Date.now();
      // Longer than a picture may still come: one that does has to be seen here.
      await expert.page.waitForTimeout(1_500);
      return at;
    });
    if (isRevoked) {
      const shownAt = await frames();
      expect(shownAt.filter((at) => at < revokedAt && at > revokedAt - 1_000).length, 'the picture went on until then').toBeGreaterThan(3);
      expect(Math.max(...shownAt) - revokedAt, 'ms until the last picture').toBeLessThan(1_000);
      await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
      // What was said after what was held back has arrived: that has, too.
      await expert.write('Is anything left?');
      await expect(visitor.desk.getByText('Is anything left?')).toBeVisible();
      expect(await inputs()).toBe(0);
      await expect(visitor.site.locator('[name=message]')).toHaveValue('before');
    } else {
      await expect(visitor.site.locator('[name=message]')).toHaveValue(`before${'x'.repeat(sent)}`);
      expect(await inputs()).toBe(sent);
    }
  });

/** Only the server's own process stands still: what forwards pictures goes on. */
async function whileStopped<Result>(product: Product, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  product.kill('SIGSTOP');
  try {
    return await work();
  } finally {
    product.kill('SIGCONT');
    expect(performance.now() - begun, 'ms that the server stood still').toBeLessThan(maxStopMs);
  }
}

/** When the picture's frames were shown, milliseconds of the epoch, from now on. */
async function noteFrames(page: Page): Promise<() => Promise<number[]>> {
  const times = await page
    .getByRole('region', { name: 'Customer screen' })
    .locator('video')
    .evaluateHandle((video) => {
      const shownAt: number[] = [];
      const note = (): void => {
        shownAt.push(Date.now());
        if (video instanceof HTMLVideoElement) video.requestVideoFrameCallback(note);
      };
      if (video instanceof HTMLVideoElement) video.requestVideoFrameCallback(note);
      return shownAt;
    });
  return () => times.evaluate((list) => [...list]);
}

/** How many inputs the site's page was told from now on. */
async function noteInputs(site: Page): Promise<() => Promise<number>> {
  const counted = await site.evaluateHandle(() => {
    const inputs = { count: 0 };
    addEventListener('message', ({ data }: MessageEvent<{ readonly type?: string; readonly input?: { readonly kind: string } }>) => {
      if (data.type === 'input' && data.input?.kind === 'text') inputs.count += 1;
    });
    return inputs;
  });
  return () => counted.evaluate(({ count }) => count);
}

/** How many sealed messages that the relay hands on without keeping them the page has sent from now on. */
async function notePassed(page: Page): Promise<() => number> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Network.enable');
  let count = 0;
  tools.on('Network.webSocketFrameSent', ({ response }) => {
    if (/"type":"pass"/u.test(response.payloadData)) count += 1;
  });
  return () => count;
}
