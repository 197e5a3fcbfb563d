import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { cannedRepliesSchema } from '../../protocol/support/session.ts';
import { spellingsIn } from '../../tools/proof/canary-search.ts';
import { ApiClient } from '../fixtures/api.ts';
import { enter, startCamera } from '../fixtures/camera-session.ts';
import type { Customer } from '../fixtures/customer.ts';
import { codeBeforeCamera, givePhone } from '../fixtures/fake-phone.ts';
import { cast } from '../fixtures/person.ts';
import { icePasswordIn, listenOn } from '../fixtures/relay-wire.ts';
import { programs, programsOf, searchServer, searchWritten } from '../fixtures/server-memory.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

/** Camera and voice on, a still with a note, a code read. @returns a part from the still's middle, which no other picture has */
async function filmAndNote(expert: SupportPage, customer: Customer, note: string): Promise<Buffer> {
  await enter(expert, customer);
  await startCamera(expert, customer);
  const { page } = expert;
  await page.getByRole('button', { name: 'Freeze and draw' }).click();
  await expect(page.getByRole('region', { name: 'Customer screen' }).locator('img')).toBeVisible({ timeout: 20_000 });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save still 1' }).click();
  const picture = await readFile(await (await saving).path());
  await page.getByRole('textbox', { name: 'Note on still 1' }).fill(note);
  await page.getByRole('textbox', { name: 'Note on still 1' }).press('Enter');
  await page.getByRole('button', { name: 'Read code' }).click();
  await expect(page.getByRole('region', { name: 'Codes read' }).getByRole('textbox')).toHaveValue(codeBeforeCamera, { timeout: 20_000 });
  expect(picture.length, 'the still is here').toBeGreaterThan(20_000);
  return picture.subarray(10_000, 10_064);
}

test('[SU361] nothing of a camera’s still, note and code is in the server’s memory, its wire, its files or its log; what it may know is found', async ({
  people,
  product,
}) => {
  test.setTimeout(170_000);
  const note = `canary-${randomBytes(6).toString('hex')}-green-owl`;
  const control = `control-${randomBytes(6).toString('hex')}-grey-goose`;
  const [expert, customer] = await Promise.all([expertAt(people), people.customer({ isPhone: true })]);
  await givePhone(customer.page, { hasShutter: true });
  const heard = listenOn(expert.page);
  const heardOfCustomer = listenOn(customer.page);
  const still = await filmAndNote(expert, customer, note);

  const admin = await ApiClient.signIn(product, cast.admin.email);
  // What the server is meant to read: a ready answer of the tenant, and what its media worker made.
  const { version } = cannedRepliesSchema.parse(await admin.expect('GET', '/api/support/canned-replies'));
  await admin.expect('PUT', '/api/support/canned-replies', { items: [{ title: 'Control', text: control }], version });
  expect(programsOf(await searchServer(product, control))).toEqual(expect.arrayContaining(['node', 'postgres']));
  expect(programsOf(await searchServer(product, icePasswordIn(heard)))).toEqual(expect.arrayContaining(['node', 'mediasoup-worke']));
  expect(await searchWritten(product, control), 'control: found in files').not.toEqual([]);
  for (const wire of [heard, heardOfCustomer])
    expect(
      wire.some((bytes) => spellingsIn(bytes, 'clientNumber').length > 0),
      'control: the wire was heard',
    ).toBe(true);

  for (const [what, secret] of Object.entries({ note, code: codeBeforeCamera, still })) {
    expect(await searchServer(product, secret), `${what} in the memory of ${programs.join(', ')}`).toEqual([]);
    expect(await searchWritten(product, secret), `${what} in files and log`).toEqual([]);
    expect(
      [...heard, ...heardOfCustomer].flatMap((bytes) => spellingsIn(bytes, secret)),
      `${what} on the wire`,
    ).toEqual([]);
  }
});
