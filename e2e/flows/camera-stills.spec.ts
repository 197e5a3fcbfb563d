import { expect, type Page } from '@playwright/test';
import { inCamera } from '../fixtures/camera-session.ts';
import { codeBeforeCamera } from '../fixtures/fake-phone.ts';
import { invitedColleague } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

/** The ends of the arrow on a picture, 0 to 1 of it. */
function arrowOn(page: Page, picture: 'video' | 'img'): Promise<readonly number[] | undefined> {
  return page.evaluate((tag) => {
    for (const svg of document.querySelectorAll(`${tag} + svg`)) {
      const path = svg.querySelector('path[d^="M"]');
      if (!path || !(svg instanceof SVGSVGElement)) continue;
      const { width, height } = svg.viewBox.baseVal;
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (path.getAttribute('d') ?? '').match(/[\d.]+/gu)?.map(Number) ?? [];
      return [x1 / width, y1 / height, x2 / width, y2 / height];
    }
    return undefined;
  }, picture);
}

async function expectArrow(page: Page, picture: 'video' | 'img', wanted: readonly number[]): Promise<void> {
  await expect.poll(() => arrowOn(page, picture)).toBeDefined();
  const seen = (await arrowOn(page, picture)) ?? [];
  for (const [at, share] of wanted.entries()) expect(Math.abs((seen[at] ?? 9) - share), `number ${String(at)}`).toBeLessThan(0.01);
}

