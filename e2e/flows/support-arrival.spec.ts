import { expect, type Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { Customer } from '../fixtures/customer.ts';
import { openInvite, type OpenInvite } from '../fixtures/support-invite.ts';
import { test } from '../fixtures/test.ts';

const phone = { width: 360, height: 700 } as const;
const isTold = (page: Page, sentence: RegExp): Promise<void> =>
  expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible({ timeout: 20_000 });

test.describe('before the click on Join', () => {
  let invite: OpenInvite;
  let customer: Customer;
  test.beforeEach(async ({ product }) => {
    [invite, customer] = await Promise.all([openInvite(product), Customer.arrive({ viewport: phone })]);
  });
  test.afterEach(async () => {
    invite.close();
    await customer.leave();
  });

  test('[SU120] [SU124] a link shows who invites, loses its secret at once, and is not used up by looking', async ({ product }) => {
    const { page } = customer;
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text());
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(invite.link);
    await expect(page.getByText(/^Alice .*from Acme invites you\.$/)).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
    const secret = new URL(invite.link).hash.slice(1);
    expect(asked.filter((url) => url.includes(secret) || !url.startsWith(product.url))).toEqual([]);
    expect(refused, 'by the content policy').toEqual([]);
    expect(await invite.state()).toBe('open');
    await expectNoFindings(page, 'link');
  });

  test('[SU120] half a link, as after loading the page again, is told as such', async () => {
    const { page } = customer;
    await page.goto(invite.link);
    await expect(page.getByRole('button', { name: 'Join' })).toBeVisible();
    await page.reload();
    await isTold(page, /only one half of a link/);
    await expect(page.getByRole('button', { name: 'Join' })).toHaveCount(0);
    expect(await invite.state()).toBe('open');
  });

  test('[SU122] a browser without frame encryption is told so, and the link stays good', async () => {
    const { page } = customer;
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCRtpScriptTransform'));
    await page.goto(invite.link);
    await isTold(page, /RTCRtpScriptTransform/);
    await expect(page.getByRole('button', { name: 'Join' })).toHaveCount(0);
    expect(await invite.state()).toBe('open');
  });

  test('[SU453] the click comes in while the session’s files are still on their way; they go on from it', async () => {
    const { page } = customer;
    const said: string[] = [];
    page.on('websocket', (line) => line.on('framesent', ({ payload }) => said.push(String(payload))));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/assets\/session-[\w-]+\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(invite.link, { waitUntil: 'commit' });
    await page.getByLabel('Your name').fill('Chris');
    expect(await invite.state()).toBe('open');
    expect(said, '(control) nothing is said before').toEqual([]);
    await page.getByRole('button', { name: 'Join' }).click();
    await expect.poll(() => invite.state()).toBe('used');
    await expect(page.getByRole('heading', { name: 'Joining' })).toHaveCount(0);
    release();
    await expect(page.getByRole('heading', { name: 'Joining' })).toBeVisible();
    await expect.poll(() => said.some((message) => message.includes('room.open')), 'the session has heard who is there').toBe(true);
    expect(said.filter((message) => message.includes('"hello"'))).toHaveLength(1);
  });

  test('[SU121] [SU127] [SU482] a code is taken apart in the page, and a wrong one is told as such', async ({ product }) => {
    const { page } = customer;
    const sent: string[] = [];
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload.toString())));
    await customer.joinByCode(product.url, 'river-lamp');
    await isTold(page, /begins with six digits/);
    await customer.joinByCode(product.url, '482 913');
    await isTold(page, /words after the digits are missing/);
    await customer.joinByCode(product.url, '000 000 tigr-lotus-zebra');
    await isTold(page, /“tigr” is none of the words.*Do you mean “tiger”/);
    await customer.joinByCode(product.url, '000 000 tiger-lotus');
    await isTold(page, /has three words/);
    expect(sent).toEqual([]);
    await customer.joinByCode(product.url, '000 000 tiger-lotus-zebra');
    await isTold(page, /does not exist/);
    expect(sent.join('')).toContain('000000');
    expect(sent.join('')).not.toContain('lotus');
  });
});

for (const [locale, colorScheme] of [
  ['en', 'dark'],
  ['de', 'light'],
] as const)
  test(`[SU128] the page for a code is accessible in ${locale}, ${colorScheme}, at 360 px`, async ({ product }) => {
    const customer = await Customer.arrive({ locale, colorScheme, viewport: phone });
    const { page } = customer;
    const title = page.getByRole('heading', { level: 1 });
    await page.goto(`${product.url}/j`);
    await expect(title).toHaveText(locale === 'de' ? /teilnehmen/ : /^Join/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await expectNoFindings(page, `code ${locale} ${colorScheme}`);
    await page.getByRole('button', { name: locale === 'de' ? 'English' : 'Deutsch' }).click();
    await expect(title).toHaveText(locale === 'de' ? /^Join/ : /teilnehmen/);
    await customer.leave();
  });
