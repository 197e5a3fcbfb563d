import { expect } from '@playwright/test';
import { ApiClient } from '../fixtures/api.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { cast, Person } from '../fixtures/person.ts';
import { newestWay } from '../fixtures/plans.ts';
import { leadToQueue, putQueue, userIds } from '../fixtures/queues.ts';
import { hearsSpeech } from '../fixtures/speech.ts';
import { test } from '../fixtures/test.ts';
import type { Product } from '../fixtures/product.ts';
import { AgentDesk } from '../pages/agent-desk.ts';

const queueName = 'Returns';
const extension = '310';

/** Bob serves the queue; who calls it may press 1 to be called back. */
async function returns(product: Product): Promise<void> {
  const api = await ApiClient.signIn(product, cast.admin.email);
  const ids = await userIds(api, ['bob']);
  const queue = await putQueue(api, undefined, {
    name: queueName,
    members: [{ userId: ids.get('bob') ?? '', skills: {} }],
    ringSeconds: 30,
    wrapUpSeconds: 5,
    callbackDigit: '1',
    announcesPosition: true,
    announceEverySeconds: 15,
  });
  await leadToQueue(api, queue, extension);
}

/** Bob at his desk, signed in to the queue and at lunch. */
async function atLunch(bob: Person): Promise<AgentDesk> {
  const desk = new AgentDesk(bob.page);
  await desk.signIn(queueName);
  await desk.choose('Lunch');
  await desk.shows('Paused: Lunch');
  return desk;
}

async function asksForCallback(caller: Person): Promise<void> {
  await caller.phone.call(extension);
  await hearsSpeech(caller);
  await caller.phone.dial(queueName, '1');
  // "Thank you. We will call you back": then the plan hangs up.
  await caller.phone.hasNoCall(queueName, 20_000);
}

async function agentIsOffered(bob: Person, caller: string, why: string | RegExp): Promise<void> {
  await bob.phone.isRinging(caller, 20_000);
  await bob.phone.says(caller, why);
}

