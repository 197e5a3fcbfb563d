import { expect } from '@playwright/test';
import { nodeKinds } from '../../protocol/dialplan/nodes/index.ts';
import { planListSchema } from '../../protocol/dialplan/api.ts';
import { ringGroupListSchema } from '../../protocol/telephony/groups.ts';
import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import { newestWay, publishPlan } from '../fixtures/plans.ts';
import { userIds } from '../fixtures/queues.ts';
import { test } from '../fixtures/test.ts';
import { PlanEditorPage } from '../pages/plan-editor-page.ts';

const wide = { viewport: { width: 1_700, height: 1_000 } } as const;
const line = 'Two choices';
const extension = '280';

/** A menu: 1 rings Bob, 2 rings the group Support; whatever leads nowhere else hangs up. */
async function publishTwoChoices(api: ApiClient): Promise<string> {
  const { items } = ringGroupListSchema.parse(await api.expect('GET', '/api/admin/ring-groups'));
  const groupId = items.find(({ name }) => name === 'Support')?.id ?? '';
  const userId = (await userIds(api, ['bob'])).get('bob') ?? '';
  const ring = nodeKinds.ring.defaults;
  return publishPlan(api, {
    name: line,
    extension,
    nodes: [
      {
        id: 'menu',
        kind: 'attendant',
        title: 'Menu',
        position: { x: 0, y: 100 },
        settings: {
          ...nodeKinds.attendant.defaults,
          sounds: [{ kind: 'phrase', phrase: 'enter-extension' }],
          options: [
            { id: 'o1', keys: '1', label: 'Bob' },
            { id: 'o2', keys: '2', label: 'Support' },
          ],
        },
      },
      {
        id: 'bob',
        kind: 'ring',
        title: 'Only Bob',
        position: { x: 320, y: 0 },
        settings: { ...ring, targets: [{ kind: 'user', userId }] },
      },
      {
        id: 'support',
        kind: 'ring',
        title: 'All of support',
        position: { x: 320, y: 240 },
        settings: { ...ring, targets: [{ kind: 'ring-group', groupId }] },
      },
      { id: 'end', kind: 'hang-up', title: 'The end', position: { x: 640, y: 100 }, settings: nodeKinds['hang-up'].defaults },
    ],
    edges: [
      { from: 'start', exit: 'start', to: 'menu' },
      { from: 'menu', exit: 'option:o1', to: 'bob' },
      { from: 'menu', exit: 'option:o2', to: 'support' },
      ...['timeout', 'invalid'].map((exit) => ({ from: 'menu', exit, to: 'end' })),
      ...['bob', 'support'].flatMap((from) => ['no-answer', 'busy', 'unreachable'].map((exit) => ({ from, exit, to: 'end' }))),
    ],
  });
}

test.describe.serial('[D2] simulator, linter, versions', () => {
  test('who presses 2 in the simulator lights the way that the real call’s log then shows', async ({ people, product }) => {
    const id = await publishTwoChoices(await ApiClient.signIn(product, cast.admin.email));
    const admin = await people.arrive('admin', wide);
    await admin.signIn();
    await admin.page.goto(`${product.url}/plans/${id}`);
    const plans = new PlanEditorPage(admin.page, product.url);
    await admin.page.getByRole('button', { name: 'Simulate', exact: true }).click();
    await admin.page.getByRole('textbox', { name: 'Presses' }).fill('2');
    await admin.page.getByRole('combobox', { name: 'Support', exact: true }).selectOption({ label: 'answers' });
    await admin.page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(plans.part('All of support')).toHaveAccessibleName(/step 2/);
    const simulated = await plans.litSteps();
    expect(simulated).toEqual(['Menu, step 1', 'All of support, step 2']);

    const [alice, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('carol')]);
    await alice.phone.call(extension);
    await alice.phone.isConnected(line);
    await alice.phone.dial(line, '2');
    await carol.phone.isRinging('Alice');
    await carol.phone.answer('Alice');
    await alice.hears('carol');
    await alice.phone.hangUpAll();
    await expect.poll(async () => (await newestWay(product, line)).end, { timeout: 10_000 }).toBe('talk-over');
    expect((await newestWay(product, line)).way).toEqual(['Menu.option:o2', 'All of support.answered']);

    await admin.page.getByRole('button', { name: 'Start over' }).click();
    expect(await plans.litSteps()).toEqual([]);
    await admin.page.getByRole('tab', { name: 'Live' }).click();
    await admin.page.getByRole('button', { name: 'Show the way of Alice' }).first().click();
    await expect.poll(() => plans.litSteps()).toEqual(simulated);
  });

  test('a plan with an exit that leads nowhere is not published, and says which; one click brings a version back', async ({
    people,
    product,
  }) => {
    const admin = await people.arrive('admin', wide);
    await admin.signIn();
    const plans = new PlanEditorPage(admin.page, product.url);
    await plans.openList();
    await plans.open(line);
    await plans.select('Menu');
    await admin.page.getByRole('button', { name: 'Disconnect Timeout' }).click();
    await plans.isSaved();
    await admin.page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = admin.page.getByRole('dialog', { name: /^Publish/ });
    await expect(dialog.getByText('The exit “Timeout” leads nowhere', { exact: false })).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Publish now' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    // The server would not have it either.
    const api = await ApiClient.signIn(product, cast.admin.email);
    const { items } = planListSchema.parse(await api.expect('GET', '/api/plans'));
    const plan = items.find(({ name }) => name === line);
    if (!plan) throw new Error('the plan is gone');
    const answer = await api.expect('POST', `/api/plans/${plan.id}/publish`, { revision: plan.revision, publishedVersion: 1, note: '' });
    expect(answer).toMatchObject({ outcome: 'refused', findings: [{ rule: 'attendant-exit-unconnected', planNodeId: 'menu' }] });

    await admin.page.getByRole('button', { name: 'Versions', exact: true }).click();
    await admin.page.getByRole('button', { name: 'Restore version 1' }).click();
    await plans.leadsTo('Menu', 'Timeout', 'The end');
    await plans.isSaved();
    await plans.publish('as it was');
  });
});
