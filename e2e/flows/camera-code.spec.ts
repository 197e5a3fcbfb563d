import { expect } from '@playwright/test';
import { givePhone, seenCamera } from '../fixtures/fake-phone.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU1] [SU340] a phone comes into a camera session by the six digits and the word at /j, and has the camera’s page', async ({
  people,
  product,
}) => {
  const [expert, customer] = await Promise.all([expertAt(people), people.customer({ isPhone: true })]);
  await givePhone(customer.page);
  const { code } = await expert.begin('New camera session');
  expect(code).toMatch(/^\d{3}[ -]?\d{3}[ -]\p{L}+/u);
  const { page } = customer;
  await page.goto(`${product.url}/j`);
  // As somebody types what they hear: other blanks, capitals.
  await page.getByRole('textbox', { name: 'Code' }).fill(code.toUpperCase().replaceAll(/[\s-]+/gu, '  '));
  await page.getByRole('textbox', { name: 'Your name' }).fill('Chris');
  await page.getByRole('button', { name: 'Join' }).tap();
  await expert.isSealed();
  await page.getByRole('button', { name: 'Start camera' }).tap();
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 20_000 }).toBe('rear');
});
