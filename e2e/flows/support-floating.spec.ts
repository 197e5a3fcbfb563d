import { expect, type Page } from '@playwright/test';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

declare global {
  interface Window {
    /** Document Picture-in-Picture (WICG). */
    readonly documentPictureInPicture?: { readonly window: Window | null };
  }
}

/** What stands in the window that stays on top; undefined: there is none. */
function floating(page: Page): Promise<string | undefined> {
  return page.evaluate(() => window.documentPictureInPicture?.window?.document.body.innerText);
}

async function step(expert: SupportPage, at: number, words: string): Promise<void> {
  await expert.choose('Numbered step');
  await expert.draw([0.3, at], [0.3, at]);
  await expert.page.getByRole('textbox', { name: 'Words for this spot' }).fill(words);
  await expert.page.keyboard.press('Enter');
}

/** A picture in that window: which frame it shows, and where, 0 to 1 of what is seen of the picture, the drawn arrow and the dot are. */
interface SeenOnTop {
  readonly seconds: number;
  readonly presented: number;
  readonly corner: readonly number[];
  readonly arrow: readonly number[] | undefined;
  readonly dot: readonly number[] | undefined;
}

/** Undefined: that window has no picture. Places are measured on the screen, not read from what was written there. */
function seenOnTop(page: Page): Promise<SeenOnTop | undefined> {
  return page.evaluate(() => {
    const onTop = window.documentPictureInPicture?.window;
    const video = onTop?.document.querySelector('video');
    if (!video || video.videoWidth === 0) return undefined;
    const pen = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext('2d');
    pen?.drawImage(video, 0, 0);
    const box = video.getBoundingClientRect();
    const svg = video.parentElement?.querySelector<SVGSVGElement>('video + svg');
    const shareOf = ({ x, y }: DOMPoint): number[] => [(x - box.x) / box.width, (y - box.y) / box.height];
    const onScreen = (x: number, y: number): number[] =>
      shareOf(new DOMPoint(x, y).matrixTransform(svg?.getScreenCTM() ?? new DOMMatrix()));
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (
      svg
        ?.querySelector(':scope > path')
        ?.getAttribute('d')
        ?.match(/[\d.]+/gu) ?? []
    ).map(Number);
    const circle = svg?.querySelector<SVGCircleElement>(':scope > circle');
    return {
      seconds: video.currentTime,
      presented: video.getVideoPlaybackQuality().totalVideoFrames,
      corner: [...(pen?.getImageData(Math.round(video.videoWidth / 64), Math.round(video.videoHeight / 36), 1, 1).data ?? [])].slice(0, 3),
      arrow: svg?.querySelector(':scope > path') ? [...onScreen(x1, y1), ...onScreen(x2, y2)] : undefined,
      dot: circle ? onScreen(circle.cx.baseVal.value, circle.cy.baseVal.value) : undefined,
    };
  });
}

async function floatsWithPicture(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keep on top' }).click();
  await expect.poll(async () => (await seenOnTop(page))?.presented ?? 0, { message: 'a picture in the window' }).toBeGreaterThan(0);
}

/** Within one percent of the picture. */
function nearTo(wanted: readonly number[]): unknown[] {
  return wanted.map((share): unknown => expect.closeTo(share, 2));
}

test('[SU550] the window that stays on top shows what is shared, going on, with the expert’s arrow and laser at the same spots', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  expect(await seenOnTop(customer.page), 'control: nothing is on top yet').toBeUndefined();
  await floatsWithPicture(customer.page);
  const first = await seenOnTop(customer.page);
  expect(first?.arrow, 'control: nothing is drawn yet').toBeUndefined();
  expect(first?.dot, 'control: nobody points yet').toBeUndefined();
  expect(
    first?.corner.map((part) => part > 128),
    'the red corner of the shared screen',
  ).toEqual([true, false, false]);
  await expect.poll(async () => ((await seenOnTop(customer.page))?.presented ?? 0) - (first?.presented ?? 0)).toBeGreaterThan(15);
  expect((await seenOnTop(customer.page))?.seconds).toBeGreaterThan(first?.seconds ?? Infinity);

  await expert.choose('Arrow');
  await expert.draw([0.2, 0.3], [0.75, 0.6]);
  await expect.poll(async () => (await seenOnTop(customer.page))?.arrow).toEqual(nearTo([0.2, 0.3, 0.75, 0.6]));
  await expert.choose('Laser');
  const box = await expert.page.getByRole('region', { name: 'Customer screen' }).locator('video').boundingBox();
  if (!box) throw new Error('there is no picture');
  await expect
    .poll(async () => {
      await expert.page.mouse.move(box.x + box.width * 0.4 + Math.random(), box.y + box.height * 0.8);
      return (await seenOnTop(customer.page))?.dot;
    })
    .toEqual(nearTo([0.4, 0.8]));
  await expert.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await seenOnTop(customer.page))?.arrow).toBeUndefined();
});

