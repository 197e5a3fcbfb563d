import { expect } from '@playwright/test';
import { expertAt, inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[R8] a second expert by a colleague’s link: no keys before the customer says yes, then chat and picture; removed, nothing more', async ({
  people,
}) => {
  const { expert: alice, customer } = await inSession(people);
  await customer.shareScreen();
  await alice.seesScreenGoOn();
  await alice.write('Bob will help us');
  await alice.page.getByRole('button', { name: 'Invite another expert' }).click();
  const { link } = await alice.link();
  const bob = await expertAt(people, 'bob');
  await bob.page.goto(link);
  await expect.poll(() => bob.page.url(), { message: 'the secret leaves the address' }).not.toContain('#');
  const question = customer.page.getByRole('dialog').filter({ hasText: /vouched for by Alice/u });
  await expect(question).toContainText('Bob', { timeout: 20_000 });
  await expect(bob.page.getByText('Bob will help us')).toBeHidden();
  expect(await bob.sees()).toBeUndefined();
  await question.getByRole('button', { name: 'Let in' }).click();
  await bob.isSealed();
  await expect(bob.chat).toContainText('Bob will help us');
  await bob.seesScreenGoOn();
  await expect(bob.capability('See the screen'), 'what he sees is told as allowed').toContainText('Allowed');
  const words = await bob.digits();
  expect(await alice.digits()).toBe(words);
  expect(await customer.digits()).toBe(words);
  await customer.page.getByRole('button', { name: 'Remove Bob' }).first().click();
  await expect(bob.page.getByRole('heading', { name: 'The session has ended' })).toBeVisible({ timeout: 15_000 });
  await alice.write('Only the two of us');
  await expect(customer.chat).toContainText('Only the two of us');
  await alice.seesScreenGoOn();
});
