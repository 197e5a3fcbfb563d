import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

/** The arrow in a page's picture: its two ends, 0 to 1 of the picture. */
function arrowIn(page: Page): Promise<readonly number[] | undefined> {
  return page.evaluate(() => {
    for (const svg of document.querySelectorAll('svg')) {
      const path = svg.querySelector('path[d^="M"]');
      const { width, height } = svg.viewBox.baseVal;
      if (!path || width < 200 || !svg.parentElement?.querySelector('video')) continue;
      const numbers = (path.getAttribute('d') ?? '').match(/[\d.]+/gu)?.map(Number) ?? [];
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
      return [x1 / width, y1 / height, x2 / width, y2 / height];
    }
    return undefined;
  });
}

test('[R4] an arrow, a step and the laser are at the same spot on both screens, within 1 %; undo and clear take them away', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.choose('Arrow');
  await expert.draw([0.2, 0.3], [0.75, 0.6]);
  await expect.poll(() => arrowIn(customer.page)).toBeDefined();
  const seen = (await arrowIn(customer.page)) ?? [];
  for (const [at, wanted] of [0.2, 0.3, 0.75, 0.6].entries())
    expect(Math.abs((seen[at] ?? 9) - wanted), `number ${String(at)}`).toBeLessThan(0.01);
  await expert.choose('Numbered step');
  await expert.draw([0.5, 0.5], [0.5, 0.5]);
  const words = expert.page.getByRole('textbox', { name: 'Words for this spot' });
  await words.fill('Press this');
  await words.press('Enter');
  const step = customer.page.getByRole('region', { name: 'Steps' });
  await expect(step).toContainText('Press this');
  await step.getByRole('button', { name: /done/iu }).click();
  await expert.choose('Laser');
  const box = await expert.page.getByRole('region', { name: 'Customer screen' }).locator('video').boundingBox();
  if (!box) throw new Error('there is no picture');
  await expect
    .poll(async () => {
      await expert.page.mouse.move(box.x + box.width * 0.4 + Math.random(), box.y + box.height * 0.8);
      return customer.page.evaluate(() => {
        const dot = document.querySelector('video + svg circle[stroke="#fff"]:not(g circle)');
        const svg = dot?.closest('svg');
        return dot && svg
          ? [Number(dot.getAttribute('cx')) / svg.viewBox.baseVal.width, Number(dot.getAttribute('cy')) / svg.viewBox.baseVal.height]
          : [];
      });
    })
    .toEqual([expect.closeTo(0.4, 2), expect.closeTo(0.8, 2)]);
  // Undo takes the newest of mine, one at a time: the step, then the arrow.
  const undo = expert.page.getByRole('button', { name: 'Undo' });
  await undo.click();
  await expect(step).toHaveCount(0);
  expect(await arrowIn(customer.page), 'the arrow is still there').toBeDefined();
  await undo.click();
  await expect.poll(() => arrowIn(customer.page)).toBeUndefined();
  await expect.poll(() => arrowIn(expert.page)).toBeUndefined();
  for (const at of [0.2, 0.6]) await drawArrow(expert, at);
  await expect(customer.page.locator('video + svg path')).toHaveCount(2);
  await expert.page.getByRole('button', { name: 'Clear drawings' }).click();
  await expect.poll(() => arrowIn(customer.page)).toBeUndefined();
});

test('[R4] [SU580] undo after clear brings everything back at its spot on both screens, as one step', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  for (const at of [0.2, 0.6]) await drawArrow(expert, at);
  const paths = (page: Page) => page.locator('video + svg path').evaluateAll((all) => all.map((path) => path.getAttribute('d')));
  await expect(customer.page.locator('video + svg path')).toHaveCount(2);
  const before = { expert: await arrowIn(expert.page), customer: await paths(customer.page) };
  await expert.page.getByRole('button', { name: 'Clear drawings' }).click();
  await expect(customer.page.locator('video + svg path'), 'control: they are gone').toHaveCount(0);
  await expert.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => paths(customer.page)).toEqual(before.customer);
  await expect.poll(() => arrowIn(expert.page)).toEqual(before.expert);
  await expert.page.getByRole('button', { name: 'Undo' }).click();
  await expect(customer.page.locator('video + svg path'), 'then one’s own newest').toHaveCount(1);
});

