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

test('[R6] [SU400] text and a picture go both ways by a click, once the customer allows it; before, and after “Stop”, nothing does', async ({
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
