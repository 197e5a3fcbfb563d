import { expect } from '@playwright/test';
import { expectTone } from '../fixtures/hearing.ts';
import { cast } from '../fixtures/person.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[R7] [SU131] [SU402] details of the browser are looked through item by item; the expert gets those that stayed, and no other', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  const got = expert.page.getByRole('region', { name: 'Diagnostics' });
  const preview = customer.page.getByRole('region', { name: 'Details of this browser' });
  await expect(preview).toHaveCount(0);
  await expert.ask('Ask for diagnostics');
  await customer.answer(/details of this browser/u, 'Allow');
  await expect(preview).toContainText(/Alice .*asks for these/u);
  const items = preview.getByRole('listitem');
  const shown = new Map<string, string>();
  await expect(items.first()).toBeVisible();
  for (const item of await items.all()) {
    const [key = '', value = ''] = await item.locator('span > span').allTextContents();
    shown.set(key, value);
  }
  for (const key of [
    'Connection',
    'Way to the server',
    'Way of picture and voice',
    'Cameras',
    'Microphones',
    'Graphics',
    'Storage used',
    'Permission: camera',
    'Browser',
  ])
    expect([...shown.keys()]).toContain(key);
  expect(shown.get('Browser')).toBe(await customer.page.evaluate(() => navigator.userAgent));
  expect(shown.get('Permission: camera')).toBe('allowed');
  expect(shown.get('Cameras')).toBe(
    await customer.page.evaluate(async () =>
      String((await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput').length),
    ),
  );
  expect(shown.get('Time zone')).toBe(await customer.page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone));
  expect(shown.get('Way to the server')).toMatch(/^http\/1\.1, \d+ ms$/u);
  expect(shown.get('Way of picture and voice'), 'nothing is shown yet').toMatch(/^none at the moment/u);
  await expect(got, 'nothing goes before the click').toHaveCount(0);
  for (const left of ['Graphics', 'Time zone']) {
    await preview.getByRole('checkbox', { name: left }).uncheck();
    shown.delete(left);
  }
  await preview.getByRole('button', { name: `Send ${String(shown.size)} details` }).click();
  await expect(preview).toHaveCount(0);
  await expect(got).toBeVisible();
  const [keys, values] = await Promise.all([got.getByRole('term').allTextContents(), got.getByRole('definition').allTextContents()]);
  expect(keys.map((key, at) => [key, values[at]])).toEqual([...shown]);
  await expect(expert.capability('Diagnostics'), 'with sending the permission ends').not.toContainText('Allowed');
});

test('[R7] [SU402] “Send nothing” sends nothing, and the permission ends', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await expert.ask('Ask for diagnostics');
  await customer.answer(/details of this browser/u, 'Allow');
  const preview = customer.page.getByRole('region', { name: 'Details of this browser' });
  await preview.getByRole('button', { name: 'Send nothing' }).click();
  await expect(preview).toHaveCount(0);
  await expect(expert.capability('Diagnostics')).not.toContainText('Allowed');
  await customer.write('That is private');
  await expect(expert.chat).toContainText('That is private');
  await expect(expert.page.getByRole('region', { name: 'Diagnostics' })).toHaveCount(0);
});

test('[R7] [SU595] the way of picture and voice is what the browser says of its chosen pair: seen by the customer first, then by the expert; taken out, it is not sent', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  const got = expert.page.getByRole('region', { name: 'Diagnostics' });
  const preview = customer.page.getByRole('region', { name: 'Details of this browser' });
  const item = preview.getByRole('listitem').filter({ hasText: 'Way of picture and voice' });
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expert.ask('Ask for diagnostics');
  await customer.answer(/details of this browser/u, 'Allow');
  const sending = /Sending: UDP, (host|srflx|prflx) → host, \d+ ms$/u;
  await expect(item).toHaveText(sending);
  await preview.getByRole('button', { name: /^Send \d+ details$/u }).click();
  await expect(got).toContainText(/Sending: UDP, \w+ → host, \d+ ms/u);
  expect(await got.innerText(), 'no address of this machine or the server').not.toMatch(/\d+\.\d+\.\d+\.\d+:|127\.0\.0\.1|\.local/u);

  await expert.page.getByRole('group', { name: 'Voice' }).getByRole('button', { name: 'Talk' }).click();
  await expectTone(customer.page, cast.alice.toneHz, 20_000);
  await expert.ask('Ask for diagnostics');
  await customer.answer(/details of this browser/u, 'Allow');
  await expect(item).toContainText(/Sending: UDP.*; Receiving: UDP/u);
  await item.getByRole('checkbox').uncheck();
  await preview.getByRole('button', { name: /^Send \d+ details$/u }).click();
  await expect(got).toBeVisible();
  await expect(got).not.toContainText('Way of picture and voice');
});
