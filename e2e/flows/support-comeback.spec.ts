import { expect } from '@playwright/test';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SE45] [SE46] both pages can be loaded again: same session, new words, what was written stays; grants are asked for again', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.write('Before the reload');
  await expect(expert.chat).toContainText('Before the reload');
  const before = await expert.digits();
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.page.reload();
  await expert.isSealed();
  await expect(expert.page.getByRole('button', { name: 'Ask to view' })).toBeVisible();
  await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  await expect(customer.page.getByRole('button', { name: 'Share screen' })).toBeVisible();
  await expect(expert.chat).toContainText('Before the reload');
  await expert.write('I am back');
  await expect(customer.chat).toContainText('I am back');
  const between = await expert.digits();
  expect(between).not.toBe(before);
  expect(await customer.digits()).toBe(between);
  await customer.page.reload();
  const goOn = customer.page.getByRole('button', { name: 'Go on' });
  if (await goOn.isVisible()) await goOn.click();
  await customer.isConnectedWith('Alice');
  await expect(customer.chat).toContainText('I am back');
  await customer.write('So am I');
  await expect(expert.chat).toContainText('So am I');
});

test('[R2] the line of the customer is lost for ten seconds: the expert is told, then the picture goes on', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await customer.context.setOffline(true);
  await expert.says(/Locked/u, 20_000);
  await customer.context.setOffline(false);
  await expert.isSealed();
  await expert.seesScreenGoOn();
});
