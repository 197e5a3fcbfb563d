import { expect } from '@playwright/test';
import { z } from 'zod';
import { ApiClient } from '../fixtures/api.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { test } from '../fixtures/test.ts';
import { SupportPage } from '../pages/support-page.ts';

const madeSchema = z.object({ id: z.uuid() });

test('[SU388] [SU389] [SU394] details say when a camera session’s content goes; an admin holds it, and nobody agrees with themselves', async ({
  people,
}) => {
  const person = await people.arrive('admin');
  await person.signIn();
  const { product, page } = person;
  const api = await ApiClient.signIn(product, 'admin@acme.test');
  const { id } = madeSchema.parse(await api.expect('POST', '/api/support/sessions', { kind: 'camera' }));
  const support = new SupportPage(page, product.url);
  await support.open();
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('img', { name: 'Camera' }) })
    .first();
  await expect(row, 'control: what runs has no time').not.toContainText('Gone');
  await api.expect('POST', `/api/support/sessions/${id}/end`, {});
  await expect(row).toContainText('Gone in 71 hours');
  await row.getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  const keeping = page.getByRole('dialog', { name: 'Session' }).getByRole('region', { name: 'How long content stays' });
  await expect(keeping).toContainText(/Gone in 71 hours, on /u);
  await keeping.getByRole('button', { name: 'Keep from deletion' }).click();
  await keeping.getByRole('button', { name: 'Keep from deletion' }).click();
  await expect(keeping, 'without a reason nothing is held').toContainText('Say why');
  await keeping.getByRole('textbox', { name: 'Reason' }).fill('Claim 4711');
  await keeping.getByRole('button', { name: 'Keep from deletion' }).click();
  await expect(keeping).toContainText(/Held by .+: Claim 4711/u);
  await expect(row).toContainText('Held');
  await expect(row).not.toContainText('Gone');
  await expectNoFindings(page, 'a held session');
  await keeping.getByRole('button', { name: 'Ask to lift it' }).click();
  await expect(keeping).toContainText('Somebody else has to agree');
  await expect(keeping.getByRole('button')).toHaveCount(0);
});