test.describe('a caller who presses 1 and hangs up', () => {
  test('[D4] keeps the place: the agent is offered the callback before who came later, the caller is rung, both talk', async ({
    people,
    product,
  }) => {
    test.setTimeout(180_000);
    await returns(product);
    const [alice, bob, carol] = [await people.atPhone('alice'), await people.atPhone('bob'), await people.atPhone('carol')];
    const desk = await atLunch(bob);

    // Without the key hanging up loses the place.
    await alice.phone.call(extension);
    await desk.shows(/1 waits/);
    await alice.phone.hangUpAll();
    await desk.shows('Nobody waits');
    await expect(desk.region).not.toContainText('callback');

    await asksForCallback(alice);
    await desk.shows('1 callback');
    await expect
      .poll(async () => (await newestWay(product, queueName, 'alice')).way[0], { message: 'how Alice left the queue' })
      .toBe('queue.callback');
    await carol.phone.call(extension);
    await desk.shows(/1 waits/);
    await bob.page.getByRole('button', { name: 'Show callbacks' }).click();
    const list = bob.page.getByRole('dialog', { name: 'Callbacks' });
    await expect(list.getByRole('listitem').filter({ hasText: 'Alice' })).toContainText('Waits for an agent');
    await expectNoFindings(bob.page, 'callbacks');
    await bob.page.screenshot({ path: 'test-results/callbacks.png' });
    await list.getByRole('button', { name: 'Close' }).last().click();

    await desk.choose('Ready');
    await agentIsOffered(bob, 'Alice', 'Callback, queue Returns');
    await bob.page.screenshot({ path: 'test-results/callback-offer.png' });
    await bob.phone.hasNoCall('Carol');
    await alice.phone.hasNoCall('Bob');
    await bob.phone.answer('Alice');
    await alice.phone.isRinging('Bob');
    await alice.phone.says('Bob', 'Callback, queue Returns');
    await alice.phone.answer('Bob');
    await bob.phone.isConnected('Alice');
    await alice.hears('bob');
    await bob.hears('alice');
    await carol.hearsMusic();
    await desk.shows('In a queue call');

    await alice.phone.hangUpAll();
    await desk.shows('Wrap-up');
    for (const person of [alice, bob])
      await expect(person.page.getByRole('button', { name: /, Callback, queue Returns/ }).first()).toBeVisible();
    await agentIsOffered(bob, 'Carol', 'Queue Returns');
    await bob.phone.press('Carol', 'Decline');
  });

  test('[D4] keeps it over a restart of the server; when it is cancelled nobody is rung', async ({ startProduct }) => {
    test.setTimeout(180_000);
    const before = await startProduct();
    await returns(before);
    const [alice, bob] = [await Person.arrive(before, 'alice'), await Person.arrive(before, 'bob')];
    await Promise.all([alice.atPhone(), bob.atPhone()]);
    const desk = await atLunch(bob);
    await asksForCallback(alice);
    await desk.shows('1 callback');

    before.kill('SIGKILL');
    await before.exited;
    const { dataDir, port, mediaPort } = before;
    await startProduct({ dataDir, port, mediaPort });
    for (const { phone } of [alice, bob]) await phone.isReachable(40_000);
    await desk.shows('1 callback', 20_000);
    await desk.choose('Ready');
    await agentIsOffered(bob, 'Alice', 'Callback, queue Returns');
    await bob.phone.press('Alice', 'Decline');
    await bob.phone.hasNoCall('Alice');

    await bob.page.getByRole('button', { name: 'Show callbacks' }).click();
    const list = bob.page.getByRole('dialog', { name: 'Callbacks' });
    await list.getByRole('button', { name: 'Cancel the callback to Alice' }).click();
    await bob.page.getByRole('alertdialog').getByRole('button', { name: 'Do not call back' }).click();
    await expect(list).toContainText('Nobody is to be called back');
    await expect(list.getByRole('listitem').filter({ hasText: 'Alice' })).toContainText('Cancelled');
    await bob.page.screenshot({ path: 'test-results/callbacks-ended.png' });
    await list.getByRole('button', { name: 'Close' }).last().click();
    // Declined offers come again after 5 s.
    await expect.poll(() => bob.page.getByRole('region', { name: 'Call with Alice' }).count(), { intervals: [7_000] }).toBe(0);
    for (const person of [alice, bob]) await person.leave();
  });

  test('[QU71] is offered it by an admin, with a key that has no other meaning', async ({ people, product }) => {
    const admin = await people.arrive('admin');
    await admin.signIn();
    const { page } = admin;
    await page.goto(`${product.url}/admin/queues`);
    await page.getByRole('main').getByRole('rowheader', { name: 'Service' }).click();
    const form = page.getByRole('dialog', { name: 'Edit queue' });
    const exitKey = form.getByRole('combobox', { name: 'Key that leaves the queue' });
    const callbackKey = form.getByRole('combobox', { name: 'Key that asks for a call back' });
    await exitKey.selectOption('1');
    await callbackKey.selectOption('1');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toContainText('Choose another key than the one that leaves the queue.');
    await expectNoFindings(page, 'a refused key');
    await page.screenshot({ path: 'test-results/callback-form.png' });
    await exitKey.selectOption('None');
    await callbackKey.selectOption('2');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toHaveCount(0);
    await page.getByRole('main').getByRole('rowheader', { name: 'Service' }).click();
    await expect(callbackKey).toHaveValue('2');
    await callbackKey.selectOption('None');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toHaveCount(0);
    await page.getByRole('button', { name: 'Callbacks' }).click();
    await expect(page.getByRole('dialog', { name: 'Callbacks' })).toContainText('Nobody is to be called back');
    await expectNoFindings(page, 'callbacks of all queues');
  });
});
