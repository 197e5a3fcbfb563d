import { expect } from '@playwright/test';
import { givePhone, seenCamera } from '../fixtures/fake-phone.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU1] [SU340] [SU482] a phone comes into a camera session by the six digits and the word at /j, and has the camera’s page', async ({
  people,
  product,
}) => {
  const [expert, customer] = await Promise.all([expertAt(people), people.customer({ isPhone: true })]);
  await givePhone(customer.page);
  const { code } = await expert.begin('New camera session');
  expect(code).toMatch(/^\d{3}[ -]?\d{3}[ -]\p{L}+/u);
  const { page } = customer;
  const join = async (typed: string): Promise<void> => {
    await page.goto(`${product.url}/j`);
    await page.getByRole('textbox', { name: 'Code' }).fill(typed);
    await page.getByRole('textbox', { name: 'Your name' }).fill('Chris');
    await page.getByRole('button', { name: 'Join' }).tap();
  };
  // The control: the same digits with other words let nobody in.
  await join(code.replace(/\p{L}.*$/u, 'zebra-zebra-zebra'));
  await expect(page.getByText('The words of the code are not right.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Start camera' })).toHaveCount(0);
  // A slip of the pen is named in the page; three of them would burn the code, were they tries.
  for (let slip = 1; slip <= 4; slip += 1) {
    await join(code.replace(/.$/u, 'q'));
    await expect(page.getByText(/is none of the words that codes have\. Do you mean/u)).toBeVisible();
  }
  // As somebody types what they hear: other blanks, capitals.
  await join(code.toUpperCase().replaceAll(/[\s-]+/gu, '  '));
  await expert.isSealed();
  await page.getByRole('button', { name: 'Start camera' }).tap();
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 20_000 }).toBe('rear');
});
