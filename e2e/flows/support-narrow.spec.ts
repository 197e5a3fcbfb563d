import { expect, type Locator } from '@playwright/test';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

const topOf = async (part: Locator): Promise<number> => (await part.boundingBox())?.y ?? Number.NaN;

test('[SU90] on a narrow screen the link comes first until a customer is there, then the picture; one panel at a time, and what was begun stays', async ({
  people,
}) => {
  const [expert, customer] = await Promise.all([expertAt(people, 'alice', { viewport: { width: 719, height: 800 } }), people.customer()]);
  const { page } = expert;
  const { link } = await expert.begin();
  const picture = page.getByText('Nothing is shown yet');
  const part = (name: string | RegExp): Locator => page.getByRole('radio', { name });
  expect(await topOf(picture), 'the link first').toBeGreaterThan(await topOf(page.getByRole('textbox', { name: 'Link' })));
  await customer.join(link);
  await customer.isConnectedWith('Alice');
  await expert.isSealed();
  const who = page.getByRole('region', { name: 'People' });
  await expect(who).toBeVisible();
  expect(await topOf(picture), 'now the picture first').toBeLessThan(await topOf(who));
  await expect(expert.chat, 'one at a time').toBeHidden();

  await part(/^Chat/u).check({ force: true });
  await expect(who).toBeHidden();
  await expert.chat.getByRole('textbox').fill('Half a sentence');
  await part('Notes').check({ force: true });
  await expect(expert.chat).toBeHidden();
  await part(/^Chat/u).check({ force: true });
  await expect(expert.chat.getByRole('textbox')).toHaveValue('Half a sentence');

  await page.setViewportSize({ width: 720, height: 800 });
  await expect(part('Notes'), 'from 720 px on all are there').toHaveCount(0);
  await expect(who).toBeVisible();
  await expect(expert.chat.getByRole('textbox')).toHaveValue('Half a sentence');
});
