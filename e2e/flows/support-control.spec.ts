import { expect, type Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { clickThere, placeThere, takeControl, test } from '../fixtures/controlled.ts';
import type { SiteVisitor } from '../fixtures/site-visitor.ts';
import { inSession, invitedColleague } from '../fixtures/support.ts';

test('[R2] [SU260] clicks, keys and the wheel of an expert arrive in the customer’s page, once the customer said yes; not before', async ({
  shown: { expert, visitor },
}) => {
  const { site } = visitor;
  await expect(expert.page.getByRole('button', { name: 'Control', exact: true })).toBeDisabled();
  await clickThere(expert, visitor, '#more');
  await takeControl(expert, visitor);
  await expect(site.locator('#count'), 'nothing was done without the grant').toHaveText('1');
  await clickThere(expert, visitor, '#more');
  await clickThere(expert, visitor, '#more');
  await expect(site.locator('#count')).toHaveText('3');
  await clickThere(expert, visitor, '[name=message]');
  await expert.page.keyboard.type('Grüße von Alice');
  await expert.page.keyboard.press('Backspace');
  await expect(site.locator('[name=message]')).toHaveValue('Grüße von Alic');
  await clickThere(expert, visitor, '[name=gift]');
  await expect(site.locator('[name=gift]')).toBeChecked();
  const [x, y] = await placeThere(expert, visitor, '#more');
  await expert.page.mouse.move(x, y);
  await expert.page.mouse.wheel(0, 300);
  await expect.poll(() => site.evaluate(() => document.documentElement.scrollTop)).toBeGreaterThan(20);
  await expectNoFindings(expert.page, 'an expert who controls');
  await expectNoFindings(visitor.desk, 'a customer whose page is controlled');
});

test('[R2] [SU263] what is in fields is dots in the picture, a password takes no input, and what is marked is black', async ({
  shown: { expert, visitor },
}) => {
  const { site } = visitor;
  const inkOf = async (field: string): Promise<number> => darkPartOf(expert.page, await boxOf(visitor, `[name=${field}]`));
  /** Writes into both fields and waits until what is shown on purpose is there: the same picture has the other field too. */
  const writes = async (letters: string, isThere: (ink: number) => boolean): Promise<readonly [colour: number, name: number]> => {
    for (const field of ['colour', 'name']) await site.locator(`[name=${field}]`).fill(letters);
    let before = Number.NaN;
    const isSharp = async (): Promise<boolean> => {
      const [last, now] = [before, await inkOf('colour')];
      before = now;
      return isThere(now) && Math.abs(now - last) <= now * 0.02;
    };
    await expect.poll(isSharp, { message: `${letters} is seen`, intervals: [250] }).toBe(true);
    return [before, await inkOf('name')];
  };
  const empty = (await writes('', () => true))[0];
  const narrow = await writes('iiiiiiii', (ink) => ink > empty);
  const wide = await writes('WWWWWWWW', (ink) => ink > narrow[0] * 1.5);
  expect(wide[0] / narrow[0], 'what is shown on purpose differs').toBeGreaterThan(2);
  expect(wide[1] / narrow[1], 'dots are dots').toBeLessThan(1.2);
  expect(await darkPartOf(expert.page, await boxOf(visitor, '.account')), 'what is marked is black').toBeGreaterThan(0.97);
  await takeControl(expert, visitor);
  await clickThere(expert, visitor, '[name=password]');
  await expert.page.keyboard.type('guessed');
  await clickThere(expert, visitor, '[name=message]');
  await expert.page.keyboard.type('written');
  await expect(site.locator('[name=message]')).toHaveValue('written');
  await expect(site.locator('[name=password]')).toHaveValue('');
});

test('[R2] [SU234] [SU264] Esc twice gives control back, and it is taken again; the customer’s Esc twice ends it at once, and so does “Stop”', async ({
  shown: { expert, visitor },
}) => {
  const { site, desk } = visitor;
  const message = site.locator('[name=message]');
  await takeControl(expert, visitor);
  await clickThere(expert, visitor, '[name=message]');
  await expert.page.keyboard.type('a');
  await expect(message).toHaveValue('a');
  await expert.page.keyboard.press('Escape');
  await expert.page.keyboard.press('Escape');
  await expert.says('Nobody has control now');
  await expect(expert.page.getByRole('button', { name: 'Control', exact: true }), 'the keyboard is back here').toBeFocused();
  await expert.page.keyboard.type('b');
  await expert.page.getByRole('button', { name: 'Take control' }).click();
  await expert.says('Your mouse and keyboard act in');
  await clickThere(expert, visitor, '[name=message]');
  await expert.page.keyboard.type('c');
  await expect(message).toHaveValue('ac');
  await desk.getByRole('button', { name: 'Stop: control mouse and keyboard' }).click();
  await expect(expert.page.getByRole('button', { name: 'Ask to control' })).toBeVisible();
  await clickThere(expert, visitor, '#more');
  await takeControl(expert, visitor);
  await clickThere(expert, visitor, '[name=message]');
  await expert.page.keyboard.type('d');
  await expect(message).toHaveValue('acd');
  await expect(site.locator('#count'), 'nothing came between').toHaveText('1');
  await desk.locator('body').press('Escape');
  await desk.locator('body').press('Escape');
  await expert.page.keyboard.type('eee');
  await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  await expect(message).toHaveValue('acd');
});

test('[R2] [SU262] while nothing is heard of the customer control is locked and says so; nothing is done meanwhile', async ({
  shown: { expert, visitor },
}) => {
  await takeControl(expert, visitor);
  await visitor.context.setOffline(true);
  await expert.says('Control is locked: nothing is heard of the customer', 20_000);
  await clickThere(expert, visitor, '#more');
  await visitor.context.setOffline(false);
  await expert.says('You have control', 30_000);
  await expert.choose('Control');
  await clickThere(expert, visitor, '#fewer');
  await clickThere(expert, visitor, '#more');
  await expect(visitor.site.locator('#count')).toHaveText('2');
});

test('[R2] [SU265] without the tag a browser cannot be controlled: both sides are told, and pointing goes on', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expect(expert.page.getByText('With a browser alone nobody can move the customer’s mouse')).toBeVisible();
  await expect(expert.page.getByRole('button', { name: 'Ask to control' })).toBeDisabled();
  await expect(expert.page.getByRole('button', { name: 'Control', exact: true })).toBeDisabled();
  await expect(expert.page.getByRole('button', { name: 'Arrow', exact: true })).toBeEnabled();
});

