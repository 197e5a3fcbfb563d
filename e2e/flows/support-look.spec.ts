import { expect, type Locator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { framesApart, screenHeight, screenWidth } from '../fixtures/fake-screen.ts';
import { patchesIn, type CornerColour, type SeenPatch } from '../fixtures/on-screen.ts';
import { inSession } from '../fixtures/support.ts';
import { test, type People } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

const colours = ['red', 'green', 'blue', 'magenta'] as const;
/** Of the square in each corner. */
const squarePixels = 40;

const frame = (expert: SupportPage): Locator => expert.page.getByRole('group', { name: /^Picture[:,]/u });

/** Waits until all squares that are in sight are of that size. */
async function squaresAre(
  expert: SupportPage,
  pixels: number,
  inSight: readonly CornerColour[],
): Promise<Partial<Record<CornerColour, SeenPatch>>> {
  let seen: Partial<Record<CornerColour, SeenPatch>> = {};
  await expect
    .poll(
      async () => {
        seen = await patchesIn(frame(expert));
        return inSight.every((colour) => {
          const { width = 0, height = 0 } = seen[colour] ?? {};
          return Math.abs(width - pixels) <= 2.5 && Math.abs(height - pixels) <= 2.5;
        });
      },
      `${inSight.join(', ')}: ${pixels.toFixed(1)} px`,
    )
    .toBe(true);
  return seen;
}

async function sizeOf(part: Locator): Promise<{ readonly width: number; readonly height: number }> {
  const { width, height } = (await part.boundingBox()) ?? { width: 0, height: 0 };
  return { width, height };
}

/** An expert who sees a customer's screen, and how large it is drawn where all of it is in sight. */
async function withScreen(people: People) {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  const stage = await sizeOf(frame(expert));
  return { expert, customer, stage, scale: Math.min(stage.width / screenWidth, stage.height / screenHeight) };
}

test('[R4] [SU405] fit, 1:1, zoom, pan and full screen show the picture as they say, by what is on the expert’s screen', async ({
  people,
}) => {
  const { expert, stage, scale } = await withScreen(people);
  const { page } = expert;
  const fitting = squarePixels * scale;
  const whole = await squaresAre(expert, fitting, colours);
  expect(Math.abs((whole.red?.left ?? -99) - (stage.width - screenWidth * scale) / 2), 'in the middle').toBeLessThan(3);

  await page.getByRole('button', { name: '1:1' }).click();
  await expect.poll(async () => Object.keys(await patchesIn(frame(expert))), 'larger than the stage: no corner is in sight').toEqual([]);
  const box = await frame(expert).boundingBox();
  if (!box) throw new Error('there is no stage');
  const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
  // Pan to the left top corner: drag the picture by what hides it.
  const [hiddenX, hiddenY] = [(screenWidth - box.width) / 2, (screenHeight - box.height) / 2];
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] + hiddenX / 2, middle[1] + hiddenY / 2);
  await page.mouse.move(middle[0] + hiddenX, middle[1] + hiddenY);
  await page.mouse.up();
  const exact = await squaresAre(expert, squarePixels, ['red']);
  expect(Math.abs(exact.red?.left ?? -99)).toBeLessThan(3);
  await frame(expert).press('ArrowLeft');
  await expect
    .poll(async () => (await patchesIn(frame(expert))).red?.left, 'an arrow key moves it by 60')
    .toBe((exact.red?.left ?? 0) + 60);
  await frame(expert).press('ArrowRight');
  await squaresAre(expert, squarePixels, ['red']);

  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await squaresAre(expert, fitting, colours);
  if (!whole.red) throw new Error('the red corner is not in sight');
  // The corner itself, so that what grows stays in sight.
  await page.mouse.move(box.x + whole.red.left + 1, box.y + whole.red.top + 1);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  const zoomed = await squaresAre(expert, fitting * 1.2 ** 4, ['red']);
  expect(Math.abs((zoomed.red?.left ?? 99) - whole.red.left), 'what is under the pointer stays there').toBeLessThan(4);
  await frame(expert).press('0');
  await squaresAre(expert, fitting, colours);

  await page.getByRole('button', { name: 'Full screen' }).click();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  // Nothing lies on the picture: its tools are above and below it, in two lines.
  await expect.poll(async () => (await sizeOf(frame(expert))).width).toBeGreaterThan(width - 24);
  const full = await sizeOf(frame(expert));
  expect(full.height).toBeGreaterThan(height - 130);
  await squaresAre(expert, squarePixels * Math.min(full.width / screenWidth, full.height / screenHeight), colours);
  await page.evaluate(() => document.exitFullscreen());
  await squaresAre(expert, fitting, colours);
});

