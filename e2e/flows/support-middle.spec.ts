import { expect } from '@playwright/test';
import { MiddleRelay } from '../fixtures/middle-relay.ts';
import { expertAt, inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[R3] [SE132] a relay that was told the link can stand in between and read; the words that customer and expert compare tell them', async ({
  people,
}) => {
  const [expert, customer] = [await expertAt(people), await people.customer()];
  const middle = await MiddleRelay.between(customer.page, expert.page);
  const { link } = await expert.begin();
  await Promise.all([middle.play(link), customer.join(link)]);
  await customer.isConnectedWith('Alice');
  await expert.isSealed();
  await customer.write('my password is swordfish');
  await expect(expert.chat, 'both believe that they talk with each other').toContainText('swordfish');
  await expert.write('thank you');
  await expect(customer.chat).toContainText('thank you');
  expect(middle.read).toEqual(['my password is swordfish', 'thank you']);

  const [hers, theirs] = [await customer.digits(), await expert.digits()];
  expect(hers, 'but their words differ').not.toBe(theirs);
  expect(await middle.digits(), 'each has those of the group with the one in between').toEqual({ customer: hers, expert: theirs });
  await middle.close();
});

test('[SE132] control: with nobody in between the words are the same', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.write('hello');
  await expect(expert.chat).toContainText('hello');
  expect(await customer.digits()).toBe(await expert.digits());
});
