import { expect, type Locator, type Page } from '@playwright/test';
import { nodeKinds } from '../../protocol/dialplan/nodes/index.ts';
import { scheduleDetailSchema } from '../../protocol/dialplan/schedules-api.ts';
import { sharedBoxListSchema } from '../../protocol/telephony/shared-boxes.ts';
import { ApiClient } from '../fixtures/api.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { cast, type Person } from '../fixtures/person.ts';
import { publishPlan } from '../fixtures/plans.ts';
import type { Product } from '../fixtures/product.ts';
import { test } from '../fixtures/test.ts';

const box = 'Night desk';
/** The plan that leads to it, and whom callers see that they talk to. */
const line = 'Night line';
const extension = '260';

/** A plan behind an extension that leads to the shared box. */
async function leadTo(product: Product, boxName: string): Promise<void> {
  const api = await ApiClient.signIn(product, cast.admin.email);
  const { items } = sharedBoxListSchema.parse(await api.expect('GET', '/api/admin/voicemail-boxes'));
  const boxId = items.find(({ name }) => name === boxName)?.id ?? '';
  const settings = { box: { kind: 'box' as const, boxId }, greeting: 'default' as const };
  await publishPlan(api, {
    name: line,
    extension,
    nodes: [
      { id: 'box', kind: 'voicemail', title: '', position: { x: 0, y: 100 }, settings },
      { id: 'end', kind: 'hang-up', title: '', position: { x: 0, y: 200 }, settings: nodeKinds['hang-up'].defaults },
    ],
    edges: [
      { from: 'start', exit: 'start', to: 'box' },
      { from: 'box', exit: 'done', to: 'end' },
    ],
  });
}

function voicemail(page: Page): Locator {
  return page.getByRole('region', { name: 'Voicemail', exact: true });
}

/** The caller hears what somebody said with the tone of their microphone. */
async function hearsGreetingOf(caller: Person, greeter: 'alice' | 'bob'): Promise<void> {
  await caller.phone.call(extension);
  await caller.phone.says(line, /Leaving a message/u, 15_000);
  await caller.hears(greeter, 15_000);
  await caller.phone.press(line, 'Hang up');
  await caller.phone.hasNoCall(line);
}

/** Somebody opens the settings of the shared box and records a greeting of some seconds. */
async function recordsGreeting(person: Person, name: string): Promise<Locator> {
  const { page } = person;
  await voicemail(page).getByRole('button', { name: 'Voicemail settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Voicemail settings' });
  await dialog.getByLabel('Box', { exact: true }).selectOption({ label: box });
  await dialog.getByRole('button', { name: 'Record a greeting' }).click();
  await expect(dialog.getByRole('timer')).toHaveText(/00:0[6-9]/u, { timeout: 10_000 });
  await dialog.getByRole('button', { name: 'Stop recording' }).click();
  await dialog.getByLabel('Name of the greeting').fill(name);
  await dialog.getByRole('button', { name: 'Save greeting' }).click();
  await expect(dialog.getByRole('button', { name: `Play ${name}`, exact: true })).toBeVisible({ timeout: 20_000 });
  return dialog;
}

test.describe.serial('a shared voicemail box', () => {
  test('[VM50] [VM53] [VM55] an admin makes it; a message in it is everybody’s, and each sees who heard it; while a plan leads to it, it stays', async ({
    people,
    product,
  }) => {
    test.setTimeout(180_000);
    const admin = await people.arrive('admin');
    await admin.signIn();
    const { page } = admin;
    await page.goto(`${product.url}/admin/voicemail`);
    await page.getByRole('button', { name: 'New shared box' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New shared box' });
    await dialog.getByLabel('Name', { exact: true }).fill(box);
    for (const member of ['Alice', 'Bob']) {
      await dialog.getByLabel('Add a person').fill(member);
      await page
        .getByRole('option', { name: new RegExp(member, 'u') })
        .first()
        .click();
    }
    await expectNoFindings(page, 'a new shared box');
    await dialog.getByRole('button', { name: 'Create' }).click();
    const row = page.getByRole('row', { name: new RegExp(box, 'u') });
    await expect(row).toContainText('Alice Adams, Bob Brown');
    await leadTo(product, box);

    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    await carol.phone.call(extension);
    await carol.phone.leavesMessage(line, 5);
    for (const person of [alice, bob]) {
      const region = voicemail(person.page);
      await region.getByRole('button', { name: new RegExp(`^${box}\\s*1 new message$`, 'u') }).click();
      await expect(region.getByRole('button', { name: /^Play Carol/u })).toContainText(`for ${box}`);
    }
    await expect(voicemail(carol.page).getByRole('button', { name: new RegExp(`^${box}`, 'u') })).toHaveCount(0);
    await voicemail(bob.page)
      .getByRole('button', { name: /^Play Carol/u })
      .click();
    await expect(voicemail(alice.page).getByText(/Heard by Bob Brown at \d/u)).toBeVisible();
    await expect(voicemail(alice.page).getByRole('button', { name: box, exact: true })).toBeVisible();
    await expectNoFindings(alice.page, 'the phone with a shared box');

    await page.reload();
    await expect(row).toContainText(line);
    await row.getByRole('button', { name: `Actions for ${box}` }).click();
    await page.getByRole('menuitem', { name: /^Delete/u }).click();
    const question = page.getByRole('alertdialog');
    await question.getByRole('button', { name: 'Delete' }).click();
    await expect(question.getByRole('listitem')).toHaveText(line);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(row).toBeVisible();
  });

  test('[VM61] [VM66] what Bob records in the browser is what callers hear; when the schedule says closed, it is Alice’s', async ({
    people,
    product,
  }) => {
    test.setTimeout(240_000);
    const api = await ApiClient.signIn(product, cast.admin.email);
    const hours = { timeZone: 'Europe/Berlin', weekly: [], exceptions: [] };
    const { id } = scheduleDetailSchema.parse(await api.expect('POST', '/api/schedules', { name: 'Night hours', schedule: hours }));
    const says = (period: string) => api.expect('PUT', `/api/schedules/${id}/override`, { override: { period, untilMs: null } });
    await says('open');
    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    const bobs = await recordsGreeting(bob, 'Day');
    await expect(bobs.getByText('Callers hear now: Day')).toBeVisible();
    await bobs.getByRole('button', { name: 'Close' }).last().click();
    await hearsGreetingOf(carol, 'bob');

    const alices = await recordsGreeting(alice, 'Night');
    await alices.getByLabel('Schedule', { exact: true }).selectOption({ label: 'Night hours' });
    await alices.getByLabel('While closed').selectOption({ label: 'Night' });
    await expect(alices.getByText('recorded · while closed')).toBeVisible();
    await expectNoFindings(alice.page, 'settings of a shared box');
    // Open: as before. Closed: the other one.
    await hearsGreetingOf(carol, 'bob');
    await says('closed');
    await hearsGreetingOf(carol, 'alice');

    await alices.getByRole('button', { name: 'Delete Night' }).click();
    const question = alice.page.getByRole('alertdialog', { name: 'Delete the greeting Night?' });
    await expect(question.getByRole('listitem')).toHaveText('while closed');
    await question.getByRole('button', { name: 'Delete greeting' }).click();
    await expect(alices.getByRole('button', { name: 'Play Night', exact: true })).toBeHidden();
    await hearsGreetingOf(carol, 'bob');
  });
});
