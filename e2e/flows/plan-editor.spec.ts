import { expect } from '@playwright/test';
import type { Person } from '../fixtures/person.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { test } from '../fixtures/test.ts';
import { PlanEditorPage } from '../pages/plan-editor-page.ts';

const wide = { viewport: { width: 1_700, height: 1_000 } } as const;

/** The admin at an empty plan with room to draw. */
async function atNewPlan(admin: Person, name: string): Promise<PlanEditorPage> {
  await admin.signIn();
  const plans = new PlanEditorPage(admin.page, admin.product.url);
  await plans.openList();
  await plans.create(name);
  return plans;
}

/** Chooses who is rung, in the inspector of the Ring node that is selected. */
async function ringPerson(plans: PlanEditorPage, name: string): Promise<void> {
  await plans.inspector.getByRole('combobox', { name: 'Add who rings' }).selectOption({ label: 'Person' });
  const choice = plans.inspector.getByRole('combobox', { name: 'Person', exact: true });
  const option = choice.locator('option').filter({ hasText: name }).first();
  await choice.selectOption(await option.innerText());
}

test.describe('[D1] drawing a plan', () => {
  test('by drag and drop only: hours, a menu with three choices, timeout and invalid; published', async ({ people }) => {
    test.setTimeout(180_000);
    const admin = await people.arrive('admin', wide);
    const plans = await atNewPlan(admin, 'Drawn by hand');
    await admin.page.getByRole('button', { name: 'Hide the checks' }).click();
    for (let step = 0; step < 2; step += 1) await admin.page.getByRole('button', { name: 'Further away' }).click();

    await plans.drag('Schedule', { x: 0.27, y: 0.3 });
    await plans.inspector.getByRole('button', { name: 'New schedule' }).click();
    const dialog = admin.page.getByRole('dialog', { name: 'New schedule' });
    await dialog.getByRole('textbox', { name: 'Name' }).first().fill(`Hours ${Date.now()}`);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();

    await plans.drag('Attendant', { x: 0.47, y: 0.3 });
    await plans.inspector.getByRole('combobox', { name: 'Add a sound' }).first().selectOption({ label: 'Phrase' });
    for (const meaning of ['Alice', 'Bob', 'Message']) {
      await plans.inspector.getByRole('button', { name: 'Add a choice' }).click();
      await plans.inspector.getByRole('textbox', { name: 'Means' }).last().fill(meaning);
    }
    await plans.drag('Ring', { x: 0.7, y: 0.15 });
    await ringPerson(plans, 'Alice');
    await plans.rename('Ring Alice');
    await plans.drag('Ring', { x: 0.7, y: 0.45 });
    await ringPerson(plans, 'Bob');
    await plans.rename('Ring Bob');
    await plans.drag('Voicemail', { x: 0.7, y: 0.75 });
    await plans.inspector.getByRole('combobox', { name: 'Box', exact: true }).selectOption({ label: 'A person’s own box' });
    await plans.inspector.getByRole('combobox', { name: 'Whose box' }).selectOption({ index: 1 });
    await plans.drag('Hang up', { x: 0.9, y: 0.75 });

    await plans.drawLine('Start', '', 'Schedule');
    await plans.drawLine('Schedule', 'Open', 'Attendant');
    await plans.drawLine('Schedule', 'Closed', 'Voicemail');
    await plans.drawLine('Attendant', '1 Alice', 'Ring Alice');
    await plans.drawLine('Attendant', '2 Bob', 'Ring Bob');
    await plans.drawLine('Attendant', '3 Message', 'Voicemail');
    await plans.drawLine('Attendant', 'Timeout', 'Voicemail');
    await plans.drawLine('Attendant', 'Invalid', 'Hang up');
    for (const ring of ['Ring Alice', 'Ring Bob']) {
      for (const exit of ['No answer', 'Busy', 'Unreachable']) await plans.drawLine(ring, exit, 'Voicemail');
    }
    await plans.drawLine('Voicemail', 'Done', 'Hang up');
    await admin.page.getByRole('tab', { name: /^Findings/ }).click();
    await plans.hasNoFindings();
    await plans.publish('drawn with the mouse');
    await expectNoFindings(admin.page, '/plans/ID');
  });

  test('by keyboard only, published, and the next call takes it', async ({ people }) => {
    test.setTimeout(180_000);
    const admin = await people.arrive('admin', wide);
    const plans = await atNewPlan(admin, 'Written by keys');
    await plans.connectByKeys('Start', '', 'New: Ring');
    await ringPerson(plans, 'Bob');
    await plans.connectByKeys('Ring', 'No answer', 'New: Hang up');
    await plans.connectByKeys('Ring', 'Busy', 'Hang up');
    await plans.connectByKeys('Ring', 'Unreachable', 'Hang up');
    await plans.hasNoFindings();
    await plans.isSaved();
    await plans.leadHere('277');
    await plans.publish('written by keys');

    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('277');
    await bob.phone.isRinging('Alice');
    await bob.phone.answer('Alice');
    await bob.phone.isConnected('Alice');
  });
});

test('[D2] a simulated call lights its way, becomes a test, and a version comes back in one click', async ({ people }) => {
  test.setTimeout(120_000);
  const admin = await people.arrive('admin', wide);
  const plans = await atNewPlan(admin, 'Tried out');
  await plans.connectByKeys('Start', '', 'New: Hang up');
  await plans.isSaved();
  await plans.publish('first');
  await admin.page.getByRole('button', { name: 'Simulate', exact: true }).click();
  await admin.page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(admin.page.getByText('The plan hung up.')).toBeVisible();
  await expect(plans.part('Hang up')).toHaveAccessibleName(/step 1/);
  await admin.page.getByRole('button', { name: 'Save as a test' }).click();
  const dialog = admin.page.getByRole('dialog', { name: 'Save as a test' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('hangs up at once');
  await dialog.getByRole('button', { name: 'Save' }).click();

  // Another way than the test expects: publishing refuses, and says which.
  await plans.goTo('Start');
  await admin.page.keyboard.press('ArrowRight');
  await admin.page.keyboard.press('Enter');
  await admin.page.getByRole('combobox', { name: 'Node or kind of node' }).fill('New: Wait');
  await admin.page.keyboard.press('Enter');
  await plans.isSaved();
  await admin.page.getByRole('button', { name: 'Publish', exact: true }).click();
  await admin.page.getByRole('button', { name: 'Publish now' }).click();
  await expect(admin.page.getByText('The test “hangs up at once” goes another way.')).toBeVisible();
  await admin.page.getByRole('button', { name: 'Cancel' }).click();

  await admin.page.getByRole('button', { name: 'Versions', exact: true }).click();
  await admin.page.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(plans.part('Wait')).toHaveCount(0);
});
