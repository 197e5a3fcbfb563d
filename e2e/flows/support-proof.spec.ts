import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { cannedRepliesSchema } from '../../protocol/support/session.ts';
import { spellingsIn } from '../../tools/proof/canary-search.ts';
import { ApiClient } from '../fixtures/api.ts';
import { clickThere, takeControl } from '../fixtures/controlled.ts';
import { cast } from '../fixtures/person.ts';
import { programs, programsOf, searchServer, searchWritten } from '../fixtures/server-memory.ts';
import { icePasswordIn, listenOn } from '../fixtures/relay-wire.ts';
import { SiteVisitor } from '../fixtures/site-visitor.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

/** Says the canary in a chat, a file, a clipboard, and by control; each arrived at the other side. */
async function sayEverywhere(canary: string, expert: SupportPage, visitor: SiteVisitor): Promise<void> {
  const { desk, site } = visitor;
  const chat = desk.getByRole('region', { name: 'Chat' });
  await chat.getByRole('textbox').fill(`${canary} in a chat`);
  await chat.getByRole('textbox').press('Enter');
  await expect(expert.chat).toContainText(canary);

  const name = `${canary}.txt`;
  const buffer = Buffer.from(`${canary} in a file\n`.repeat(9_000));
  await expert.page.getByLabel('Choose files').setInputFiles({ name, mimeType: 'text/plain', buffer });
  await visitor.answer(/files/u, 'Allow');
  await desk.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(expert.page.getByText('the same on both sides')).toBeVisible({ timeout: 20_000 });

  await expert.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await expert.ask('Ask for the clipboard');
  await visitor.answer(/clipboard/u, 'Allow');
  await expert.page.bringToFront();
  await expert.page.evaluate((words) => navigator.clipboard.writeText(words), `${canary} in a clipboard`);
  await expert.page.getByRole('region', { name: 'Clipboard' }).getByRole('button', { name: 'Send my clipboard' }).click();
  await expect(desk.getByRole('region', { name: 'Clipboard' })).toContainText(canary);

  await takeControl(expert, visitor);
  await clickThere(expert, visitor, '[name=message]');
  await expert.page.keyboard.insertText(`${canary} by control`);
  await expect(site.locator('[name=message]')).toHaveValue(`${canary} by control`);
}

test('[R3] [SU242] nothing of a session is in the memory, the files or the log of the server, in any spelling; what it may know is found', async ({
  people,
  product,
}) => {
  test.setTimeout(240_000);
  const canary = `canary-${randomBytes(6).toString('hex')}-blue-heron`;
  const control = `control-${randomBytes(6).toString('hex')}-red-kite`;
  const [expert, visitor] = await Promise.all([expertAt(people), SiteVisitor.arrive(product)]);
  try {
    const heard = listenOn(expert.page);
    const { code } = await expert.begin();
    await visitor.join(code);
    await expert.isSealed();
    await visitor.share();
    await expect(expert.page.getByText('Can be controlled: Order a desk lamp')).toBeVisible({ timeout: 20_000 });
    await sayEverywhere(canary, expert, visitor);

    // The search finds what the server is meant to read: a ready answer of the tenant, and what its media worker made.
    const admin = await ApiClient.signIn(product, cast.admin.email);
    const { version } = cannedRepliesSchema.parse(await admin.expect('GET', '/api/support/canned-replies'));
    await admin.expect('PUT', '/api/support/canned-replies', { items: [{ title: 'Control', text: control }], version });
    expect(programsOf(await searchServer(product, control))).toEqual(expect.arrayContaining(['node', 'postgres']));
    expect(programsOf(await searchServer(product, icePasswordIn(heard)))).toEqual(expect.arrayContaining(['node', 'mediasoup-worke']));
    const written = (await searchWritten(product, control)).map(({ place }) => place);
    expect(written, 'in the write-ahead log').toContainEqual(expect.stringContaining('pg_wal'));
    expect(
      heard.some((bytes) => spellingsIn(bytes, 'clientNumber').includes('utf-8')),
      'the wire was heard',
    ).toBe(true);

    expect(await searchServer(product, canary), `in the memory of ${programs.join(', ')}`).toEqual([]);
    expect(await searchWritten(product, canary), 'in files and log').toEqual([]);
    expect(
      heard.flatMap((bytes) => spellingsIn(bytes, canary)),
      'on the wire',
    ).toEqual([]);
  } finally {
    await visitor.leave();
  }
});
