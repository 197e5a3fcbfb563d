import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

const tool = fileURLToPath(new URL('../../tools/receipt/verify.ts', import.meta.url));

interface Verdict {
  readonly code: number;
  readonly text: string;
}

/** What `npm run receipt:verify` says of the receipt that a page saves. */
async function verdictOn(page: Page, button: string): Promise<Verdict> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const path = await (await download).path();
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [tool, path], (_, text) => resolve({ code: child.exitCode ?? -1, text }));
  });
}

const customersButton = 'Save the signed receipt';
const expertsButton = 'Save the receipt';
const whole = 'OK. Times are the parties’ own.';

async function endByExpert(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
}

test('[SE117] [SE118] [SU471] ended by the expert a few seconds after its begin, without a word in the chat: both sides’ receipts are signed by both up to the end', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await endByExpert(expert.page);
  await expect(customer.page.getByText('Both sides signed everything up to the end.')).toBeVisible();
  await expect(expert.page.getByText('Both sides signed the receipt up to the end.')).toBeVisible();
  await expect(expert.page.getByRole('button', { name: 'Save the chat' }), 'control: there is no chat').toHaveCount(0);
  for (const verdict of [await verdictOn(customer.page, customersButton), await verdictOn(expert.page, expertsButton)]) {
    expect(verdict).toMatchObject({ code: 0, text: expect.stringContaining(whole) });
    expect(verdict.text).toMatch(/both sides signed all \d+ entries/u);
    expect(verdict.text).not.toContain('without an end');
  }
});

test('[SE117] [SE118] ended by the customer: the same', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.write('thank you');
  await expect(expert.chat).toContainText('thank you');
  await customer.page.getByRole('button', { name: 'End session' }).first().click();
  await customer.page.getByRole('dialog', { name: 'End the session for everybody?' }).getByRole('button', { name: 'End session' }).click();
  for (const verdict of [await verdictOn(customer.page, customersButton), await verdictOn(expert.page, expertsButton)])
    expect(verdict).toMatchObject({ code: 0, text: expect.stringContaining(whole) });
});

test('[SE117] [SE118] a customer’s page that answers no more holds up no end; what it did not sign is said', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await expert.write('hello');
  await expect(customer.chat).toContainText('hello');
  const answersNoMore = await customer.context.newCDPSession(customer.page);
  // Its page stands still, as in a computer that sleeps; its line is open.
  await answersNoMore.send('Debugger.enable');
  await answersNoMore.send('Debugger.pause');
  await endByExpert(expert.page);
  const endedAt = performance.now();
  await expect(expert.page.getByText(/Only \d+ of \d+ entries of the receipt are signed by both sides/u)).toBeVisible({ timeout: 10_000 });
  expect(performance.now() - endedAt, 'two seconds, and a machine that is busy').toBeLessThan(6_000);
  const { code, text } = await verdictOn(expert.page, expertsButton);
  expect(code).toBe(3);
  expect(text).toMatch(/not signed by both: entry \d+, end of Alice/u);
  expect(text).not.toMatch(/^OK/mu);
  await answersNoMore.send('Debugger.resume');
});
