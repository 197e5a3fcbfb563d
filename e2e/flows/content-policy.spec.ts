import { expect, type Page } from '@playwright/test';
import { Person } from '../fixtures/person.ts';
import { staffPages } from '../fixtures/staff-pages.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import { PlanEditorPage } from '../pages/plan-editor-page.ts';

// What a page refused is looked at after every flow (fixtures/test.ts); here all pages are walked for it.

/** Dialogs of entries that the demo has. */
const entries: Readonly<Record<string, string>> = { '/admin/ring-groups': 'Support', '/admin/queues': 'Service' };

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('[SU592] no page of staff does what its policy refuses: every page, dialogs, the menu, the palette', async ({ people, product }) => {
  test.setTimeout(240_000);
  const admin = await people.arrive('admin');
  const { page, policy } = admin;
  await admin.signIn();
  const linked = new Set<string>();
  for (const path of [...staffPages, '/admin/sealing', '/support/00000000-0000-4000-8000-000000000001']) {
    await page.goto(`${product.url}${path}`);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    const links = page.getByRole('navigation').getByRole('link');
    for (const link of await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))) linked.add(link);
    const entry = entries[path];
    if (entry !== undefined) {
      await page.getByRole('main').getByRole('rowheader', { name: entry }).click();
      await page.getByRole('dialog').waitFor();
      await closeDialog(page);
    }
    expect(policy.refused, path).toEqual([]);
  }
  const walked = new Set([...staffPages, '/admin/sealing']);
  expect(
    [...linked].filter((path) => !walked.has(path) && path !== '/admin'),
    'pages that are linked, and were not walked',
  ).toEqual([]);
  expect(linked.size).toBeGreaterThan(15);
  await page.goto(`${product.url}/phone`);
  await page.getByRole('button', { name: /^Account of/u }).click();
  await expect(page.getByRole('menuitem').or(page.getByRole('menuitemradio')).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('queue');
  await closeDialog(page);
  expect(policy.refused).toEqual([]);
});

test('[SU592] nor does the plan editor, with nodes dragged, lines drawn, a call simulated and versions shown', async ({ people }) => {
  const admin = await people.arrive('admin', { viewport: { width: 1_700, height: 1_000 } });
  const { page, policy } = admin;
  await admin.signIn();
  const plans = new PlanEditorPage(page, admin.product.url);
  await plans.openList();
  await plans.create(`Policy ${String(Date.now())}`);
  await plans.drag('Hang up', { x: 0.6, y: 0.4 });
  await plans.drawLine('Start', '', 'Hang up');
  await plans.select('Hang up');
  await plans.rename('The end');
  await page.getByRole('button', { name: 'Further away' }).click();
  await plans.goTo('The end');
  await page.getByRole('button', { name: 'Simulate', exact: true }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('list', { name: 'Way of the call' }).waitFor();
  await page.getByRole('button', { name: 'Versions', exact: true }).click();
  await page.getByRole('button', { name: 'Show as a list' }).click();
  await page.getByRole('list', { name: 'Plan', exact: true }).waitFor();
  expect(policy.refused).toEqual([]);
});

test('[SU592] nor do the console and the customer’s page: a screen, drawings, a question, a note', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  for (const tool of ['Pen', 'Arrow', 'Box']) {
    await expert.choose(tool);
    await expert.draw([0.2, 0.3], [0.6, 0.7]);
  }
  await expert.page.getByRole('button', { name: '1:1' }).click();
  await expert.page.getByRole('button', { name: 'Take still' }).click();
  await expert.ask('Ask for the clipboard');
  await customer.answer(/clipboard/u, 'Allow');
  await expert.write('A line');
  await expect(customer.chat).toContainText('A line');
  await customer.page.getByRole('button', { name: 'Stop sharing', exact: true }).first().click();
  await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  expect(customer.policy.refused).toEqual([]);
});

test('[SU591] what the library of controls inserts is in force: behind a dialog of an iPhone nothing scrolls', async ({ people }) => {
  const admin = await people.arrive('admin');
  const { page, product } = admin;
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'userAgentData', { value: undefined });
    Object.defineProperty(navigator, 'platform', { value: 'iPhone' });
  });
  await admin.signIn();
  await page.goto(`${product.url}/admin/queues`);
  const styleOf = (selector: string, name: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, wanted) => getComputedStyle(element).getPropertyValue(wanted), name);
  expect(await styleOf('main', 'overscroll-behavior')).toBe('auto');
  await page.getByRole('main').getByRole('rowheader', { name: 'Service' }).click();
  await page.getByRole('dialog').waitFor();
  await expect.poll(() => styleOf('main', 'overscroll-behavior')).toBe('contain');
  await closeDialog(page);
  await expect.poll(() => styleOf('main', 'overscroll-behavior')).toBe('auto');
});

test('[SU592] a style that somebody plants is refused on pages of staff and of customers, and noticed (control)', async ({ product }) => {
  const alice = await Person.arrive(product, 'alice');
  const { page, policy } = alice;
  await alice.signIn();
  for (const path of ['/phone', '/j']) {
    await page.goto(`${product.url}${path}`);
    await page.getByRole('main').first().waitFor();
    const before = policy.refused.length;
    const colours = await page.evaluate(() => {
      const style = Object.assign(document.createElement('style'), { textContent: 'body { color: rgb(1, 2, 3) }' });
      document.head.append(style);
      const element = document.createElement('p');
      element.setAttribute('style', 'color: rgb(1, 2, 3)');
      document.body.append(element);
      const picture = new Image();
      picture.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
      return [getComputedStyle(document.body).color, getComputedStyle(element).color];
    });
    expect(colours, path).not.toContain('rgb(1, 2, 3)');
    await expect.poll(() => policy.refused.length, path).toBe(before + 3);
    const [element = '', attribute = '', picture = ''] = policy.refused.slice(before).toSorted((one, other) => other.localeCompare(one));
    expect([element, attribute, picture].map((line) => line.split(':')[0])).toEqual(['style-src-elem', 'style-src-attr', 'img-src']);
  }
  await alice.leave();
});
