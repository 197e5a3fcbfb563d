import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU582] after the end one click begins a new session with the same customer, from which the former one is a click away', async ({
  ownPeople: people,
}) => {
  const { expert, customer } = await inSession(people);
  const { page } = expert;
  const former = new URL(page.url()).pathname;
  const again = page.getByRole('button', { name: 'Start again with Chris' });
  await expect(again, 'control: the session goes on').toHaveCount(0);
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expectNoFindings(page, 'the end, with a way on');
  await page.screenshot({ path: test.info().outputPath('ended.png'), fullPage: true });
  await again.click();
  const { link } = await expert.invite();
  expect(new URL(page.url()).pathname).not.toBe(former);
  await page.getByRole('button', { name: 'The session before' }).click();
  const dialog = page.getByRole('dialog', { name: 'Session' });
  await expect(dialog).toContainText('Chris');
  await expect(dialog.getByRole('button', { name: /^Start again/u }), 'one is begun').toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('former.png') });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await customer.page.goto('about:blank');
  await customer.join(link);
  await expert.isSealed();
  await expert.open();
  await page.getByRole('row').filter({ hasText: 'Done' }).filter({ hasText: 'Chris' }).press('Enter');
  await page.getByRole('dialog', { name: 'Session' }).getByRole('button', { name: 'Start again with Chris' }).click();
  await expert.invite();
  await expert.open();
  await expect(page.getByRole('row').filter({ hasText: 'Waiting' }).filter({ hasText: 'Chris' }), 'the name is expected').toHaveCount(1);
});
