import { expect, type Locator } from '@playwright/test';
import { importedPlanSchema, planDetailSchema } from '../../protocol/dialplan/api.ts';
import { kindOf, nodeSchema } from '../../protocol/dialplan/nodes/index.ts';
import { emptyPlan, type Plan } from '../../protocol/dialplan/plan.ts';
import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';
import { PlanEditorPage } from '../pages/plan-editor-page.ts';

const name = 'Large';
const columns = 13;

/** A chain of 130 nodes in rows: more than are drawn one by one from afar. */
function largePlan(): Plan {
  const nodes = Array.from({ length: 130 }, (_, index) =>
    nodeSchema.parse({
      id: `n${String(index)}`,
      kind: 'set-language',
      title: `Step ${String(index)}`,
      position: { x: (index % columns) * 320 + 240, y: Math.floor(index / columns) * 160 },
      settings: kindOf('set-language').defaults,
    }),
  );
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: `n${String(index)}`, exit: 'next', to: id }));
  return { ...emptyPlan(), nodes, edges: [{ from: 'start', exit: 'start', to: 'n0' }, ...edges] };
}

/** What the keyboard is at on the canvas. */
async function place(canvas: Locator): Promise<Locator> {
  const id = await canvas.getAttribute('aria-activedescendant');
  return canvas.locator(`[id="${id ?? ''}"]`);
}

test('[DE65] a large plan from afar: its parts are reached, named, moved and stored', async ({ people, product }) => {
  const api = await ApiClient.signIn(product, cast.admin.email);
  const imported = importedPlanSchema.parse(await api.expect('POST', '/api/plans/import', { name, file: largePlan() }));
  const admin = await people.arrive('admin', { viewport: { width: 1_700, height: 1_000 } });
  await admin.signIn();
  const plans = new PlanEditorPage(admin.page, admin.product.url);
  await plans.openList();
  await plans.open(name);
  await expect(plans.canvas.locator('[data-part]')).toHaveCount(0);

  await plans.canvas.press('Home');
  await expect(await place(plans.canvas)).toHaveAccessibleName(/^Start/u);
  for (const expected of [/^Start/u, /^Step 0,/u, /^Next/u, /^Step 1,/u]) {
    await plans.canvas.press('ArrowRight');
    await expect(await place(plans.canvas)).toHaveAccessibleName(expected);
  }

  await plans.canvas.press('Control+f');
  const field = admin.page.getByRole('dialog').getByRole('combobox');
  await field.fill('Step 40');
  await field.press('Enter');
  const card = plans.part('Step 40');
  await expect(card).toBeVisible();
  const before = await card.boundingBox();
  if (before === null) throw new Error('the card is not on screen');
  await admin.page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
  await admin.page.mouse.down();
  await admin.page.mouse.move(before.x + before.width / 2, before.y + before.height / 2 + 60, { steps: 5 });
  await admin.page.mouse.up();
  await plans.isSaved();
  const { draft } = planDetailSchema.parse(await api.expect('GET', `/api/plans/${imported.plan.id}`));
  const [moved, other] = ['n40', 'n41'].map((id) => draft.nodes.find((node) => node.id === id)?.position);
  expect(moved?.y).toBeGreaterThan(480 + 40);
  expect(other).toEqual({ x: 2 * 320 + 240, y: 480 });
});
