import { expect, type Page } from '@playwright/test';
import type { Customer } from '../fixtures/customer.ts';
import { framesOf, watchFrames } from '../fixtures/frame-counts.ts';
import { holdingRelay, type HoldingRelay } from '../fixtures/holding-relay.ts';
import { expertAt } from '../fixtures/support.ts';
import { test, type People } from '../fixtures/test.ts';

import type { SupportPage } from '../pages/support-page.ts';

declare global {
  interface Window {
    /** What the page captured of the screen, in its order. */
    captured: MediaStream[];
  }
}

async function watchCaptures(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.captured = [];
    const capture = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const stream = await capture(options);
      window.captured.push(stream);
      return stream;
    };
  });
}

const capturing = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.captured.flatMap((stream) => stream.getTracks().map(({ readyState }) => readyState)));

/** The expert's page hears nothing yet, so that no keys are agreed; the customer is in, and has chosen a screen. */
async function sharedBeforeKeys(
  people: People,
  come: (customer: Customer, invite: { readonly link: string; readonly code: string }) => Promise<void>,
): Promise<{ readonly expert: SupportPage; readonly customer: Customer; readonly relay: HoldingRelay }> {
  const [expert, customer] = [await expertAt(people), await people.customer()];
  const relay = await holdingRelay(expert.page);
  await watchFrames(customer.page);
  await watchCaptures(customer.page);
  const invite = await expert.begin();
  relay.keep();
  await come(customer, invite);
  await customer.shareScreen();
  return { expert, customer, relay };
}

test('[SU525] a screen may be chosen while keys are agreed: nothing of it goes before, and it is seen as soon as there are keys', async ({
  people,
}) => {
  const { expert, customer, relay } = await sharedBeforeKeys(people, (who, { link }) => who.join(link));
  await expect.poll(async () => (await framesOf(customer.page)).held, 'it is really captured and encoded').toBeGreaterThan(20);
  expect((await framesOf(customer.page)).sealed).toBe(0);
  await expect(customer.page.getByRole('status').filter({ hasText: 'Making the encrypted connection' })).toBeVisible();
  await expect(customer.page.getByRole('button', { name: 'End session' }), 'there is none to end').toHaveCount(0);
  expect(await expert.sees()).toBeUndefined();
  relay.handOut();
  await expert.seesScreenGoOn();
  await customer.isConnectedWith('Alice');
  await expect(customer.page.getByRole('listitem').filter({ hasText: 'can see your screen' })).toBeVisible();
  await expect(customer.page.getByRole('alert')).toHaveCount(0);
  await expect(expert.page.getByRole('button', { name: 'Arrow', exact: true })).toBeEnabled();
});

test('[SU525] what is stopped before there are keys is never seen; another screen is', async ({ people }) => {
  const { expert, customer, relay } = await sharedBeforeKeys(people, (who, { link }) => who.join(link));
  await customer.page.getByRole('button', { name: 'Stop sharing', exact: true }).first().click();
  expect(await capturing(customer.page)).toEqual(['ended']);
  relay.handOut();
  await expert.isSealed();
  await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  await expect(customer.page.getByRole('listitem').filter({ hasText: 'can see your screen' })).toHaveCount(0);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expect(customer.page.getByRole('alert')).toHaveCount(0);
});

test('[SU525] when the words of the code were wrong the screen is not captured any more, and the form says why', async ({
  people,
  product,
}) => {
  const { customer, relay } = await sharedBeforeKeys(people, (who, { code }) =>
    who.joinByCode(product.url, code.replace(/[a-z-]+$/u, 'tiger-tiger-tiger'), 'Stranger'),
  );
  expect(await capturing(customer.page), 'control').toEqual(['live']);
  relay.handOut();
  await expect(customer.page.getByText(/are not right/u).first()).toBeVisible();
  await expect(customer.page.getByRole('textbox', { name: 'Code' })).toBeVisible();
  expect(await capturing(customer.page)).toEqual(['ended']);
  await expect(customer.page.getByRole('button', { name: 'Stop sharing', exact: true })).toHaveCount(0);
});
