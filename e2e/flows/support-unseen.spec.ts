import { expect } from '@playwright/test';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU575] [UI76] an expert who is at another page sees by title and rail that the customer came and wrote, until they look', async ({
  people,
}) => {
  const [expert, customer] = [await expertAt(people), await people.customer()];
  const { link } = await expert.begin();
  const rail = expert.page.getByRole('navigation', { name: 'Main' });
  await expect(expert.page).toHaveTitle(/^Support/u);
  await rail.getByRole('link', { name: 'Phone' }).click();
  await expect(expert.page).toHaveTitle(/^Phone/u);
  await customer.join(link);
  await customer.isConnectedWith('Alice');
  await expect(expert.page).toHaveTitle(/^\(1\) Phone/u);
  await customer.write('Are you there?');
  await expect(expert.page).toHaveTitle(/^\(2\) Phone/u);
  await expect(rail.getByRole('link', { name: /^Support\s*, 2 things happened$/u })).toBeVisible();
  await expert.page.goBack();
  await expect(expert.chat).toContainText('Are you there?');
  await expect(expert.page).toHaveTitle(/^Support/u);
  await customer.write('There you are');
  await expect(expert.chat).toContainText('There you are');
  await expect(expert.page, 'what is seen is no news').toHaveTitle(/^Support/u);
});
