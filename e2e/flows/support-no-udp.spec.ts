import { expect } from '@playwright/test';
import { customerToneHz, type Customer } from '../fixtures/customer.ts';
import { test } from '../fixtures/far-customer.ts';
import { expectTone } from '../fixtures/hearing.ts';
import { protocolsOf } from '../fixtures/media-way.ts';
import { cast } from '../fixtures/person.ts';
import type { SupportPage } from '../pages/support-page.ts';

const isBlocked = /a firewall blocks UDP/u;

/** Picture and voice of the customer arrive, and the expert's voice. */
async function showAndTalk(expert: SupportPage, customer: Customer): Promise<void> {
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await customer.page.getByRole('button', { name: 'Talk' }).first().click();
  await expectTone(expert.page, customerToneHz, 20_000);
  await expert.page.getByRole('group', { name: 'Voice' }).getByRole('button', { name: 'Talk' }).click();
  await expectTone(customer.page, cast.alice.toneHz, 20_000);
  await expert.seesScreenGoOn();
}

/** What the customer's browser says of its way, as the expert reads it. */
async function wayTold(expert: SupportPage, customer: Customer): Promise<string> {
  await expert.ask('Ask for diagnostics');
  await customer.answer(/details of this browser/u, 'Allow');
  await customer.page.getByRole('button', { name: /^Send \d+ details$/u }).click();
  const way = expert.page.getByRole('region', { name: 'Diagnostics' }).getByText(/^Sending: /u);
  await expect(way).toBeVisible();
  return way.innerText();
}

test('[OP33] a network that lets no UDP out: picture and voices go by TCP, and the customer reads why they may stall', async ({
  namespace,
  expert,
  customer,
}) => {
  test.setTimeout(120_000);
  namespace.setUdp(false);
  await showAndTalk(expert, customer);
  expect(new Set(await protocolsOf(customer.page))).toEqual(new Set(['tcp']));
  expect(new Set(await protocolsOf(expert.page)), 'the expert’s network is another one').toEqual(new Set(['udp']));
  await expect(customer.page.getByText(isBlocked).first()).toBeVisible({ timeout: 15_000 });
  expect(await wayTold(expert, customer)).toMatch(/^Sending: TCP, .*; Receiving: TCP, /u);
});

test('[OP33] the same network, with UDP: all of it goes by UDP (control)', async ({ expert, customer }) => {
  test.setTimeout(120_000);
  await showAndTalk(expert, customer);
  for (const { page } of [customer, expert]) expect(new Set(await protocolsOf(page))).toEqual(new Set(['udp']));
  expect(await wayTold(expert, customer)).toMatch(/^Sending: UDP, .*; Receiving: UDP, /u);
  await expect(customer.page.getByText(isBlocked)).toHaveCount(0);
});

test('[OP34] UDP that is blocked in the middle of a session: the picture goes on by itself, by TCP', async ({
  namespace,
  expert,
  customer,
}) => {
  test.setTimeout(180_000);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  expect(await protocolsOf(customer.page)).toEqual(['udp']);
  namespace.setUdp(false);
  await expect.poll(() => protocolsOf(customer.page), { timeout: 90_000 }).toEqual(['tcp']);
  await expert.seesScreenGoOn();
});
