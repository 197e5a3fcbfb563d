import { expect, type Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { givePhone } from '../fixtures/fake-phone.ts';
import { expertAt, inSession, withColleague } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

/** As browsers of phones and tablets are. */
async function takeScreenAway(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia');
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
  });
}

const cannot = 'This customer’s browser cannot show a screen';

test('[R1] [SU593] a phone that cannot show a screen: the expert reads it before asking, asks for the camera by one click, and sees it', async ({
  people,
}) => {
  const [expert, customer] = await Promise.all([expertAt(people), people.customer({ isPhone: true })]);
  await givePhone(customer.page);
  await takeScreenAway(customer.page);
  const { link } = await expert.begin();
  await customer.join(link);
  await customer.isConnectedWith('Alice');
  await expert.isSealed();
  const stage = expert.page.getByRole('region', { name: 'Customer screen' });
  const may = expert.page.getByRole('region', { name: 'May I?' });
  for (const part of [stage, may]) {
    await expect(part).toContainText(cannot);
    await expect(part.getByRole('button', { name: 'Ask for the camera instead' })).toBeEnabled();
  }
  await expect(expert.page.getByRole('button', { name: 'Ask to view' })).toHaveCount(0);
  await expectNoFindings(expert.page, 'a customer without a screen');
  await expert.page.keyboard.press('ControlOrMeta+k');
  const palette = expert.page.getByRole('dialog', { name: 'Search' });
  await palette.getByRole('combobox').fill('ask');
  await expect(palette.getByRole('option').filter({ hasText: 'Ask for diagnostics' }), 'control: what can be asked is there').toHaveCount(
    1,
  );
  await expect(palette.getByRole('option').filter({ hasText: 'Ask to view' })).toHaveCount(0);
  await expert.page.keyboard.press('Escape');

  await customer.page.reload();
  await customer.isConnectedWith('Alice');
  await expert.isSealed();
  await expect(may, 'loaded again').toContainText(cannot);

  await stage.getByRole('button', { name: 'Ask for the camera instead' }).click();
  await expect(expert.page.getByRole('button', { name: 'Ask for the camera instead' })).toHaveCount(0);
  await customer.answer(/see your camera/u, 'Allow');
  await expert.seesScreenGoOn();
  await expect(may, 'it is still so').toContainText(cannot);
});

test('[SU593] a second expert who comes later reads it, too', async ({ people }) => {
  const [alice, customer] = await Promise.all([expertAt(people), people.customer({ isPhone: true })]);
  await takeScreenAway(customer.page);
  const { link } = await alice.begin();
  await customer.join(link);
  await alice.isSealed();
  const bob = await withColleague(people, alice, customer);
  await expect(bob.page.getByRole('region', { name: 'May I?' })).toContainText(cannot);
});

test('[SU593] of a browser that can, nothing is said, and a screen is asked for as ever (control)', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await expert.ask('Ask to view');
  await customer.answer(/see your screen/u, 'Allow');
  await expert.seesScreenGoOn();
  await expect(expert.page.getByText(cannot)).toHaveCount(0);
});
