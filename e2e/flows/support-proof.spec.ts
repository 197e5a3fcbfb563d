import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { cannedRepliesSchema } from '../../protocol/support/session.ts';
import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

/** Looks for a text, as it is and in base64, in every file of a folder. */
async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const needles = [
    text,
    Buffer.from(text).toString('base64').replace(/=+$/u, '').slice(0, -2),
    Buffer.from(text, 'utf16le').toString('latin1'),
  ];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = (await readFile(path.join(entry.parentPath, entry.name))).toString('latin1');
    if (needles.some((needle) => content.includes(needle))) found.push(entry.name);
  }
  return found;
}

test('[R3] nothing that is said in a session is in the server’s files or log; the control is found', async ({ people, product }) => {
  const canary = 'canary-7f3b9d-blue-heron-42';
  const control = 'control-51c0aa-red-kite-17';
  const { expert, customer } = await inSession(people);
  await customer.write(canary);
  await expect(expert.chat).toContainText(canary);
  const admin = await ApiClient.signIn(product, cast.admin.email);
  // What the server is meant to read: a ready answer of the tenant.
  const { version } = cannedRepliesSchema.parse(await admin.expect('GET', '/api/support/canned-replies'));
  await admin.expect('PUT', '/api/support/canned-replies', { items: [{ title: 'Control', text: control }], version });
  await expect
    .poll(() => filesWith(product.dataDir, control), { timeout: 30_000, message: 'the search finds what is there' })
    .not.toEqual([]);
  expect(await filesWith(product.dataDir, canary)).toEqual([]);
  expect(product.log.join('\n')).not.toContain(canary);
});
