import { expect } from '@playwright/test';
import type { Person } from '../fixtures/person.ts';
import { newestWay } from '../fixtures/plans.ts';
import type { Product } from '../fixtures/product.ts';
import { hearsSpeech } from '../fixtures/speech.ts';
import { test } from '../fixtures/test.ts';
import { newestMessage } from '../fixtures/voicemail.ts';
import { AgentDesk } from '../pages/agent-desk.ts';
import { PlanEditorPage } from '../pages/plan-editor-page.ts';
import { PlanForms } from '../pages/plan-forms.ts';

const wide = { viewport: { width: 1_700, height: 1_000 } } as const;
const line = 'Hand-drawn';
const extension = '278';

/** The day that it is in Berlin, where the demo's PBX is, `days` later. */
function day(days = 0): string {
  return new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(Date.now() + days * 86_400_000);
}

async function atPlan(admin: Person): Promise<PlanEditorPage> {
  await admin.signIn();
  const plans = new PlanEditorPage(admin.page, admin.product.url);
  await plans.openList();
  await plans.open(line);
  return plans;
}

/** The whole way of the newest call, once it is over. */
async function expectWay(product: Product, way: readonly string[]): Promise<void> {
  await expect
    .poll(async () => (await newestWay(product, line).catch(() => undefined))?.end, { timeout: 20_000, message: 'the call is over' })
    .toBeDefined();
  expect((await newestWay(product, line)).way).toEqual(way);
}

async function inMenu(caller: Person): Promise<void> {
  await caller.phone.call(extension);
  await caller.phone.isConnected(line);
}

