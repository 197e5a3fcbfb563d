import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { connect } from '../fixtures/calls.ts';
import { test } from '../fixtures/test.ts';
import { SupportPage } from '../pages/support-page.ts';

test('[SP90] [SU470] from a call Alice sends a camera link: the session expects Bob, its console shows the code, and both go on hearing each other', async ({
  people,
}) => {
  const [alice, bob, customer] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.customer({ isPhone: true })]);
  await alice.page.setViewportSize({ width: 360, height: 740 });
  await expect(alice.page.getByRole('button', { name: 'Send camera link' }), 'control: without a call there is none').toHaveCount(0);
  await connect(alice, bob);
  const send = alice.phone.callWith('Bob').getByRole('button', { name: 'Send camera link' });
  await expect(send).toBeInViewport({ ratio: 1 });
  await expectNoFindings(alice.page, 'a call that support can be begun from');
  await alice.page.screenshot({ path: test.info().outputPath('call.png') });
  await alice.page.locator('body').press('c');
  const expert = new SupportPage(alice.page, alice.product.url);
  const { link, code } = await expert.invite();
  expect(link).toContain('/see/');
  await expect(alice.page.getByText(/On the phone: they open \S+\/j and enter the code/u)).toBeVisible();
  await expect(alice.page.getByRole('link', { name: 'E-mail' })).toBeVisible();
  await alice.page.getByRole('button', { name: 'QR code' }).click();
  await expect(alice.page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expect(alice.page.getByRole('region', { name: 'Live calls' }), 'the call is at the bottom').toBeInViewport({ ratio: 1 });
  expect(await alice.page.evaluate(() => document.documentElement.scrollWidth), 'nothing is cut at 360 px').toBeLessThanOrEqual(360);
  await alice.page.screenshot({ path: test.info().outputPath('console.png') });
  await Promise.all([alice.hears('bob'), bob.hears('alice')]);

  await customer.joinByCode(alice.product.url, code, 'Bobby');
  await expert.isSealed();
  await Promise.all([alice.hears('bob'), bob.hears('alice')]);
  await expert.open();
  await expect(alice.page.getByText('Bobby').first(), 'the customer’s own word counts').toBeVisible();
});

test('[SP90] remote support from a call: the list expects the other party by name', async ({ people }) => {
  const [alice, bob] = await Promise.all([people.atPhone('alice', { locale: 'de' }), people.atPhone('bob')]);
  await bob.phone.call(alice.who.extension);
  await alice.page.getByRole('button', { name: 'Annehmen' }).first().click();
  await bob.phone.isConnected(alice.who.name);
  await alice.page.getByRole('button', { name: 'Fernhilfe starten' }).click();
  await expect(alice.page.getByRole('textbox', { name: 'Link' })).toHaveValue(/\/j\//u);
  await expect(alice.page.getByText(/^Am Telefon: \S+\/j öffnen lassen/u)).toBeVisible();
  await alice.page.screenshot({ path: test.info().outputPath('console-wide.png') });
  await alice.page.goBack();
  await expect(alice.page.getByRole('button', { name: 'Fernhilfe starten' }), 'the call is still there').toBeVisible();
  await alice.page.getByRole('link', { name: 'Support' }).first().click();
  await expect(alice.page.getByRole('grid').getByRole('row').filter({ hasText: bob.who.name }).first()).toBeVisible();
});
