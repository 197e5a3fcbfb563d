import { expect } from '@playwright/test';
import { planListSchema, planRunListSchema, type PlanRun } from '../../protocol/dialplan/api.ts';
import { scheduleListSchema } from '../../protocol/dialplan/schedules-api.ts';
import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import type { Product } from '../fixtures/product.ts';
import { hearsSpeech } from '../fixtures/speech.ts';
import { test } from '../fixtures/test.ts';

/** The demo's main line. */
const line = 'Main line';

/** The way of the newest call through the main line, `node.exit`. */
async function wayOf(product: Product): Promise<{ readonly run: PlanRun; readonly way: readonly string[] }> {
  const api = await ApiClient.signIn(product, cast.admin.email);
  const { items } = planListSchema.parse(await api.expect('GET', '/api/plans'));
  const id = items.find(({ name }) => name === line)?.id ?? '';
  const [run] = planRunListSchema.parse(await api.expect('GET', `/api/plans/${id}/runs`)).items;
  if (!run) throw new Error('no call went through the main line');
  return { run, way: run.path.map(({ nodeId, exit }) => `${nodeId}.${exit ?? ''}`) };
}

test.describe('a call into a dial plan', () => {
  test('[D1] [SP84] Alice dials the main line, hears the menu, presses 1 and talks to Bob; the way is kept with the call, and told', async ({
    people,
    product,
  }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('200');
    await alice.phone.isConnected(line);
    await hearsSpeech(alice);
    await alice.phone.dial(line, '1');
    await bob.phone.isRinging('Alice');
    await bob.phone.says('Alice', line);
    await bob.phone.answer('Alice');
    await bob.phone.isConnected('Alice');
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    await bob.phone.press('Alice', 'Hang up');
    await alice.phone.hasNoCall('Bob');
    await expect.poll(async () => (await wayOf(product)).run.end, { timeout: 10_000 }).toBe('talk-over');
    expect((await wayOf(product)).way).toEqual(['hours.open', 'menu.option:key-1', 'option-1.answered']);

    let asked = 0;
    await alice.page.route(/\/api\/calls\/[^/]+\/path$/u, async (route) => {
      asked += 1;
      await route.continue();
    });
    const newest = alice.page.getByRole('list', { name: 'Recent calls' }).getByRole('listitem').first();
    await expect(newest.getByText(`Way through ${line}`)).toBeVisible();
    expect(asked, 'read when it is opened').toBe(0);
    await newest.getByText(`Way through ${line}`).click();
    const steps = newest.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    await expect(steps).toHaveCount(3);
    await expect(steps.nth(1)).toContainText(/· .*1/u);
    await expect(steps.nth(2)).toContainText('Answered');
    expect(asked).toBe(1);
    const dave = await ApiClient.signIn(product, cast.dave.email);
    expect((await dave.send('GET', `/api/calls/${(await wayOf(product)).run.callId}/path`)).status, 'who was not in it').toBe(404);
  });

  test('[D1] keys are heard while the menu is still speaking, and a wrong one is told', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('200');
    await alice.phone.isConnected(line);
    await alice.phone.dial(line, '9');
    await hearsSpeech(alice);
    await alice.page.getByRole('button', { name: '1', exact: true }).click();
    await bob.phone.isRinging('Alice');
  });

  test('[D1] 2 rings the group: everybody in it rings, the first one who answers talks', async ({ people, product }) => {
    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    await alice.phone.call('200');
    await alice.phone.isConnected(line);
    await alice.phone.dial(line, '2');
    await Promise.all([bob.phone.isRinging('Alice'), carol.phone.isRinging('Alice')]);
    await carol.phone.says('Alice', 'Support');
    await alice.hearsMusic();
    await carol.phone.answer('Alice');
    await Promise.all([alice.hears('carol'), carol.hears('alice'), bob.phone.hasNoCall('Alice')]);
    await alice.phone.hangUpAll();
    await expect.poll(async () => (await wayOf(product)).run.end, { timeout: 10_000 }).toBe('talk-over');
    expect((await wayOf(product)).way).toEqual(['hours.open', 'menu.option:key-2', 'option-2.answered']);
  });

  test('[D1] when a supervisor closes, callers are told and led to the voicemail; opened again, they come to the menu', async ({
    people,
    product,
  }) => {
    const carol = await ApiClient.signIn(product, cast.carol.email);
    const { items } = scheduleListSchema.parse(await carol.expect('GET', '/api/schedules'));
    const hours = `/api/schedules/${items[0]?.id ?? ''}/override`;
    const alice = await people.atPhone('alice');
    await carol.expect('PUT', hours, { override: { period: 'closed', untilMs: null } });
    await alice.phone.call('200');
    await hearsSpeech(alice);
    await expect.poll(async () => (await wayOf(product)).way.slice(0, 2), { timeout: 20_000 }).toEqual(['hours.closed', 'closed.done']);
    await alice.phone.hangUpAll();
    await expect.poll(() => product.metric('dialplan_calls')).toBe(0);
    await carol.expect('PUT', hours, { override: null });
    await alice.phone.call('200');
    await alice.phone.isConnected(line);
    await expect.poll(async () => (await wayOf(product)).way[0]).toBe('hours.open');
  });

  test('[D1] who presses nothing is asked twice more and then led on', async ({ people, product }) => {
    test.setTimeout(150_000);
    const alice = await people.atPhone('alice');
    await alice.phone.call('200');
    await alice.phone.isConnected(line);
    await hearsSpeech(alice);
    await expect.poll(async () => (await wayOf(product)).way[1], { timeout: 90_000, intervals: [2_000] }).toBe('menu.timeout');
    expect((await wayOf(product)).way.slice(0, 3)).toEqual(['hours.open', 'menu.timeout', expect.stringMatching(/^box\./u)]);
  });

  test('[D1] the call goes on when the page is loaded anew: the menu speaks again and takes the key', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('200');
    await alice.phone.isConnected(line);
    await hearsSpeech(alice);
    await alice.page.reload();
    await alice.phone.isConnected(line, 20_000);
    await hearsSpeech(alice);
    await alice.phone.dial(line, '1');
    await bob.phone.isRinging('Alice');
    await bob.phone.answer('Alice');
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
  });

  test('[D1] a caller who hangs up in the menu leaves nothing behind', async ({ people, product }) => {
    const alice = await people.atPhone('alice');
    await alice.phone.call('200');
    await alice.phone.isConnected(line);
    await hearsSpeech(alice);
    await alice.phone.press(line, 'Hang up');
    await expect.poll(async () => (await wayOf(product)).run.end, { timeout: 10_000 }).toBe('caller-left');
    await expect.poll(() => product.metric('dialplan_calls')).toBe(0);
  });
});
