import { expect, type Locator, type Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { inCamera } from '../fixtures/camera-session.ts';
import { test } from '../fixtures/test.ts';

/** On how many lines the parts of a group stand. */
function linesOf(group: Locator): Promise<number> {
  return group.evaluate((bar) => {
    const middles = [...bar.querySelectorAll('button')].map((button) => {
      const { top, height } = button.getBoundingClientRect();
      return Math.round((top + height / 2) / 12);
    });
    return new Set(middles).size;
  });
}

/** Nothing is cut off on the right. */
async function fits(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

const focused = (page: Page): Locator => page.locator('*:focus');

test('[SU532] from 1280 pixels on the tools of a camera session are one line, in both languages and themes; at 360 pixels all of them are in reach', async ({
  ownPeople,
}, info) => {
  // The language is the person's: at a server of their own.
  const { expert } = await inCamera(ownPeople, { hasShutter: true });
  const { page } = expert;
  const looks = [
    { language: 'English', tools: 'Tools', camera: 'Camera of the customer', freeze: 'Freeze and draw' },
    { language: 'Deutsch', tools: 'Werkzeuge', camera: 'Kamera des Kunden', freeze: 'Einfrieren und zeichnen' },
  ];
  for (const { language, tools, camera, freeze } of looks) {
    await page.getByRole('button', { name: /^(Account of|Konto von) Alice/u }).click();
    await page.getByRole('menuitem', { name: language }).click();
    const bar = page.getByRole('toolbar', { name: tools });
    const label = bar.getByRole('button', { name: freeze });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1280, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await expect.poll(() => linesOf(bar), { message: `${language} at ${String(width)}` }).toBe(1);
        expect(await linesOf(page.getByRole('group', { name: camera })), `${language} at ${String(width)}, the camera`).toBe(1);
        await fits(page);
        expect(await label.evaluate((button) => button.scrollWidth <= button.clientWidth), 'its words are whole').toBe(true);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.screenshot({ path: info.outputPath(`${language}-${colorScheme}.png`) });
      await expectNoFindings(page, `the console, ${language}, ${colorScheme}`);
    }
    await page.setViewportSize({ width: 360, height: 800 });
    await fits(page);
    for (const button of await bar.getByRole('button').all()) {
      const box = await button.boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 360, (await button.getAttribute('aria-label')) ?? '').toBe(true);
    }
    await page.screenshot({ path: info.outputPath(`${language}-360.png`) });
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});

test('[SU533] by keyboard: the tools are one stop with arrows, and whoever presses what goes away goes on beside it', async ({
  people,
}) => {
  const { expert } = await inCamera(people, { hasShutter: true });
  const { page } = expert;
  const tools = page.getByRole('toolbar', { name: 'Tools' });
  const tool = (name: string): Locator => tools.getByRole('button', { name, exact: true });
  const stage = page.getByRole('group', { name: 'Picture: arrows move it' });
  await expect(tool('Pen')).toBeEnabled();
  await stage.focus();
  await page.keyboard.press('Tab');
  await expect(tool('Look')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(tool('Pen'), 'what there is nothing for in a camera’s picture is not there').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tool('Pen')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('End');
  await expect(tool('Freeze and draw')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Ask to switch camera' }), 'one stop').toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(tool('Freeze and draw'), 'the one that was used last').toBeFocused();

  await page.keyboard.press('Enter');
  const strip = page.getByRole('region', { name: 'Stills', exact: true });
  await expect(strip.getByRole('button', { name: 'Back to the live picture' })).toBeVisible({ timeout: 20_000 });
  await expect(tool('Freeze and draw')).toHaveCount(0);
  await expect(tool('Take still'), 'in the tools still').toBeFocused();
  await page.keyboard.press('a');
  await expect(tool('Arrow'), 'and their keys work').toHaveAttribute('aria-pressed', 'true');
  await strip.getByRole('button', { name: 'Back to the live picture' }).press('Enter');
  await expect(strip.locator('*:focus'), 'beside it').toHaveCount(1);
  await tool('Take still').press('Enter');
  await expect(strip.getByRole('textbox', { name: 'Note on still 2' })).toBeVisible({ timeout: 20_000 });
  const note = strip.getByRole('textbox', { name: 'Note on still 2' });
  await note.fill('Pump');
  await note.press('Enter');
  await expect(note, 'goes on being written in').toBeFocused();
  await note.fill('Pump that was');
  await note.press('Escape');
  await expect(note).toHaveValue('Pump');
  await strip.getByRole('button', { name: 'Discard still 1' }).press('Enter');
  await expect(strip.getByRole('button', { name: 'Discard still 1' })).toHaveCount(0);
  await expect(strip.getByRole('button', { name: 'Still 2: show to everybody' })).toBeFocused();

  await page.getByRole('button', { name: 'Ask to send files' }).press('Enter');
  await expect(page.getByRole('button', { name: /^Stop asking/u })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Ask to send files' })).toBeFocused();
  for (const name of ['Give to a colleague', 'End session']) {
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
    await page.getByRole('button', { name, exact: true }).press('Enter');
    await expect(dialog, `“${name}” has the keyboard`).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('button', { name, exact: true }), `after Escape from “${name}”`).toBeFocused();
  }
  await page.getByRole('button', { name: 'End session' }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'The session has ended' })).toBeFocused();
  expect(await focused(page).count()).toBe(1);
});
