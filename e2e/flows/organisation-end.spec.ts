import { expect, type Page } from '@playwright/test';
import { expectNoFindings, looks } from '../fixtures/axe.ts';
import { cast } from '../fixtures/person.ts';
import { demoPassword } from '../fixtures/product.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

const texts = {
  en: {
    open: 'End the organisation …',
    title: 'End Acme?',
    action: 'End the organisation',
    name: 'Name of the organisation',
    password: 'Your password',
    ended: 'Acme has ended',
    banner: /^Acme ended on /u,
    refused: 'This organisation has ended.',
    noPhone: 'There is no phone any more.',
  },
  de: {
    open: 'Organisation beenden …',
    title: 'Acme beenden?',
    action: 'Organisation beenden',
    name: 'Name der Organisation',
    password: 'Ihr Passwort',
    ended: 'Acme ist beendet',
    banner: /^Acme ist seit dem /u,
    refused: 'Diese Organisation ist beendet.',
    noPhone: 'Es gibt kein Telefon mehr.',
  },
} as const;

/** Types the proof into the dialog that is open, and ends the organisation. */
async function end(page: Page, language: keyof typeof texts, { name = 'Acme', password = demoPassword } = {}): Promise<void> {
  const words = texts[language];
  const dialog = page.getByRole('alertdialog', { name: words.title });
  await dialog.getByRole('textbox', { name: words.name }).fill(name);
  await dialog.getByLabel(words.password, { exact: true }).fill(password);
  await dialog.getByRole('button', { name: words.action }).click();
}

/** Somebody tries to sign in and is told why not. */
async function isRefused(page: Page, url: string, email: string, text: string): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByRole('textbox', { name: /^(Email|E-Mail)$/u }).fill(email);
  await page.getByLabel(/^(Password|Passwort)$/u).fill(demoPassword);
  await page.getByRole('button', { name: /^(Sign in|Anmelden)$/u }).click();
  await expect(page.getByRole('alert').filter({ hasText: text })).toBeVisible();
}

test('[ID70] [ID71] [ID72] [ID73] [SU586] [SU587] an admin ends the organisation: expert and customer are told and out, a link is refused; taken back, work goes on', async ({
  ownPeople,
}) => {
  test.setTimeout(180_000);
  const { url } = ownPeople.product;
  const admin = await ownPeople.arrive('admin');
  await admin.signIn();
  const { expert, customer } = await inSession(ownPeople);
  await expert.write('hello');
  await expect(customer.chat.getByText('hello')).toBeVisible();
  const { link: unused } = await expert.begin();
  const late = await ownPeople.customer();

  await admin.page.goto(`${url}/admin/organisation`);
  await admin.page.getByRole('button', { name: texts.en.open }).click();
  const dialog = admin.page.getByRole('alertdialog', { name: texts.en.title });
  await end(admin.page, 'en', { name: 'acme' });
  await expect(dialog.getByText('This is not the name of the organisation.')).toBeVisible();
  await end(admin.page, 'en', { password: 'not my password' });
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await expect(customer.page.getByRole('heading', { name: 'The session has ended' }), 'control: nothing has ended yet').toHaveCount(0);
  await end(admin.page, 'en');

  await expect(expert.page).toHaveURL(/\/login/u, { timeout: 10_000 });
  await expect(expert.page.getByText('The organisation has ended its use of Deskline.')).toBeVisible();
  await expect(customer.page.getByText('The organisation has stopped using this service.')).toBeVisible({ timeout: 10_000 });
  await expect(customer.chat, 'nothing of the session is left').toHaveCount(0);
  await late.page.goto(unused);
  await expect(late.page.getByRole('alert')).toHaveText('The organisation that invited you no longer uses this service.');
  await expect(late.page.getByRole('button', { name: 'Join' })).toHaveCount(0);
  await isRefused(expert.page, url, cast.alice.email, texts.en.refused);

  await expect(admin.page.getByRole('heading', { name: texts.en.ended })).toBeVisible();
  for (const path of ['/support', '/phone', '/admin/users', '/account/sessions']) {
    await admin.page.goto(`${url}${path}`);
    await expect(admin.page.getByRole('status').filter({ hasText: texts.en.banner }), path).toBeVisible();
  }
  await admin.page.goto(`${url}/support`);
  await expect(admin.page.getByRole('grid')).toContainText('Chris');
  await admin.page.getByRole('button', { name: 'New session' }).click();
  await expect(admin.page.getByText('nothing can be changed until a super administrator takes the end back')).toBeVisible();

  await admin.page.getByRole('link', { name: 'Details' }).click();
  await admin.page.getByRole('button', { name: 'Take the end back' }).click();
  await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Take the end back' }).click();
  await expect(admin.page.getByText('Acme goes on.')).toBeVisible();
  await expect(admin.page.getByRole('status').filter({ hasText: texts.en.banner })).toHaveCount(0);
  await new SignInPage(expert.page, url).signIn(cast.alice.email, demoPassword);
  const { link } = await expert.begin();
  await late.join(link);
  await late.isConnectedWith('Alice');
});

for (const [locale, colorScheme, width] of looks) {
  test(`[ID70] [ID71] [ID72] axe finds nothing on the way to the end (${locale}, ${colorScheme}, ${String(width)} px)`, async ({
    ownPeople,
  }, info) => {
    test.setTimeout(120_000);
    const { url } = ownPeople.product;
    const words = texts[locale];
    const admin = await ownPeople.arrive('admin', { locale, colorScheme, viewport: { width, height: 800 } });
    await admin.signIn();
    const { page } = admin;
    const look = async (what: string): Promise<void> => {
      await expectNoFindings(page, what);
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(isWide, `${what}: nothing is wider than the screen`).toBe(false);
      await page.screenshot({ path: info.outputPath(`${what}.png`), fullPage: true });
    };
    await page.goto(`${url}/admin/organisation`);
    await page.getByRole('button', { name: words.open }).click();
    const dialog = page.getByRole('alertdialog', { name: words.title });
    await dialog.getByRole('button', { name: words.action }).click();
    await expect(dialog.locator('[aria-invalid=true]')).toHaveCount(2);
    await look('dialog');
    await page.keyboard.press('Escape');
    await look('page');
    await page.route('**/api/organisation', (route) => route.abort());
    await page.reload();
    await expect(page.getByRole('alert')).toBeVisible();
    await look('without-an-answer');
    await page.unroute('**/api/organisation');
    await page.reload();
    await page.getByRole('button', { name: words.open }).click();
    await end(page, locale);
    await expect(page.getByRole('heading', { name: words.ended })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: words.banner })).toBeVisible();
    await look('ended');
    await page.goto(`${url}/phone`);
    await expect(page.getByRole('status').filter({ hasText: words.banner })).toBeVisible();
    await expect(page.getByRole('heading', { name: words.noPhone })).toBeVisible();
    await look('phone');
    const alice = await ownPeople.arrive('alice', { locale, colorScheme, viewport: { width, height: 800 } });
    await isRefused(alice.page, url, cast.alice.email, words.refused);
    await alice.page.screenshot({ path: info.outputPath('refused.png'), fullPage: true });
    await alice.page.goto(`${url}/admin/organisation`);
    await expect(alice.page).toHaveURL(/\/login/u);
  });
}
