import { expect } from '@playwright/test';
import { siteListSchema, type Site } from '../../protocol/identity/admin.ts';
import { ApiClient } from '../fixtures/api.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { cast, Person } from '../fixtures/person.ts';
import type { Product } from '../fixtures/product.ts';
import { test } from '../fixtures/test.ts';
import { EmergencyPage } from '../pages/emergency-page.ts';

const berlin = { street: 'Hauptstraße 1', postalCode: '10115', city: 'Berlin' };
const hamburg = {
  name: 'Hamburg',
  street: 'Hafen 2',
  postalCode: '20457',
  city: 'Hamburg',
  country: 'DE',
  areaCode: '40',
  trunkPrefix: '0',
};

/** Acme's office gets an address, and Acme a second place; nobody is waiting for help. */
async function prepare(product: Product): Promise<Site> {
  const api = await ApiClient.signIn(product, cast.admin.email);
  const { items } = siteListSchema.parse((await api.send('GET', '/api/admin/sites')).body);
  const office = items.find((site) => site.isDefault);
  if (!office) throw new Error('Acme has no default site');
  await api.send('PATCH', `/api/admin/sites/${office.id}`, { version: office.version, ...berlin });
  if (items.length === 1) await api.send('POST', '/api/admin/sites', { ...hamburg, isDefault: false });
  return office;
}

test.describe('somebody calls for help', () => {
  test('[EM3] [EM5] [EM6] [EM7] Alice sees the address, presses Enter, and the admin knows within 5 s', async ({ people, product }) => {
    await prepare(product);
    const [alice, admin] = await Promise.all([people.atPhone('alice'), people.atPhone('admin')]);
    const [hers, theirs] = [new EmergencyPage(alice.page), new EmergencyPage(admin.page)];
    await admin.page.goto(`${product.url}/admin/audit`);

    await alice.phone.call('112');
    await hers.asks('112', /Hauptstraße 1, 10115 Berlin, DE/);
    await expect(hers.dialog).toContainText('Are you here?');
    await expectNoFindings(alice.page, 'emergency dialog');
    await alice.page.keyboard.press('Escape');
    await expect(hers.dialog).toBeHidden();
    await expect(theirs.alerts, 'a cancelled one alerts nobody').toBeHidden();

    await alice.phone.call('1 1 2');
    await hers.asks('112', /Hauptstraße 1/);
    await hers.dialog.getByRole('combobox', { name: 'I am somewhere else' }).selectOption({ label: 'Hamburg: Hafen 2, 20457 Hamburg, DE' });
    await expect(hers.dialog).toContainText('Hafen 2, 20457 Hamburg');
    await hers.dialog.getByRole('button', { name: 'Call 112' }).focus();
    await alice.page.keyboard.press('Enter');
    await theirs.isAlerted('Alice Adams (100) dialled 112', 'Hamburg: Hafen 2, 20457 Hamburg, DE');
    await hers.saysToUseAMobile('112');
    await expect(hers.failure.getByRole('link', { name: 'Dial 112 with this device' })).toHaveAttribute('href', 'tel:112');
    await expectNoFindings(alice.page, 'failed emergency call');
    await expectNoFindings(admin.page, 'emergency alert');
    await hers.failure.getByRole('button', { name: 'I have read this' }).click();

    await theirs.alerts.getByRole('button', { name: 'Call Alice Adams back' }).click();
    await alice.phone.isRinging('Admin');
    await alice.phone.press('Admin', 'Decline');
    await admin.page.reload();
    await theirs.isAlerted('Alice Adams (100) dialled 112');
    await theirs.alerts.getByRole('button', { name: 'I take care of it: emergency call of Alice Adams' }).click();
    await expect(theirs.alerts).toBeHidden();
    await admin.page.reload();
    await expect(admin.page.getByRole('row', { name: /Emergency alert acknowledged/ })).toBeVisible();
    await expect(theirs.alerts).toBeHidden();

    await alice.phone.call('112');
    await expect(hers.dialog, 'the browser remembers where she was').toContainText('You said so in this network before.');
    await expect(hers.dialog).toContainText('Hafen 2');
    await hers.dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('[EM3] [EM7] without a microphone and without an answer of the server the alert comes all the same', async ({ product, people }) => {
    await prepare(product);
    const admin = await people.atPhone('admin');
    const theirs = new EmergencyPage(admin.page);
    const bob = await people.arrive('bob', { hasMicrophone: false });
    await bob.page.route('**/api/phone/emergency', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
    await bob.signIn();
    await bob.phone.open();
    const his = new EmergencyPage(bob.page);
    await bob.phone.call('110');
    await his.asks('110', /You need not wait for it/);
    await bob.page.keyboard.press('Enter');
    await theirs.isAlerted('Bob Brown (101) dialled 110', 'not confirmed');
    await his.saysToUseAMobile('110');
    await expect(his.failure).toContainText('There is no microphone.');
    await theirs.alerts.getByRole('button', { name: /I take care/ }).click();
    await expect(theirs.alerts).toBeHidden();
  });

  test('[EM5] people who may not handle alerts see none', async ({ product, people }) => {
    await prepare(product);
    const carol = await people.atPhone('carol');
    const api = await ApiClient.signIn(product, cast.dave.email);
    expect((await api.send('POST', '/api/phone/emergency', { number: '112', siteId: null })).status).toBe(204);
    const admin = await Person.arrive(product, 'admin');
    await admin.atPhone();
    await new EmergencyPage(admin.page).isAlerted('Dave Davis (103) dialled 112');
    await expect(new EmergencyPage(carol.page).alerts).toBeHidden();
    await admin.page.getByRole('button', { name: /I take care of it: emergency call of Dave/ }).click();
    await admin.leave();
  });
});
