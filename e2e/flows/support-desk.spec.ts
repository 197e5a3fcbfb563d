import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { expertAt, inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import { SupportPage } from '../pages/support-page.ts';

test('[SU83] [SU461] [SU95] an admin writes ready answers, an expert finds one by its keys, and the customer follows its link', async ({
  ownPeople: people,
}) => {
  const admin = await people.arrive('admin');
  await admin.signIn();
  const desk = new SupportPage(admin.page, admin.product.url);
  await desk.open();
  await admin.page.getByRole('button', { name: 'Ready answers' }).click();
  const dialog = admin.page.getByRole('dialog', { name: 'Ready answers' });
  await dialog.getByRole('button', { name: 'Add an answer' }).click();
  await dialog.getByLabel('Text').fill('Please look at http://example.org/router and try again.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Every answer needs a name and a text.')).toBeVisible();
  await dialog.getByLabel('Name').fill('Router restart');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog, 'nothing of the text was lost').toBeHidden();

  const { expert, customer } = await inSession(people);
  const field = expert.chat.getByRole('textbox');
  await field.fill('/nothing like it');
  await expect(expert.chat.getByText('No ready answer has that in it.')).toBeVisible();
  await field.fill('/rout');
  await expect(expert.chat.getByRole('option', { name: /Router restart/u })).toHaveAttribute('aria-selected', 'true');
  await field.press('Escape');
  await expect(expert.chat.getByRole('option')).toHaveCount(0);
  await field.fill('/route');
  await field.press('Enter');
  await expect(field).toHaveValue(/^Please look at/u);
  await field.press('Enter');
  const link = customer.chat.getByRole('link', { name: 'http://example.org/router' });
  await expect(link).toHaveAttribute('href', 'http://example.org/router');
  expect(await link.getAttribute('rel'), 'the new window knows nothing of this one').toMatch(/noopener.*noreferrer/u);
  await customer.write('javascript:alert(1)');
  await expect(expert.chat.getByText('javascript:alert(1)')).toBeVisible();
  await expect(expert.chat.getByRole('link', { name: /javascript/u }), 'control: not everything is followed').toHaveCount(0);
});

test('[SU462] an invite is copied as a text with link, code and place; its QR code is there', async ({ people }) => {
  const expert = await expertAt(people);
  await expert.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { link, code } = await expert.begin();
  await expert.page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(expert.page.getByText('Copied: link and code, with a sentence around them.')).toBeVisible();
  const text = await expert.page.evaluate(() => navigator.clipboard.readText());
  for (const part of [link, code, `${new URL(link).host}/j`]) expect(text).toContain(part);
  const mail = await expert.page.getByRole('link', { name: 'E-mail' }).getAttribute('href');
  expect(new URLSearchParams(mail?.replace(/^mailto:\?/u, '')).get('body')).toBe(text);
  await expert.page.getByRole('button', { name: 'QR code' }).click();
  await expect(expert.page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
});

test('[SU92] words that differ end it on both sides, with the reason', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  expect(await expert.digits()).toBe(await customer.digits());
  await customer.page.getByRole('button', { name: 'Words differ' }).click();
  await expect(customer.page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  await expect(customer.page.getByText(/do not use the same link or code again/u)).toBeVisible();
  await expect(expert.page.getByText(/safety words differed/u)).toBeVisible();
});

test('[SU80] [SU82] [SU67] [SU463] an outcome is kept at once; list, report and table have it', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  const { page } = expert;
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await customer.page.getByRole('button', { name: 'End session' }).first().click();
  await customer.page.getByRole('alertdialog').or(customer.page.getByRole('dialog')).getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Outcome' }).or(page.getByLabel('Outcome')).first().selectOption('Solved');
  await expect(page.getByText('Outcome saved')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the sessions' }).click();
  await page.getByRole('radio', { name: 'Done' }).check({ force: true });
  await expect(page.getByRole('row').filter({ hasText: 'Chris' }).first()).toBeVisible();
  expect(page.url(), 'what is shown stands in the address').toContain('state=done');
  await page.getByRole('searchbox').fill('Nobody of this name');
  await expect(page.getByRole('row').filter({ hasText: 'Chris' })).toHaveCount(0);
  await page.getByRole('searchbox').fill('Chris');
  await expect(page.getByRole('row').filter({ hasText: 'Chris' }).first()).toBeVisible();
  await page
    .getByRole('button', { name: 'Report' })
    .or(page.getByRole('link', { name: 'Report' }))
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'What customers allowed' })).toContainText('screen');
  const experts = page.getByRole('grid', { name: 'By expert' });
  await experts.getByRole('columnheader', { name: 'Sessions' }).click();
  await expect(experts.getByRole('columnheader', { name: 'Sessions' })).toHaveAttribute('aria-sort', 'ascending');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()]);
  const table = await readFile(await download.path(), 'utf8');
  expect(table).toMatch(/Chris.*solved|solved.*Chris/u);
});

test('[SU466] a picker that is closed without a choice shares nothing, says so, and the next try works', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.page.evaluate(() => {
    const given = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    let isFirst = true;
    navigator.mediaDevices.getDisplayMedia = (options) => {
      if (!isFirst) return given(options);
      isFirst = false;
      return Promise.reject(new DOMException('Permission denied by user', 'NotAllowedError'));
    };
  });
  await customer.page.getByRole('button', { name: 'Share screen' }).click();
  await expect(customer.page.getByText('The screen was not shared: nothing was chosen.')).toBeVisible();
  expect(await expert.sees()).toBeUndefined();
  await customer.shareScreen();
  await expert.seesScreenGoOn();
});