test('[R8] [SU268] one hand at a time: a second expert who is allowed to gets control, the first does nothing then; it is handed back', async ({
  people,
  shown: { expert: alice, visitor },
}) => {
  const { site, desk } = visitor;
  const message = site.locator('[name=message]');
  await takeControl(alice, visitor);
  await clickThere(alice, visitor, '[name=message]');
  await alice.page.keyboard.type('a');
  const bob = await invitedColleague(people, alice);
  await desk.getByRole('button', { name: 'Let in' }).click({ timeout: 20_000 });
  await bob.isSealed();
  await expect(bob.page.getByRole('region', { name: 'Customer screen' }).locator('video')).toBeVisible({ timeout: 20_000 });
  await expect(bob.page.getByRole('button', { name: 'Control', exact: true })).toBeDisabled();
  await takeControl(bob, visitor);
  await alice.says(/Bob.* has control/u);
  await clickThere(alice, visitor, '[name=message]');
  await alice.page.keyboard.type('b');
  await clickThere(bob, visitor, '[name=message]');
  await bob.page.keyboard.type('c');
  await expect(message).toHaveValue('ac');
  await bob.page.getByRole('button', { name: /^Give control to Alice/u }).click();
  await bob.says(/Alice.* has control/u);
  await bob.page.keyboard.type('d');
  await alice.says('You have control');
  await alice.choose('Control');
  await clickThere(alice, visitor, '[name=message]');
  await alice.page.keyboard.type('e');
  await expect(message).toHaveValue('ace');
});

test('[R11] [SU266] numbered steps are ticked off by the customer, and the expert sees which', async ({ shown: { expert, visitor } }) => {
  for (const [at, words] of ['Choose the courier', 'Press Order'].entries()) {
    await expert.choose('Numbered step');
    await expert.draw([0.3, 0.3 + at / 5], [0.3, 0.3 + at / 5]);
    await expert.page.getByRole('textbox', { name: 'Words for this spot' }).fill(words);
    await expert.page.keyboard.press('Enter');
  }
  const theirs = visitor.desk.getByRole('region', { name: 'Steps' });
  await theirs.getByRole('button', { name: /done/iu }).first().click();
  const steps = expert.page.getByRole('region', { name: 'Steps' }).getByRole('listitem');
  await expect(steps).toHaveText([/1\. Choose the courier.*Done/u, /2\. Press Order.*Open/u]);
});

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an element is, 0 to 1 of what is shown. */
async function boxOf(visitor: SiteVisitor, selector: string): Promise<Part> {
  const box = await visitor.site.locator(selector).boundingBox();
  const size = visitor.site.viewportSize();
  if (!box || !size) throw new Error(`there is no ${selector}`);
  return { x: box.x / size.width, y: box.y / size.height, width: box.width / size.width, height: box.height / size.height };
}

/** How much of a part of the expert's picture is dark, 0 to 1; its border is left out. */
function darkPartOf(page: Page, part: Part): Promise<number> {
  return page
    .getByRole('region', { name: 'Customer screen' })
    .locator('video')
    .evaluate((video, { x, y, width, height }) => {
      if (!(video instanceof HTMLVideoElement)) return 0;
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const pen = canvas.getContext('2d');
      if (!pen) return 0;
      pen.drawImage(video, 0, 0);
      const border = 6;
      const { data } = pen.getImageData(
        Math.round(x * canvas.width) + border,
        Math.round(y * canvas.height) + border,
        Math.round(width * canvas.width) - 2 * border,
        Math.round(height * canvas.height) - 2 * border,
      );
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at + 1] ?? 255) < 128) dark += 1;
      return dark / (data.length / 4);
    }, part);
}