// One plan, drawn once, and then called; each test stands on the one before.
test.describe.serial('[D1] a plan drawn by drag and drop, and every one of its branches called', () => {
  test('hours, a menu, and all that lies behind it come from the palette', async ({ people }) => {
    const admin = await people.arrive('admin', wide);
    await admin.signIn();
    const plans = new PlanEditorPage(admin.page, admin.product.url);
    const forms = new PlanForms(plans);
    await plans.openList();
    await plans.create(line);
    await admin.page.getByRole('button', { name: 'Hide the checks' }).click();
    for (let step = 0; step < 2; step += 1) await admin.page.getByRole('button', { name: 'Further away' }).click();

    await plans.drag('Schedule', { x: 0.25, y: 0.3 });
    await forms.isAlwaysOpenBut({ name: 'Hours of the hand-drawn', holiday: 'Founders’ Day', day: day() });
    await plans.drag('Attendant', { x: 0.45, y: 0.3 });
    await forms.says('Enter the extension');
    await forms.offers(['Queue', 'Group', 'Message']);
    await plans.drag('Queue', { x: 0.67, y: 0.1 });
    await forms.choose('Queue', 'Service');
    await plans.drag('Ring', { x: 0.67, y: 0.34 });
    await plans.rename('Group');
    await forms.rings('Ring group', 'Support');
    await plans.drag('Ring', { x: 0.67, y: 0.56 });
    await plans.rename('Front desk');
    await forms.rings('Person', 'Dave');
    await plans.drag('Play', { x: 0.67, y: 0.78 });
    await plans.rename('Farewell');
    for (const phrase of ['Not available', 'Please try again', 'Goodbye']) await forms.says(phrase);
    await plans.drag('Play', { x: 0.35, y: 0.78 });
    await plans.rename('Holiday');
    for (const phrase of ['We are closed', 'Please try again', 'Goodbye']) await forms.says(phrase);
    await plans.drag('Voicemail', { x: 0.88, y: 0.25 });
    await forms.takesMessagesFor('Carol');
    await plans.drag('Hang up', { x: 0.88, y: 0.62 });
    await plans.isSaved();
  });

  test('the lines of the menu are drawn with the pointer', async ({ people }) => {
    const plans = await atPlan(await people.arrive('admin', wide));
    await plans.drawLine('Start', '', 'Schedule');
    await plans.drawLine('Schedule', 'Open', 'Attendant');
    await plans.drawLine('Schedule', 'Closed', 'Holiday');
    await plans.drawLine('Attendant', '1 Queue', 'Queue');
    await plans.drawLine('Attendant', '2 Group', 'Group');
    await plans.drawLine('Attendant', '3 Message', 'Voicemail');
    await plans.drawLine('Attendant', 'Timeout', 'Front desk');
    await plans.drawLine('Attendant', 'Invalid', 'Farewell');
    await plans.drawLine('Holiday', 'Done', 'Hang up');
    await plans.drawLine('Farewell', 'Done', 'Hang up');
    await plans.drawLine('Voicemail', 'Done', 'Hang up');
    await plans.isSaved();
  });

  test('so are those behind it; an extension leads here, and it is published', async ({ people }) => {
    const plans = await atPlan(await people.arrive('admin', wide));
    for (const exit of ['Timeout', 'Full', 'No agents', 'Callback taken']) await plans.drawLine('Queue', exit, 'Voicemail');
    for (const ring of ['Group', 'Front desk']) {
      for (const exit of ['No answer', 'Busy', 'Unreachable']) await plans.drawLine(ring, exit, 'Voicemail');
    }
    await plans.leadHere(extension);
    await plans.publish('drawn by hand');
  });

  test('on the holiday callers hear that it is closed, and nothing else', async ({ people, product }) => {
    const alice = await people.atPhone('alice');
    await alice.phone.call(extension);
    await hearsSpeech(alice);
    await alice.phone.hasNoCall(line, 20_000);
    await expectWay(product, ['schedule.closed', 'Holiday.done', 'hang-up.']);
  });

  test('moved to another day, the holiday ends at once: the next caller comes to the menu', async ({ people, product }) => {
    const admin = await people.arrive('admin', wide);
    const plans = await atPlan(admin);
    await plans.select('Schedule');
    await new PlanForms(plans).movesHolidayTo(day(30));
    const alice = await people.atPhone('alice');
    await inMenu(alice);
    await hearsSpeech(alice);
    await alice.phone.press(line, 'Hang up');
    await expectWay(product, ['schedule.open', 'attendant.']);
  });

  test('1 waits in the queue: an agent is offered the call, and both hear each other', async ({ people, product }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await new AgentDesk(bob.page).signIn('Service');
    await inMenu(alice);
    await alice.phone.dial(line, '1');
    await bob.phone.isRinging('Alice', 20_000);
    await bob.phone.answer('Alice');
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    await new AgentDesk(bob.page).shows('In a queue call');
    await alice.phone.hangUpAll();
    await bob.phone.hasNoCall('Alice');
    await new AgentDesk(bob.page).signOut('Service');
    await expectWay(product, ['schedule.open', 'attendant.option:o1', 'queue.answered']);
  });

  test('2 rings both phones of the group; the one who does not answer stops ringing', async ({ people, product }) => {
    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    await inMenu(alice);
    await alice.phone.dial(line, '2');
    await Promise.all([bob.phone.isRinging('Alice'), carol.phone.isRinging('Alice')]);
    await bob.phone.answer('Alice');
    await Promise.all([alice.hears('bob'), bob.hears('alice'), carol.phone.hasNoCall('Alice')]);
    await alice.phone.hangUpAll();
    await expectWay(product, ['schedule.open', 'attendant.option:o2', 'Group.answered']);
  });

  test('3 takes a message: Carol has a new one, and it is what Alice said', async ({ people, product }) => {
    const [alice, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('carol')]);
    await inMenu(alice);
    await alice.phone.dial(line, '3');
    await alice.phone.leavesMessage(line, 6);
    await expect(carol.page.getByRole('region', { name: 'Voicemail' }).getByText('1 new message').first()).toBeVisible();
    const { hertz } = await newestMessage(carol.page);
    expect(Math.abs(hertz - alice.who.toneHz)).toBeLessThan(25);
    await expectWay(product, ['schedule.open', 'attendant.option:o3', 'voicemail.']);
  });

  test('who presses nothing comes to the front desk: Dave is rung, and nobody else', async ({ people, product }) => {
    const [alice, bob, dave] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('dave')]);
    await inMenu(alice);
    await dave.phone.isRinging('Alice', 45_000);
    await bob.phone.hasNoCall('Alice');
    await dave.phone.answer('Alice');
    await Promise.all([alice.hears('dave'), dave.hears('alice')]);
    await alice.phone.hangUpAll();
    await expectWay(product, ['schedule.open', 'attendant.timeout', 'Front desk.answered']);
  });

  test('a wrong key is told; the third one ends the call with a farewell', async ({ people, product }) => {
    const alice = await people.atPhone('alice');
    await inMenu(alice);
    await alice.phone.dial(line, '9');
    for (let more = 0; more < 2; more += 1) {
      await hearsSpeech(alice);
      await alice.page.getByRole('button', { name: '9', exact: true }).click();
    }
    await hearsSpeech(alice);
    await alice.phone.hasNoCall(line, 20_000);
    await expectWay(product, ['schedule.open', 'attendant.invalid', 'Farewell.done', 'hang-up.']);
  });
});