test('[SU474] [SU473] zoom by buttons, with its size in percent; in full screen there are the tools and their keys, and what is drawn is at its spot', async ({
  people,
}) => {
  const { expert, customer, stage, scale } = await withScreen(people);
  const { page } = expert;
  const size = page.getByRole('status', { name: 'Size' });
  const percent = (part: number): string => `${String(Math.round(part * 100))}%`;
  await expect(size).toHaveText(percent(scale));
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click();
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click();
  await expect(size).toHaveText(percent(scale * 1.44));
  await page.getByRole('button', { name: '1:1' }).click();
  await expect(size).toHaveText('100%');
  await page.getByRole('button', { name: 'Zoom out', exact: true }).click();
  await expect(size, 'smaller than 1:1 is all of it').toHaveText(percent(scale));
  await squaresAre(expert, squarePixels * scale, colours);

  const tools = page.getByRole('toolbar', { name: 'Tools' });
  await frame(expert).press('f');
  await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
  await expect.poll(async () => (await sizeOf(frame(expert))).width).toBeGreaterThan(stage.width);
  await expect(tools.getByRole('button', { name: 'Ellipse' })).toBeInViewport({ ratio: 1 });
  await frame(expert).press('b');
  await expect(tools.getByRole('button', { name: 'Box' })).toHaveAttribute('aria-pressed', 'true');
  await expert.draw([0.25, 0.5], [0.5, 0.75]);
  const box = customer.page.locator('video + svg rect');
  await expect(box).toHaveCount(1);
  const place = await box.evaluate((rect: SVGRectElement) => {
    const { x, y, width, height } = rect.getBBox();
    return [x, y, x + width, y + height];
  });
  const wanted = [screenWidth / 4, screenHeight / 2, screenWidth / 2, screenHeight * 0.75];
  for (const [at, seen] of place.entries()) expect(Math.abs(seen - (wanted[at] ?? -999)), `number ${String(at)}`).toBeLessThan(13);
  await page.keyboard.press('Control+z');
  await expect(box, 'undo has a key').toHaveCount(0);
  await page.getByRole('button', { name: 'Leave full screen' }).click();
  await squaresAre(expert, squarePixels * scale, colours);
});

test('[R4] [SU406] two screens at once: each is seen when it is chosen; one that stops leaves the other; a frozen picture stands and its still is what is seen', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  const first = await expert.seesScreenGoOn();
  expect(first.frame).toBeLessThan(framesApart);
  await customer.page.getByRole('button', { name: 'Share another screen' }).click();
  const pictures = expert.page.getByRole('group', { name: 'Pictures' }).getByRole('button');
  await expect(pictures).toHaveCount(2);
  await pictures.nth(1).click();
  await expect.poll(async () => (await expert.sees())?.frame ?? 0).toBeGreaterThan(framesApart);
  expect((await expert.seesScreenGoOn()).corners[0]?.[1], 'its corners are turned: green is left top').toBeGreaterThan(180);
  await pictures.nth(0).click();
  await expect.poll(async () => (await expert.sees())?.frame ?? framesApart).toBeLessThan(framesApart);
  expect((await expert.seesScreenGoOn()).corners[0]?.[0], 'red is left top').toBeGreaterThan(180);

  await expert.page.getByRole('button', { name: 'Freeze' }).click();
  const frozen = await expert.sees();
  await customer.page.waitForFunction(() => new Promise((resolve) => setTimeout(() => resolve(true), 1_500)));
  expect((await expert.sees())?.frame).toBe(frozen?.frame);
  await expert.page.getByRole('button', { name: 'Take still' }).click();
  const [download] = await Promise.all([
    expert.page.waitForEvent('download'),
    expert.page.getByRole('button', { name: 'Save still 1' }).click(),
  ]);
  const still = (await readFile(await download.path())).toString('base64');
  expect(await frameOf(expert, still), 'the still is the frozen picture').toBe(frozen?.frame);
  await expert.page.getByRole('button', { name: 'Go on' }).click();
  await expert.seesScreenGoOn();

  await customer.page.evaluate(() => window.fakeScreens[0]?.endByBrowser());
  await expect(expert.page.getByRole('group', { name: 'Pictures' })).toHaveCount(0);
  await expect.poll(async () => (await expert.sees())?.frame ?? 0).toBeGreaterThan(framesApart);
  await expert.seesScreenGoOn();
});

/** The number in the barcode of a picture file. */
function frameOf(expert: SupportPage, base64: string): Promise<number> {
  return expert.page.evaluate(
    async ([data, middle, cell]) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.codePointAt(0) ?? 0);
      const image = await createImageBitmap(new Blob([bytes]));
      const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
      pen?.drawImage(image, 0, 0);
      let frame = 0;
      for (let bit = 0; bit < 16; bit += 1) {
        const [red = 255] = pen?.getImageData(middle - 8 * cell + bit * cell + cell / 2, cell / 2, 1, 1).data ?? [];
        if (red < 128) frame |= 1 << bit;
      }
      return frame;
    },
    [base64, screenWidth / 2, squarePixels] as const,
  );
}