/** A key that goes down in that window. */
async function pressOnTop(page: Page, key: string): Promise<void> {
  await page.evaluate((name) => {
    const body = window.documentPictureInPicture?.window?.document.body;
    body?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
  }, key);
}

test('[SU126] [SU552] Esc Esc in the window that stays on top ends everything, and it says so; one Esc does not', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await floatsWithPicture(customer.page);
  await pressOnTop(customer.page, 'Escape');
  await pressOnTop(customer.page, 'a');
  await pressOnTop(customer.page, 'Escape');
  await expert.seesScreenGoOn();
  expect(await floating(customer.page), 'control: it is still shared').toContain('You are sharing');
  await pressOnTop(customer.page, 'a');
  await pressOnTop(customer.page, 'Escape');
  await pressOnTop(customer.page, 'Escape');
  await expect.poll(() => floating(customer.page)).toMatch(/Everything was stopped\.[\s\S]*Nothing but chat/u);
  expect(await seenOnTop(customer.page)).toBeUndefined();
  await expect(customer.page.getByRole('button', { name: 'Stop sharing', exact: true })).toHaveCount(0);
  await expect(expert.page.getByRole('region', { name: 'Customer screen' }).locator('video')).toHaveCount(0);
});

test('[SU551] [SU552] the window that stays on top shows the picture that is drawn on, and the last lines of the chat, which are answered there', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.choose('Arrow');
  await expert.draw([0.2, 0.3], [0.75, 0.6]);
  await expect(customer.page.locator('video + svg path')).toHaveCount(1);
  await customer.page.getByRole('button', { name: 'Share another screen' }).click();
  await expect(customer.page.locator('video')).toHaveCount(2);
  await floatsWithPicture(customer.page);
  await expect
    .poll(async () => (await seenOnTop(customer.page))?.arrow, { message: 'the first screen, which is drawn on' })
    .toEqual(nearTo([0.2, 0.3, 0.75, 0.6]));
  const corner = async () => (await seenOnTop(customer.page))?.corner.map((part) => part > 128);
  expect(await corner(), 'the first screen’s red corner').toEqual([true, false, false]);

  for (const line of ['One', 'Two', 'Three']) await expert.write(line);
  await expect.poll(() => floating(customer.page)).toMatch(/Alice[^:]*:\s*Two\s*Alice[^:]*:\s*Three/u);
  expect(await floating(customer.page), 'control: older ones are in the page alone').not.toContain('One');
  await customer.page.evaluate(() => {
    const field = window.documentPictureInPicture?.window?.document.querySelector('textarea');
    if (!field) throw new Error('there is no field');
    field.value = 'It is done';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await customer.page.evaluate(() => window.documentPictureInPicture?.window?.document.querySelector('form')?.requestSubmit());
  await expect(expert.chat).toContainText('It is done');
});

test('[SU266] steps of before the page was loaded again are in the window that stays on top, as they stand, and are ticked off there', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await step(expert, 0.3, 'Choose the courier');
  await step(expert, 0.6, 'Press Order');
  await customer.page.getByRole('button', { name: 'Step 1 done' }).click();
  const theirs = expert.page.getByRole('region', { name: 'Steps' }).getByRole('listitem');
  await expect(theirs).toHaveText([/1\. Choose the courier.*Done/u, /2\. Press Order.*Open/u]);

  await customer.page.reload();
  const goOn = customer.page.getByRole('button', { name: 'Go on' });
  if (await goOn.isVisible()) await goOn.click();
  await customer.isConnectedWith('Alice');
  await customer.shareScreen();
  expect(await floating(customer.page), 'control: nothing is on top yet').toBeUndefined();
  await customer.page.getByRole('button', { name: 'Keep on top' }).click();
  await expect.poll(() => floating(customer.page)).toMatch(/1\.\s*Choose the courier[\s\S]*✓ done[\s\S]*2\.\s*Press Order[\s\S]*Done/u);
  await customer.page.evaluate(() =>
    window.documentPictureInPicture?.window?.document.querySelector<HTMLButtonElement>('[aria-label="Step 2 done"]')?.click(),
  );
  await expect.poll(() => floating(customer.page)).toMatch(/2\.\s*Press Order[\s\S]*✓ done/u);
  await expect(theirs).toHaveText([/1\. Choose the courier.*Done/u, /2\. Press Order.*Done/u]);
});
