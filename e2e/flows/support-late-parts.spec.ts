import { expect, type Page } from '@playwright/test';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

const exchange = /\/assets\/exchange-[\w-]+\.js/;
const marks = /\/assets\/marks-[\w-]+\.js/;

/** The scripts that a page has fetched. */
const fetched = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));

test('[SU446] what no picture needs is fetched once one is shared, and then works without the network', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  const before = await fetched(customer.page);
  expect(
    before.some((name) => name.includes('/live-')),
    '(control) the page is in the session',
  ).toBe(true);
  expect(before.filter((name) => exchange.test(name) || marks.test(name))).toEqual([]);
  await customer.shareScreen();
  await expect.poll(async () => (await fetched(customer.page)).filter((name) => exchange.test(name) || marks.test(name)).length).toBe(2);
  await customer.page.route(/\/assets\//, (route) => route.abort());
  await expert.ask('Ask for diagnostics');
  await customer.answer(/details of this browser/u, 'Allow');
  await expect(customer.page.getByRole('region', { name: 'Details of this browser' })).toBeVisible();
});

test('[SU446] what cannot be fetched is told, and asked for again by its button and when the network is back', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  let refused = 0;
  await customer.page.route(exchange, (route) => {
    refused += 1;
    return route.abort();
  });
  await expert.ask('Ask for diagnostics');
  await customer.answer(/details of this browser/u, 'Allow');
  const missing = customer.page.getByText('A part of this page could not be loaded.');
  await expect(missing).toBeVisible();
  const before = refused;
  await customer.page.getByRole('button', { name: 'Try now' }).click();
  await expect.poll(() => refused, '(control) it was asked for, and still cannot be had').toBeGreaterThan(before);
  await expect(missing).toBeVisible();
  await customer.page.unroute(exchange);
  await customer.page.getByRole('button', { name: 'Try now' }).click();
  const preview = customer.page.getByRole('region', { name: 'Details of this browser' });
  await expect(preview).toBeVisible();
  await expect(missing).toHaveCount(0);
});