async function drawArrow(expert: SupportPage, at: number): Promise<void> {
  await expert.choose('Arrow');
  await expert.draw([at, at], [at + 0.2, at + 0.1]);
}

test('[R4] [SU472] an ellipse and a numbered arrow are at the same spot on both screens; the arrow is a step that is ticked off', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.choose('Ellipse');
  await expert.draw([0.1, 0.2], [0.3, 0.6]);
  for (const { page } of [expert, customer]) {
    const seen = page.locator('video + svg > path');
    await expect(seen).toHaveCount(1);
    const box = await seen.evaluate((path: SVGPathElement) => {
      const { width = 1, height = 1 } = path.ownerSVGElement?.viewBox.baseVal ?? {};
      const { x, y, width: wide, height: high } = path.getBBox();
      return [x / width, y / height, (x + wide) / width, (y + high) / height];
    });
    expect(box).toEqual([0.1, 0.2, 0.3, 0.6].map((share) => expect.closeTo(share, 2)));
  }
  await expert.choose('Numbered arrow');
  await expert.draw([0.5, 0.5], [0.8, 0.7]);
  const words = expert.page.getByRole('textbox', { name: 'Words for this spot' });
  await words.fill('Press this');
  await words.press('Enter');
  for (const { page } of [expert, customer]) {
    const arrow = page.locator('video + svg g');
    await expect(arrow).toHaveText('1Press this');
    const ends = await arrow.locator('path').evaluate((path: SVGPathElement) => {
      const { width = 1, height = 1 } = path.ownerSVGElement?.viewBox.baseVal ?? {};
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (path.getAttribute('d') ?? '').match(/[\d.]+/gu)?.map(Number) ?? [];
      return [x1 / width, y1 / height, x2 / width, y2 / height];
    });
    expect(ends).toEqual([0.5, 0.5, 0.8, 0.7].map((share) => expect.closeTo(share, 2)));
  }
  await customer.page.getByRole('button', { name: 'Step 1 done' }).click();
  await expect(expert.page.getByRole('region', { name: 'Steps' }).getByRole('listitem')).toHaveText([/1\. Press this.*Done/u]);
});

test('[R4] the picture can be frozen, zoomed and taken as a still of its full size', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.page.getByRole('button', { name: 'Take still' }).click();
  await expect(expert.page.getByRole('region', { name: 'Stills' })).toContainText('1280 × 720');
  await expect(customer.page.getByText('One picture was taken of what you show.')).toBeVisible();
  await expert.page.getByRole('button', { name: 'Freeze' }).click();
  const before = await expert.sees();
  await customer.page.waitForFunction(() => new Promise((resolve) => setTimeout(() => resolve(true), 1_000)));
  expect((await expert.sees())?.frame).toBe(before?.frame);
  await expert.page.getByRole('button', { name: 'Go on' }).click();
  await expert.seesScreenGoOn();
});

test('[R4] [SU476] a still of a screen has what was drawn on it, stays when another page is looked at and when this one is loaded again, and is seen by both when it is shown', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.choose('Box');
  await expert.draw([0.2, 0.3], [0.6, 0.7]);
  await expect(customer.page.locator('video + svg rect')).toHaveCount(1);
  await expert.page.getByRole('button', { name: 'Take still' }).click();
  const still = expert.page.getByRole('region', { name: 'Stills' }).getByRole('listitem');
  await expect(still).toHaveText(/1280 × 720/u);
  await expect(customer.page.getByText('One picture was taken of what you show.')).toBeVisible();
  await expert.page.getByRole('button', { name: 'Clear drawings' }).click();
  await expect(customer.page.locator('video + svg rect')).toHaveCount(0);

  await expert.page.getByRole('link', { name: 'Support' }).first().click();
  await expect(expert.page.getByRole('button', { name: 'New session' })).toBeVisible();
  await expert.page.goBack();
  await expect(still).toHaveCount(1);

  await expert.page.reload();
  await expert.isSealed();
  await expect(still.locator('img + svg rect')).toHaveCount(1, { timeout: 20_000 });
  // Sharing ended when the only expert’s page was loaded again: the customer shows it once more, and by that lets them point.
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.page.getByRole('button', { name: 'Still 1: show to everybody' }).click();
  for (const part of [expert.page.getByRole('region', { name: 'Customer screen' }), customer.page.locator('main')]) {
    const box = part.locator('img + svg rect');
    await expect(box).toHaveCount(1);
    const shares = await box.evaluate((rect: SVGRectElement) => {
      const { width = 1, height = 1 } = rect.ownerSVGElement?.viewBox.baseVal ?? {};
      const { x, y, width: wide, height: high } = rect.getBBox();
      return [x / width, y / height, (x + wide) / width, (y + high) / height];
    });
    expect(shares).toEqual([0.2, 0.3, 0.6, 0.7].map((share) => expect.closeTo(share, 2)));
  }
  const [download] = await Promise.all([
    expert.page.waitForEvent('download'),
    expert.page.getByRole('button', { name: 'Save still 1' }).click(),
  ]);
  const saved = (await readFile(await download.path())).toString('base64');
  expect(await pixelsOf(expert.page, saved, [0.2, 0.5]), 'the box is in what is saved').not.toEqual(
    await pixelsOf(expert.page, saved, [0.25, 0.5]),
  );
  await customer.page.getByRole('button', { name: 'Close the picture' }).click();
  await expert.seesScreenGoOn();
});

