import { expect, type Locator } from '@playwright/test';
import type { Person } from '../fixtures/person.ts';
import { newestWay } from '../fixtures/plans.ts';
import { test } from '../fixtures/test.ts';
import { Keyboard } from '../pages/keyboard.ts';
import { PlanEditorPage } from '../pages/plan-editor-page.ts';

const wide = { viewport: { width: 1_700, height: 1_000 } } as const;
const line = 'Typed';
const extension = '281';

interface Desk {
  readonly keys: Keyboard;
  readonly plans: PlanEditorPage;
}

async function atDesk(admin: Person): Promise<Desk> {
  await admin.signIn();
  const plans = new PlanEditorPage(admin.page, admin.product.url);
  await plans.openList();
  return { keys: new Keyboard(admin.page), plans };
}

/** From wherever one is back onto the canvas, to an exit; then what comes behind it, by name. */
async function connect({ keys, plans }: Desk, from: string, exit: string, to: string): Promise<void> {
  await keys.goTo(plans.canvas, 'Shift+Tab');
  await plans.connectByKeys(from, exit, to);
}

/** The settings of the node that is selected on the canvas; the keyboard is in its title. */
async function openSettings({ keys, plans }: Desk, title: string): Promise<void> {
  await expect(plans.inspector.getByRole('heading', { name: title, exact: true })).toBeVisible();
  await keys.press('Enter');
}

function box({ plans }: Desk, name: string): Locator {
  return plans.inspector.getByRole('combobox', { name, exact: true }).last();
}

// One plan, typed in two sittings and then called.
test.describe.serial('[D1] the same plan by keyboard only', () => {
  test('[DE57] hours, a menu with three choices, and what they lead to', async ({ people }) => {
    const desk = await atDesk(await people.arrive('admin', wide));
    const { keys, plans } = desk;
    await keys.activate(plans.page.getByRole('button', { name: 'New plan' }).first());
    const dialog = plans.page.getByRole('dialog', { name: 'New plan' });
    await keys.fill(dialog.getByRole('textbox', { name: 'Name' }), line);
    await keys.goTo(dialog.getByRole('radio', { name: /^Main line/ }));
    await keys.press('ArrowDown');
    await keys.activate(dialog.getByRole('button', { name: 'Create' }));
    await expect(plans.canvas).toBeVisible();

    await keys.goTo(plans.canvas);
    await plans.connectByKeys('Start', '', 'New: Schedule');
    await openSettings(desk, 'Schedule');
    await keys.choose(box(desk, 'Schedule'), 'Always');
    await connect(desk, 'Schedule', 'Open', 'New: Attendant');
    await openSettings(desk, 'Attendant');
    const sound = plans.inspector.getByRole('combobox', { name: 'Add a sound' }).first();
    for (const arrow of ['ArrowDown', 'ArrowUp', 'End']) {
      await keys.goTo(sound);
      await keys.press(arrow);
      await expect(plans.inspector.locator('select:open'), 'an arrow opens the list').toHaveCount(1);
      await expect(box(desk, 'Phrase').or(box(desk, 'Prompt')), 'nothing is added while it is open').toHaveCount(0);
      await keys.press('Escape');
      await expect(plans.inspector.locator('select:open')).toHaveCount(0);
      await expect(box(desk, 'Phrase').or(box(desk, 'Prompt')), 'nothing was chosen').toHaveCount(0);
    }
    await keys.choose(sound, 'Ph');
    await expect(box(desk, 'Phrase'), 'what was taken is').toBeVisible();
    for (const meaning of ['Service', 'Support', 'Message']) {
      await keys.activate(plans.inspector.getByRole('button', { name: 'Add a choice' }));
      await keys.goTo(plans.inspector.getByRole('textbox', { name: 'Means' }).last(), 'Shift+Tab');
      await keys.type(meaning);
    }
    await connect(desk, 'Attendant', '1 Service', 'New: Queue');
    await openSettings(desk, 'Queue');
    await keys.choose(box(desk, 'Queue'), 'Service');
    await connect(desk, 'Attendant', '2 Support', 'New: Ring');
    await openSettings(desk, 'Ring');
    await keys.choose(plans.inspector.getByRole('combobox', { name: 'Add who rings' }), 'Ring');
    await keys.goTo(box(desk, 'Ring group'), 'Shift+Tab');
    await keys.choose(box(desk, 'Ring group'), 'Support');
    await connect(desk, 'Attendant', '3 Message', 'New: Voicemail');
    await openSettings(desk, 'Voicemail');
    await keys.choose(box(desk, 'Box'), 'A person');
    await keys.choose(box(desk, 'Whose box'), 'Carol');
    await plans.isSaved();
  });

  test('the other exits, an extension, and the publication', async ({ people }) => {
    const desk = await atDesk(await people.arrive('admin', wide));
    const { keys, plans } = desk;
    await keys.fill(plans.page.getByLabel('Search plans and numbers'), line);
    await keys.enterRow(plans.page.getByRole('row', { name: new RegExp(line) }));
    await expect(plans.canvas).toBeVisible();
    await keys.goTo(plans.canvas);
    await plans.connectByKeys('Voicemail', 'Done', 'New: Hang up');
    await plans.connectByKeys('Schedule', 'Closed', 'Voicemail');
    for (const exit of ['Timeout', 'Invalid']) await plans.connectByKeys('Attendant', exit, 'Voicemail');
    for (const exit of ['Timeout', 'Full', 'No agents', 'Callback taken']) await plans.connectByKeys('Queue', exit, 'Voicemail');
    for (const exit of ['No answer', 'Busy', 'Unreachable']) await plans.connectByKeys('Ring', exit, 'Voicemail');
    await plans.hasNoFindings();
    await plans.goTo('Start');
    await keys.press('Enter');
    await keys.fill(plans.inspector.getByRole('textbox', { name: 'Extension or number' }), extension);
    await keys.press('Enter');
    await expect(plans.inspector.getByText(`Extension ${extension}`)).toBeVisible();
    await keys.activate(plans.page.getByRole('button', { name: 'Publish', exact: true }), 'Shift+Tab');
    const dialog = plans.page.getByRole('dialog', { name: /^Publish/ });
    await keys.fill(dialog.getByRole('textbox', { name: 'What is new' }), 'typed');
    await keys.activate(dialog.getByRole('button', { name: 'Publish now' }));
    await expect(dialog).toBeHidden();
    await expect(plans.page.getByText(/Version \d+ is in force/)).toBeVisible();
  });

  test('the next caller takes it', async ({ people, product }) => {
    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    await alice.phone.call(extension);
    await alice.phone.isConnected(line);
    await alice.phone.dial(line, '2');
    await Promise.all([bob.phone.isRinging('Alice'), carol.phone.isRinging('Alice')]);
    await carol.phone.answer('Alice');
    await Promise.all([alice.hears('carol'), carol.hears('alice')]);
    await alice.phone.hangUpAll();
    await expect.poll(async () => (await newestWay(product, line)).end, { timeout: 10_000 }).toBe('talk-over');
    expect((await newestWay(product, line)).way).toEqual(['schedule.open', 'attendant.option:o2', 'ring.answered']);
  });
});
