import { expect, type Page } from '@playwright/test';
import type { Customer } from '../fixtures/customer.ts';
import { giveMovingCamera, watchTip, type CameraMove } from '../fixtures/moving-camera.ts';
import { expertAt } from '../fixtures/support.ts';
import { test, type People } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

const lostWords = /object is not in the picture/u;

/** An expert and a customer whose camera is on, and a tool to draw an arrow with. */
async function inCameraSession(people: People): Promise<{ readonly expert: SupportPage; readonly customer: Customer }> {
  const [expert, customer] = await Promise.all([expertAt(people), people.customer()]);
  await giveMovingCamera(customer.page);
  const { link } = await expert.begin('New camera session');
  await customer.join(link);
  await customer.isConnectedWith('Alice');
  await customer.page.getByRole('button', { name: 'Start camera' }).click();
  await expect.poll(() => pictureWidth(expert.page), { timeout: 30_000 }).toBe(1_280);
  await expert.choose('Arrow');
  return { expert, customer };
}

function pictureWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0);
}

/** Whether the page has loaded the code that follows objects. */
function hasTracker(page: Page): Promise<boolean> {
  return page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('object-tracker')));
}

function move(customer: Customer, to: CameraMove): Promise<void> {
  return customer.page.evaluate((next) => globalThis.moveCamera?.(next), to);
}

const share = (errors: readonly number[], within: number): number => errors.filter((error) => error <= within).length / errors.length;

test('[SU420] [SU421] an arrow stays within 2 % of the object on both screens while the camera pans; without it does not (control)', async ({
  people,
}) => {
  const { expert, customer } = await inCameraSession(people);
  const both = [expert.page, customer.page] as const;
  for (const page of both) expect(await hasTracker(page), 'nothing sticks yet').toBe(false);
  await expert.draw([0.3, 0.3], [0.5, 0.5]);
  for (const page of both) await expect.poll(() => hasTracker(page)).toBe(true);
  await expect.poll(async () => share(await watchTip(customer.page, 200), 0.02)).toBe(1);
  await move(customer, 'pans');
  const [theirs, ours] = await Promise.all([watchTip(customer.page, 8_000), watchTip(expert.page, 8_000)]);
  expect(share(theirs, 0.02)).toBeGreaterThanOrEqual(0.99);
  expect(share(ours, 0.02)).toBeGreaterThanOrEqual(0.99);
  await expert.page.getByRole('button', { name: 'Clear drawings' }).click();
  const toggle = expert.page.getByRole('button', { name: 'Drawings stay on the object' });
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.click();
  await expert.draw([0.3, 0.3], [0.5, 0.5]);
  await expect.poll(() => customer.page.locator('video + svg path').count()).toBe(1);
  expect(share(await watchTip(customer.page, 6_000), 0.02)).toBeLessThan(0.5);
});

test('[SU422] [SU423] when the object leaves, both see the frozen picture and a sentence; when it is back the arrow sticks again', async ({
  people,
}) => {
  const { expert, customer } = await inCameraSession(people);
  await expert.draw([0.3, 0.3], [0.5, 0.5]);
  const arrows = (page: Page): Promise<number> => page.locator('video + svg path').count();
  const both = [expert.page, customer.page] as const;
  for (const page of both) await expect.poll(() => arrows(page)).toBe(1);
  await expect(customer.page.getByText(lostWords)).toHaveCount(0);
  await move(customer, 'looks-away');
  for (const page of both) {
    await expect(page.getByText(lostWords)).toBeVisible();
    await expect(page.getByRole('img', { name: 'Picture as it was marked' })).toBeVisible();
    expect(await arrows(page)).toBe(0);
  }
  await move(customer, 'pans');
  for (const page of both) {
    await expect(page.getByText(lostWords)).toHaveCount(0);
    await expect.poll(async () => share(await watchTip(page, 500), 0.02)).toBeGreaterThan(0.9);
  }
});