/** The colour of a picture's spot. */
function pixelsOf(page: Page, base64: string, [x, y]: readonly [number, number]): Promise<readonly number[]> {
  return page.evaluate(
    async ([text, across, down]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
      const image = await createImageBitmap(new Blob([bytes]));
      const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
      pen?.drawImage(image, 0, 0);
      return [...(pen?.getImageData(Math.round(image.width * across), Math.round(image.height * down), 1, 1).data ?? [])];
    },
    [base64, x, y] as const,
  );
}

test('[R4] [SU565] by keyboard alone an arrow and a step with words are drawn at the same spot on both screens; Escape draws nothing', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  const { keyboard } = expert.page;
  const frame = expert.page.getByRole('region', { name: 'Customer screen' }).getByRole('group', { name: /^Picture/u });
  await frame.focus();
  const pressTimes = async (key: string, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await keyboard.press(key);
  };
  // Given up: begun in the middle, let go of, and the mark goes with the second press.
  await keyboard.press('a');
  await pressTimes('ArrowRight', 1);
  await keyboard.press('Enter');
  await pressTimes('Shift+ArrowRight', 3);
  await pressTimes('Escape', 2);
  await pressTimes('ArrowRight', 1);
  await keyboard.press('Enter');
  await pressTimes('Shift+ArrowRight', 3);
  await pressTimes('ArrowDown', 5);
  await keyboard.press('Enter');
  await expect.poll(() => arrowIn(customer.page)).toBeDefined();
  await expect(customer.page.locator('video + svg path'), 'only the one that was ended').toHaveCount(1);
  const box = await expert.page.getByRole('region', { name: 'Customer screen' }).locator('video').boundingBox();
  if (!box) throw new Error('there is no picture');
  const wanted = [0.5, 0.5, 0.5 + 120 / box.width, 0.5 + 20 / box.height];
  for (const { page } of [customer, expert]) {
    const seen = (await arrowIn(page)) ?? [];
    for (const [at, spot] of wanted.entries()) expect(Math.abs((seen[at] ?? 9) - spot), `number ${String(at)}`).toBeLessThan(0.01);
  }
  // Left in the middle of it, by Tab: given up too.
  const begun = frame.locator('svg circle[r="3"]');
  await keyboard.press('Enter');
  await expect(begun, 'control: it is begun').toHaveCount(1);
  await keyboard.press('Tab');
  await frame.focus();
  await pressTimes('ArrowRight', 1);
  await expect(begun).toHaveCount(0);
  await keyboard.press('s');
  await pressTimes('ArrowUp', 2);
  await keyboard.press('Enter');
  await keyboard.type('Press this');
  await keyboard.press('Enter');
  await expect(customer.page.getByRole('region', { name: 'Steps' })).toContainText('Press this');
  await expect(frame, 'the keyboard goes on in the picture').toBeFocused();
  await keyboard.press('Control+z');
  await expect(customer.page.getByRole('region', { name: 'Steps' })).toHaveCount(0);
});