/** Where a tool draws on the expert's stage, 0 to 1 of the picture as it is shown. */
async function drawOn(page: Page, picture: 'video' | 'img', [from, to]: readonly [readonly [number, number], readonly [number, number]]) {
  const box = await page.getByRole('region', { name: 'Customer screen' }).locator(picture).boundingBox();
  if (!box) throw new Error('there is no picture to draw on');
  const place = ([x, y]: readonly [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...place(from));
  await page.mouse.down();
  await page.mouse.move(...place([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...place(to));
  await page.mouse.up();
}

/** The expert points at a place of the picture as it is shown to them: the customer sees it at `wanted` of their own. */
async function expectPointer(
  expert: Page,
  customer: Page,
  at: readonly [number, number],
  wanted: readonly [number, number],
): Promise<void> {
  await expect
    .poll(async () => {
      const box = await expert.getByRole('region', { name: 'Customer screen' }).locator('video').boundingBox();
      // A pointer that does not move goes out after a moment.
      if (box) await expert.mouse.move(box.x + box.width * at[0] + Math.random(), box.y + box.height * at[1]);
      return customer.evaluate(() => {
        const dot = document.querySelector('video + svg circle');
        const view = dot?.closest('svg')?.viewBox.baseVal;
        return dot && view ? [Number(dot.getAttribute('cx')) / view.width, Number(dot.getAttribute('cy')) / view.height] : [];
      });
    })
    .toEqual(wanted.map((share) => expect.closeTo(share, 2)));
}

test('[SU347] an arrow and the pointer on the camera are at the same spot on both sides, within 1 %, also when the expert turned the picture', async ({
  people,
}) => {
  const { expert, customer } = await inCamera(people);
  await expert.choose('Arrow');
  await drawOn(expert.page, 'video', [
    [0.2, 0.3],
    [0.75, 0.6],
  ]);
  await expectArrow(customer.page, 'video', [0.2, 0.3, 0.75, 0.6]);
  await expert.page.getByRole('button', { name: 'Clear drawings' }).click();
  await expect.poll(() => arrowOn(customer.page, 'video')).toBeUndefined();
  await expert.choose('Laser');
  await expectPointer(expert.page, customer.page, [0.4, 0.8], [0.4, 0.8]);
  await expert.page.getByRole('button', { name: 'Turn by a quarter' }).click();
  await expectPointer(expert.page, customer.page, [0.2, 0.3], [0.3, 0.8]);
  await expert.choose('Arrow');
  await drawOn(expert.page, 'video', [
    [0.2, 0.3],
    [0.75, 0.6],
  ]);
  // Turned to the right, what is right of the middle was above it: (x, y) is seen at (1 - y, x).
  await expectArrow(customer.page, 'video', [0.3, 0.8, 0.6, 0.25]);
});

test('[SU348] [SU349] a still has the shutter’s full size; drawn on while frozen it is the same on both sides; notes and codes', async ({
  people,
}) => {
  const { expert, customer } = await inCamera(people, { hasShutter: true });
  await expert.page.getByRole('button', { name: 'Freeze and draw' }).click();
  const strip = expert.page.getByRole('region', { name: 'Stills' });
  await expect(strip).toContainText('2560 × 1440', { timeout: 20_000 });
  const stage = expert.page.getByRole('region', { name: 'Customer screen' });
  await expect(stage.locator('img')).toBeVisible({ timeout: 20_000 });
  expect(await stage.locator('img').evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([2560, 1440]);
  await expect(customer.page.getByText('Your contact shows you this picture')).toBeVisible();
  await expert.choose('Arrow');
  await drawOn(expert.page, 'img', [
    [0.1, 0.2],
    [0.6, 0.7],
  ]);
  await expectArrow(customer.page, 'img', [0.1, 0.2, 0.6, 0.7]);
  await strip.getByRole('textbox', { name: 'Note on still 1' }).fill('Serial number');
  await strip.getByRole('textbox', { name: 'Note on still 1' }).press('Enter');
  await expert.page.getByRole('button', { name: 'Read code' }).click();
  await expect(expert.page.getByRole('region', { name: 'Codes read' }).getByRole('textbox')).toHaveValue(codeBeforeCamera, {
    timeout: 20_000,
  });
  await customer.page.getByRole('button', { name: 'Back to the camera' }).tap();
  await expect(stage.locator('video')).toBeVisible();
  await expect(strip.getByRole('textbox', { name: 'Note on still 1' })).toHaveValue('Serial number');
});

test('[SU348] without a shutter a still is the newest frame at its full size; a code is read out of the live picture', async ({
  people,
}) => {
  const { expert } = await inCamera(people);
  await expert.page.getByRole('button', { name: 'Take still' }).click();
  await expect(expert.page.getByRole('region', { name: 'Stills' })).toContainText('1280 × 720', { timeout: 20_000 });
  await expect.poll(async () => (await expert.sees())?.height, { timeout: 30_000 }).toBe(720);
  await expert.page.getByRole('button', { name: 'Read code' }).click();
  await expect(expert.page.getByRole('region', { name: 'Codes read' }).getByRole('textbox')).toHaveValue(codeBeforeCamera, {
    timeout: 20_000,
  });
});

test('[SU350] a second expert has the stills that were taken before, with what was drawn on them, their notes and the codes', async ({
  people,
}) => {
  const { expert: alice, customer } = await inCamera(people);
  await alice.page.getByRole('button', { name: 'Freeze and draw' }).click();
  await expect(alice.page.getByRole('region', { name: 'Customer screen' }).locator('img')).toBeVisible({ timeout: 20_000 });
  await alice.choose('Arrow');
  await drawOn(alice.page, 'img', [
    [0.1, 0.2],
    [0.6, 0.7],
  ]);
  const note = (page: Page) => page.getByRole('textbox', { name: 'Note on still 1' });
  await note(alice.page).fill('Serial number');
  await note(alice.page).press('Enter');
  await alice.page.getByRole('button', { name: 'Read code' }).click();
  const codes = (page: Page) => page.getByRole('region', { name: 'Codes read' }).getByRole('textbox');
  await expect(codes(alice.page)).toHaveValue(codeBeforeCamera, { timeout: 20_000 });
  const bob = await invitedColleague(people, alice);
  await customer.page
    .getByRole('dialog')
    .filter({ hasText: /vouched for by Alice/u })
    .getByRole('button', { name: 'Let in' })
    .tap({ timeout: 20_000 });
  await bob.isSealed();
  await expect(note(bob.page)).toHaveValue('Serial number', { timeout: 20_000 });
  await expect(codes(bob.page)).toHaveValue(codeBeforeCamera);
  await bob.page.getByRole('button', { name: 'Still 1: show to everybody' }).click({ timeout: 20_000 });
  await expectArrow(bob.page, 'img', [0.1, 0.2, 0.6, 0.7]);
});
