import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

for (const { width, height } of [
  { width: 1_280, height: 800 },
  { width: 360, height: 640 },
])
  test(`[UI110] [SU81] at ${String(width)} px, whoever gives a session away sees their colleagues’ names, and takes one by hand or by keys`, async ({
    people,
  }) => {
    const alice = await expertAt(people);
    const { page } = alice;
    await page.setViewportSize({ width, height });
    await alice.begin();
    await page.getByRole('button', { name: 'Give to a colleague' }).click();
    const dialog = page.getByRole('dialog', { name: 'Give this session to a colleague' });
    const field = dialog.getByRole('textbox', { name: 'Colleague' });
    await expect(dialog.getByRole('listbox'), 'control: nothing was typed').toHaveCount(0);
    await field.fill('Bo');
    const bob = dialog.getByRole('option', { name: /^Bob/u });
    await expect(bob).toBeInViewport({ ratio: 1 });
    // In sight is not enough: what is cut off by the dialog, or covered by its buttons, is not what a pointer meets there.
    await expect
      .poll(() =>
        bob.evaluate((option) => {
          const { left, right, top, bottom } = option.getBoundingClientRect();
          const corners = [left + 4, right - 4].flatMap((x) => [top + 4, bottom - 4].map((y) => document.elementFromPoint(x, y)));
          return corners.every((met) => met !== null && option.contains(met));
        }),
      )
      .toBe(true);
    await expectNoFindings(page, 'colleagues suggested in a dialog');
    await page.screenshot({ path: test.info().outputPath(`give-${String(width)}.png`) });
    await page.keyboard.press('Escape');
    await expect(dialog.getByRole('listbox'), 'Escape closes the list').toHaveCount(0);
    await expect(dialog, 'and not the dialog').toBeVisible();
    await field.fill('Bob');
    await bob.click();
    await expect(field).toHaveValue(/^Bob/u);
    await field.fill('Bo');
    await expect(bob).toBeVisible();
    await field.press('ArrowDown');
    await field.press('Enter');
    await dialog.getByRole('button', { name: 'Give', exact: true }).click();
    await expect(page.getByText(/Bob/u).first()).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });
