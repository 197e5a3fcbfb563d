import { expectNoFindings } from '../fixtures/axe.ts';
import { connect } from '../fixtures/calls.ts';
import { test } from '../fixtures/test.ts';

const pages = [
  '/phone',
  '/test',
  '/recordings',
  '/admin/users',
  '/admin/extensions',
  '/admin/pbxs',
  '/admin/sites',
  '/admin/numbers',
  '/admin/devices',
  '/admin/audit',
  '/account/sessions',
  '/account/password',
  '/setup',
];

for (const locale of ['en', 'de'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on any page (${locale}, ${colorScheme})`, async ({ people, product }) => {
      test.setTimeout(180_000);
      const admin = await people.arrive('admin', { locale, colorScheme });
      await admin.page.goto(`${product.url}/login`);
      await admin.page.getByRole('button').first().waitFor();
      await expectNoFindings(admin.page, '/login');
      await admin.signIn();
      for (const path of pages) {
        await admin.page.goto(`${product.url}${path}`);
        await admin.page.getByRole('main').getByRole('heading').first().waitFor();
        await admin.page.waitForLoadState('networkidle');
        await expectNoFindings(admin.page, path);
      }
    });
  }
}

test('axe finds nothing while a call rings and while two talk', async ({ people }) => {
  const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
  await alice.phone.call('101');
  await bob.phone.isRinging('Alice');
  await expectNoFindings(bob.page, 'incoming call');
  await alice.phone.press('Bob', 'Hang up');
  await bob.phone.hasNoCall('Alice');
  await connect(alice, bob);
  await alice.phone.press('Bob', 'Keypad');
  await expectNoFindings(alice.page, 'connected call');
});
