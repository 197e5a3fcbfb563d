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
