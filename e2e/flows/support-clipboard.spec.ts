import { expect, type Page } from '@playwright/test';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

const both = ['clipboard-read', 'clipboard-write'];
const panel = (page: Page) => page.getByRole('region', { name: 'Clipboard' });

/** What the person copied elsewhere. */
async function lays(page: Page, text: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
}

/** A picture of one colour, copied elsewhere. */
async function laysPicture(page: Page, colour: string, size: number): Promise<void> {
  await page.bringToFront();
  await page.evaluate(
    async ([fill, side]) => {
      const canvas = new OffscreenCanvas(side, side);
      const pen = canvas.getContext('2d');
      if (pen) pen.fillStyle = fill;
      pen?.fillRect(0, 0, side, side);
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob({ type: 'image/png' }) })]);
    },
    [colour, size] as const,
  );
}

async function holds(page: Page): Promise<string> {
  await page.bringToFront();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Width and the middle's colour of the picture in the clipboard. */
async function holdsPicture(page: Page): Promise<readonly number[]> {
  await page.bringToFront();
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    if (!item?.types.includes('image/png')) return [];
    const picture = await createImageBitmap(await item.getType('image/png'));
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    pen?.drawImage(picture, 0, 0);
    return [picture.width, ...(pen?.getImageData(picture.width / 2, picture.height / 2, 1, 1).data ?? [])];
  });
}

test('[R6] [SU94] [SU400] text and a picture go both ways by a click, once the customer allows it; before, and after “Stop”, nothing does', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await Promise.all([expert.page.context().grantPermissions(both), customer.context.grantPermissions(both)]);
  await expect(panel(expert.page), 'not allowed yet').toHaveCount(0);
  await expect(panel(customer.page), 'not allowed yet').toHaveCount(0);
  await expert.ask('Ask for the clipboard');
  await customer.answer(/clipboard/u, 'Allow');

  await lays(expert.page, 'ipconfig /flushdns — Zoë');
  await lays(customer.page, 'Of the customer, as it was');
  await panel(expert.page).getByRole('button', { name: 'Send my clipboard' }).click();
  await expect(panel(customer.page)).toContainText('ipconfig /flushdns — Zoë');
  expect(await holds(customer.page), 'nothing is written without a click').toBe('Of the customer, as it was');
  await panel(customer.page).getByRole('button', { name: 'Copy' }).click();
  await expect(panel(customer.page).getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await holds(customer.page)).toBe('ipconfig /flushdns — Zoë');

  await laysPicture(customer.page, '#0080ff', 320);
  await panel(customer.page).getByRole('button', { name: 'Send my clipboard' }).click();
  await expect(panel(expert.page).getByRole('img')).toBeVisible();
  await expert.page.bringToFront();
  await panel(expert.page).getByRole('button', { name: 'Copy' }).click();
  await expect(panel(expert.page).getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await holdsPicture(expert.page)).toEqual([320, 0, 128, 255, 255]);

  await laysPicture(expert.page, '#ff8000', 64);
  await panel(expert.page).getByRole('button', { name: 'Send my clipboard' }).click();
  await expect(panel(customer.page).getByRole('img')).toBeVisible();
  await lays(customer.page, 'back to you');
  await panel(customer.page).getByRole('button', { name: 'Send my clipboard' }).click();
  await expect(panel(expert.page)).toContainText('back to you');

  await customer.page.getByRole('button', { name: /^Stop: .*clipboard/u }).click();
  await expect(panel(customer.page)).toHaveCount(0);
  await expect(panel(expert.page)).toHaveCount(0);
});

/** A picture of noise, which hardly gets smaller as a PNG. */
async function laysNoise(page: Page, side: number): Promise<void> {
  await page.bringToFront();
  await page.evaluate(async (size) => {
    const canvas = new OffscreenCanvas(size, size);
    const image = new ImageData(size, size);
    const part = 65_536;
    for (let at = 0; at < image.data.length; at += part) crypto.getRandomValues(image.data.subarray(at, at + part));
    for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
    canvas.getContext('2d')?.putImageData(image, 0, 0);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob({ type: 'image/png' }) })]);
  }, side);
}

/** Size and hash of the picture in the clipboard, as this browser gives it. */
async function pictureBytes(page: Page): Promise<{ readonly bytes: number; readonly hash: string }> {
  await page.bringToFront();
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const content = (await (await item?.getType('image/png'))?.arrayBuffer()) ?? new ArrayBuffer(0);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
    return { bytes: content.byteLength, hash: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('') };
  });
}

test('[R6] [SU401] a picture of 300 kB goes both ways, byte by byte; one of more than 5 MB is said and not sent', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await Promise.all([expert.page.context().grantPermissions(both), customer.context.grantPermissions(both)]);
  await expert.ask('Ask for the clipboard');
  await customer.answer(/clipboard/u, 'Allow');
  for (const [from, to] of [
    [customer.page, expert.page],
    [expert.page, customer.page],
  ] as const) {
    await lays(to, 'something else');
    await laysNoise(from, 318);
    const laid = await pictureBytes(from);
    expect(laid.bytes).toBeGreaterThan(280_000);
    await panel(from).getByRole('button', { name: 'Send my clipboard' }).click();
    await expect(panel(to).getByRole('img')).toBeVisible();
    await to.bringToFront();
    await panel(to).getByRole('button', { name: 'Copy' }).click();
    await expect(panel(to).getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await pictureBytes(to)).toEqual(laid);
  }
  await laysNoise(customer.page, 1_400);
  await panel(customer.page).getByRole('button', { name: 'Send my clipboard' }).click();
  await expect(customer.page.getByText(/larger than 5 MB/u)).toBeVisible();
});

test('[R6] [SU401] what is too large for the clipboard is said and not sent', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await Promise.all([expert.page.context().grantPermissions(both), customer.context.grantPermissions(both)]);
  await expert.ask('Ask for the clipboard');
  await customer.answer(/clipboard/u, 'Allow');
  await lays(expert.page, 'x'.repeat(60_000));
  const send = panel(expert.page).getByRole('button', { name: 'Send my clipboard' });
  await send.click();
  await expect(expert.page.getByText(/too large for the clipboard/u)).toBeVisible();
  await lays(expert.page, 'small enough');
  await send.click();
  await expect(panel(customer.page)).toContainText('small enough');
  await expect(panel(customer.page)).not.toContainText('xxxx');
});
