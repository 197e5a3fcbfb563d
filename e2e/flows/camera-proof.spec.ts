import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { cannedRepliesSchema } from '../../protocol/support/session.ts';
import { ApiClient } from '../fixtures/api.ts';
import { inCamera } from '../fixtures/camera-session.ts';
import { codeBeforeCamera } from '../fixtures/fake-phone.ts';
import { cast } from '../fixtures/person.ts';
import { filesHolding } from '../fixtures/server-files.ts';
import { test } from '../fixtures/test.ts';

test('[SU361] nothing of a camera’s stills, notes and codes is in the server’s files or log; the control is found', async ({
  people,
  product,
}) => {
  const [note, control] = ['canary-note-93ab-green-owl', 'control-70fe-grey-goose'];
  const { expert } = await inCamera(people, { hasShutter: true });
  await expert.page.getByRole('button', { name: 'Freeze and draw' }).click();
  await expect(expert.page.getByRole('region', { name: 'Customer screen' }).locator('img')).toBeVisible({ timeout: 20_000 });
  const saving = expert.page.waitForEvent('download');
  await expert.page.getByRole('button', { name: 'Save still 1' }).click();
  const picture = await readFile(await (await saving).path());
  await expert.page.getByRole('textbox', { name: 'Note on still 1' }).fill(note);
  await expert.page.getByRole('textbox', { name: 'Note on still 1' }).press('Enter');
  await expert.page.getByRole('button', { name: 'Read code' }).click();
  await expect(expert.page.getByRole('region', { name: 'Codes read' }).getByRole('textbox')).toHaveValue(codeBeforeCamera, {
    timeout: 20_000,
  });

  const admin = await ApiClient.signIn(product, cast.admin.email);
  // What the server is meant to read: a ready answer of the tenant.
  const { version } = cannedRepliesSchema.parse(await admin.expect('GET', '/api/support/canned-replies'));
  await admin.expect('PUT', '/api/support/canned-replies', { items: [{ title: 'Control', text: control }], version });
  await expect
    .poll(() => filesHolding(product.dataDir, Buffer.from(control)), { timeout: 30_000, message: 'the search finds what is there' })
    .not.toEqual([]);
  for (const secret of [note, codeBeforeCamera]) {
    expect(await filesHolding(product.dataDir, Buffer.from(secret)), secret).toEqual([]);
    expect(product.log.join('\n')).not.toContain(secret);
  }
  expect(picture.length, 'the still is here').toBeGreaterThan(20_000);
  // A part from its middle, which no other picture has.
  expect(await filesHolding(product.dataDir, picture.subarray(10_000, 10_064)), 'the still').toEqual([]);
});
