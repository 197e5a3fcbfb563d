import { expectNoFindings } from '../fixtures/axe.ts';
import { connect } from '../fixtures/calls.ts';
import type { Person } from '../fixtures/person.ts';
import { staffPages } from '../fixtures/staff-pages.ts';
import { test } from '../fixtures/test.ts';
import { leaveMessage, messageCount } from '../fixtures/voicemail.ts';

/** What the demo has on a page that opens in a dialog. */
const dialogs: Readonly<Record<string, string>> = {
  '/admin/ring-groups': 'Support',
  '/admin/queues': 'Service',
};

for (const locale of ['en', 'de'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on any page (${locale}, ${colorScheme})`, async ({ people, product }) => {
      test.setTimeout(240_000);
      const admin = await people.arrive('admin', { locale, colorScheme });
      await admin.page.goto(`${product.url}/login`);
      await admin.page.getByRole('button').first().waitFor();
      await expectNoFindings(admin.page, '/login');
      await admin.signIn();
      for (const path of staffPages) {
        await visit(admin, path);
        await expectNoFindings(admin.page, path);
        const entry = dialogs[path];
        if (entry !== undefined) await inDialog(admin, entry, path);
        if (path === '/admin/queues') await callbacksOf(admin);
      }
      await inPlan(admin);
    });

    test(`axe finds nothing at an agent’s phone with a message (${locale}, ${colorScheme})`, async ({ people, product }) => {
      test.setTimeout(120_000);
      if ((await messageCount(product, 'dave')) === 0) await leaveMessage(await people.atPhone('alice'), await people.atPhone('dave'));
      const { page } = await people.atPhone('dave', { locale, colorScheme });
      await page.getByRole('region', { name: /^(Queues|Warteschlangen)$/ }).waitFor();
      const mailbox = page.getByRole('region', { name: /^(Voicemail|Mailbox)$/ });
      await mailbox.getByRole('button', { name: /^(Play|Abspielen:) Alice/ }).click();
      await mailbox.getByRole('slider').waitFor();
      await expectNoFindings(page, '/phone of an agent');
      await mailbox.getByRole('button', { name: /^(Voicemail settings|Einstellungen der Mailbox)$/ }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForLoadState('networkidle');
      await expectNoFindings(page, 'voicemail settings');
    });
  }
}

async function visit({ page, product }: Person, path: string): Promise<void> {
  await page.goto(`${product.url}${path}`);
  await page.getByRole('main').getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function callbacksOf(admin: Person): Promise<void> {
  await visit(admin, '/admin/queues');
  await admin.page.getByRole('button', { name: /^(Callbacks|Rückrufe)$/ }).click();
  await admin.page.getByRole('dialog').waitFor();
  await admin.page.waitForLoadState('networkidle');
  await expectNoFindings(admin.page, '/admin/queues: callbacks');
}

async function inDialog({ page }: Person, entry: string, path: string): Promise<void> {
  await page.getByRole('main').getByRole('rowheader', { name: entry }).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForLoadState('networkidle');
  await expectNoFindings(page, `${path}: ${entry}`);
}

/** The demo's plan as a drawing, with the simulator below it after a call, and as a list. */
async function inPlan(admin: Person): Promise<void> {
  const { page } = admin;
  await visit(admin, '/plans');
  await page.getByRole('main').getByRole('rowheader', { name: 'Main line' }).click();
  await page.getByRole('application').first().waitFor();
  await page.waitForLoadState('networkidle');
  await expectNoFindings(page, '/plans/ID');
  await page.getByRole('button', { name: /^(Simulate|Simulieren)$/ }).click();
  await page.getByRole('button', { name: /^(Run|Ablaufen lassen)$/ }).click();
  await page.getByRole('list', { name: /^(Way of the call|Weg des Anrufs)$/ }).waitFor();
  await expectNoFindings(page, '/plans/ID: simulator');
  await page.getByRole('button', { name: /^(Show as a list|Als Liste zeigen)$/ }).click();
  await page.getByRole('list', { name: 'Plan', exact: true }).waitFor();
  await expectNoFindings(page, '/plans/ID: list');
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
