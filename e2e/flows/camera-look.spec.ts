import { expect, type Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { atCamera, inCamera } from '../fixtures/camera-session.ts';
import { test } from '../fixtures/test.ts';

/** What a thumb needs, CSS pixels. */
const thumb = 56;

const looks = [
  { name: 'portrait', locale: 'en', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { name: 'narrow', locale: 'de', colorScheme: 'dark', viewport: { width: 360, height: 640 } },
  { name: 'lying', locale: 'de', colorScheme: 'light', viewport: { width: 740, height: 360 } },
] as const;

/** Nothing is cut off on the right, and all buttons of the bar are in sight and large enough. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  for (const button of await page.getByRole('toolbar').getByRole('button').all()) {
    const box = await button.boundingBox();
    const name = (await button.getAttribute('aria-label')) ?? '';
    expect(box?.height ?? 0, name).toBeGreaterThanOrEqual(thumb);
    expect(box?.width ?? 0, name).toBeGreaterThanOrEqual(width === 360 ? 48 : thumb);
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width + 0.5, name).toBe(true);
    expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= height + 0.5, name).toBe(true);
  }
}

for (const { name, ...look } of looks)
  test(`[SU354] the camera’s page fits a thumb and is accessible (${name}, ${look.locale}, ${look.colorScheme})`, async ({
    people,
  }, info) => {
    const { customer, expert } = await atCamera(people, {}, look);
    const { page } = customer;
    const start = page.getByRole('button', { name: /^(Start camera|Kamera starten)$/u });
    await expect(start).toBeEnabled();
    await page.screenshot({ path: info.outputPath('before.png') });
    await expectNoFindings(page, 'before the camera');
    await start.tap();
    await expect.poll(() => expert.sees(), { timeout: 20_000 }).toBeDefined();
    await expect(page.getByRole('toolbar').getByRole('button')).toHaveCount(6);
    await fits(page);
    await page.screenshot({ path: info.outputPath('camera.png') });
    await expectNoFindings(page, 'the camera');
    await expert.page.getByRole('button', { name: 'Ask for light' }).click();
    await page.getByRole('alert').filter({ hasText: 'Alice' }).waitFor();
    await page.screenshot({ path: info.outputPath('asked.png') });
    await expectNoFindings(page, 'asked for light');
    await page.getByRole('button', { name: /^(More|Mehr)/u }).tap();
    await page.getByRole('region', { name: 'Chat' }).waitFor();
    await page.screenshot({ path: info.outputPath('sheet.png') });
    await expectNoFindings(page, 'the sheet');
  });

test('[SU354] the expert’s console with a camera and its stills is accessible', async ({ people }, info) => {
  const { expert, customer } = await inCamera(people, { hasShutter: true });
  await expert.page.getByRole('button', { name: 'Freeze and draw' }).click();
  await expect(expert.page.getByRole('region', { name: 'Customer screen' }).locator('img')).toBeVisible({ timeout: 20_000 });
  await expert.page.screenshot({ path: info.outputPath('console.png'), fullPage: true });
  await customer.page.screenshot({ path: info.outputPath('still.png') });
  await expectNoFindings(expert.page, 'the console');
  await expectNoFindings(customer.page, 'a still at the customer’s');
});
