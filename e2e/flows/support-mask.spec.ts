import { expect } from '@playwright/test';
import type { Customer } from '../fixtures/customer.ts';
import { seenPicture } from '../fixtures/fake-screen.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

/** Whether there is a colour in each corner that the expert decodes: left top, right top, left bottom, right bottom. */
async function corners(expert: SupportPage): Promise<readonly boolean[]> {
  const seen = await seenPicture(expert.page, 'Customer screen');
  return seen?.corners.map((colour) => Math.max(...colour) > 60) ?? [];
}
const all = [true, true, true, true];
const none = [false, false, false, false];

/** The fraction of a box of the picture that is black for the expert. */
async function blackShare(expert: SupportPage, box: readonly [x: number, y: number, width: number, height: number]): Promise<number> {
  return expert.page.getByRole('region', { name: 'Customer screen' }).evaluate((region, [x, y, width, height]) => {
    const video = region.querySelector('video');
    if (!video) return -1;
    const pen = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext('2d');
    pen?.drawImage(video, 0, 0);
    const seen =
      pen?.getImageData(x * video.videoWidth, y * video.videoHeight, width * video.videoWidth, height * video.videoHeight).data ?? [];
    let dark = 0;
    for (let at = 0; at < seen.length; at += 4) if (Math.max(seen[at] ?? 0, seen[at + 1] ?? 0, seen[at + 2] ?? 0) < 24) dark += 1;
    return (dark * 4) / seen.length;
  }, box);
}

/** Without a word, as when the browser runs out of memory. */
async function killMaskWorker({ page }: Customer): Promise<void> {
  const workers = page.workers().filter((worker) => worker.url().includes('mask-worker'));
  expect(workers).toHaveLength(1);
  await workers[0]?.evaluate(() => globalThis.close());
}

async function beginsToMask(customer: Customer): Promise<void> {
  await customer.page.getByRole('button', { name: 'Black out an area' }).click();
}

test.describe('areas that nobody shall see', () => {
  let expert: SupportPage;
  let customer: Customer;
  test.beforeEach(async ({ people }) => {
    ({ expert, customer } = await inSession(people));
    await customer.shareScreen();
    await expert.seesScreenGoOn();
    expect(await corners(expert), 'without areas all is seen').toEqual(all);
    await beginsToMask(customer);
  });

  test('[R14] [SU403] an area chosen or drawn is black in each frame that the expert decodes, the rest goes on; taken away, it is seen', async () => {
    await customer.page.getByRole('button', { name: 'Black out: top left' }).click();
    await expect.poll(() => corners(expert)).toEqual([false, true, true, true]);
    for (let look = 0; look < 20; look += 1) expect(await blackShare(expert, [0, 0, 0.5, 0.5])).toBe(1);
    expect(await blackShare(expert, [0.52, 0.2, 0.4, 0.25]), 'beside it').toBeLessThan(0.2);
    const pad = await customer.page.locator('svg[viewBox="0 0 1 1"]').boundingBox();
    if (!pad) throw new Error('there is nothing to draw on');
    await customer.page.mouse.move(pad.x + pad.width * 0.7, pad.y + pad.height * 0.7);
    await customer.page.mouse.down();
    await customer.page.mouse.move(pad.x + pad.width * 0.85, pad.y + pad.height * 0.85);
    await customer.page.mouse.move(pad.x + pad.width - 1, pad.y + pad.height - 1);
    await customer.page.mouse.up();
    await expect(customer.page.getByText('2 areas are black.')).toBeVisible();
    await expect.poll(() => corners(expert)).toEqual([false, true, true, false]);
    expect(await blackShare(expert, [0.71, 0.71, 0.28, 0.28])).toBe(1);
    await customer.page.getByRole('button', { name: 'Remove all black areas' }).click();
    await expect.poll(() => corners(expert)).toEqual(all);
    await expert.seesScreenGoOn();
  });

  test('[R14] [SU403] a change of the picture’s size makes all of it black until the customer has looked', async () => {
    await customer.page.getByRole('button', { name: 'Black out: top left' }).click();
    await expect.poll(() => corners(expert)).toEqual([false, true, true, true]);
    await customer.page.evaluate(() => window.fakeScreens[0]?.resize(960, 540));
    await expect.poll(async () => (await seenPicture(expert.page, 'Customer screen'))?.width).toBe(960);
    for (let look = 0; look < 10; look += 1) expect(await corners(expert)).toEqual(none);
    await expect(customer.page.getByRole('alert').filter({ hasText: 'changed its size' })).toBeVisible();
    await customer.page.getByRole('button', { name: 'The areas are right' }).click();
    await expect.poll(() => corners(expert)).toEqual([false, true, true, true]);
  });

  test('[R14] [SU404] when the worker that paints dies, sharing ends; nothing of the screen is seen unmasked', async () => {
    await customer.page.getByRole('button', { name: 'Black out: top left' }).click();
    await expect.poll(() => corners(expert)).toEqual([false, true, true, true]);
    const seen: (readonly boolean[])[] = [];
    await killMaskWorker(customer);
    await expect
      .poll(
        async () => {
          const now = await corners(expert);
          if (now.length > 0) seen.push(now);
          return now.length;
        },
        { timeout: 20_000 },
      )
      .toBe(0);
    expect(seen.every(([leftTop]) => !leftTop)).toBe(true);
    await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
    await expect(customer.page.getByRole('button', { name: 'Share screen' })).toBeVisible();
    await expect(expert.capability('See the screen')).not.toContainText('Allowed');
  });
});
