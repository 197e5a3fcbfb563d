import { expect } from '@playwright/test';
import type { Customer } from '../fixtures/customer.ts';
import { screenHeight, screenWidth } from '../fixtures/fake-screen.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

/** The half of a code that the server knows. */
function digitsOf(code: string): string {
  return /^[\d ]+/u.exec(code)?.[0] ?? '';
}

test.describe('remote support', () => {
  let customer: Customer;
  test.beforeEach(async ({ people }) => {
    customer = await people.customer();
  });

  test('[R1] [SU129] by a link: three clicks to chat and screen; both see the same words; what stops is not seen', async ({ people }) => {
    const alice = await expertAt(people);
    const { link } = await alice.begin();
    await customer.join(link);
    expect(customer.page.url(), 'the secret is gone from the address').not.toContain('#');
    await customer.isConnectedWith('Alice');
    await alice.isSealed();
    expect(await alice.digits()).toBe(await customer.digits());
    await customer.write('My printer blinks');
    await expect(alice.chat).toContainText('My printer blinks');
    await alice.write('Let me see: https://example.org/printer');
    await expect(customer.chat).toContainText('Let me see');
    await customer.shareScreen();
    const seen = await alice.seesScreenGoOn();
    expect([seen.width, seen.height]).toEqual([screenWidth, screenHeight]);
    const [leftTop = [], rightTop = [], leftBottom = []] = seen.corners;
    expect(leftTop[0]).toBeGreaterThan(200);
    expect(rightTop[1]).toBeGreaterThan(200);
    expect(leftBottom[2]).toBeGreaterThan(200);
    await customer.page.setViewportSize({ width: 360, height: 640 });
    await customer.page.getByRole('button', { name: 'End session' }).scrollIntoViewIfNeeded();
    expect(await customer.page.evaluate(() => scrollY), 'the page is long').toBeGreaterThan(640);
    const stop = customer.page.getByRole('button', { name: 'Stop sharing', exact: true }).first();
    await expect(stop, 'on top, however far one reads').toBeInViewport({ ratio: 1 });
    await stop.click();
    await expect(alice.page.getByText('Nothing is shown yet')).toBeVisible();
    expect(await alice.sees()).toBeUndefined();
    await expect(alice.capability('See the screen').getByRole('button', { name: 'Ask to view' })).toBeVisible();
  });

  test('[R1] by a code, with a wrong word before; a used link and no secret are refused with a sentence', async ({ people, product }) => {
    const alice = await expertAt(people);
    const { code, link } = await alice.begin();
    const wrong = await people.customer();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await wrong.joinByCode(product.url, `${digitsOf(code)}tiger-tiger-tiger`, 'Stranger');
      await expect(wrong.page.getByText(/are not right/u).first()).toBeVisible({ timeout: 20_000 });
      await expect(alice.page.getByRole('heading', { name: 'Support session' })).toBeVisible();
    }
    await customer.joinByCode(product.url, code.toUpperCase().replaceAll('-', ' '));
    await customer.isConnectedWith('Alice');
    await alice.isSealed();
    expect(await alice.digits()).toBe(await customer.digits());
    await wrong.page.goto(link);
    await expect(wrong.page.getByText(/has been used/u).first()).toBeVisible();
    await wrong.page.goto(link.replace(/#.*/u, ''));
    await expect(wrong.page.getByText(/one half of a link/u).first()).toBeVisible();
  });

  test('[R1] [SU3] [SU541] three wrong words: the code is void for everybody, who has its link comes in by it, and a new pair is one click away', async ({
    people,
    product,
  }) => {
    const alice = await expertAt(people);
    const { code, link } = await alice.begin();
    const wrong = await people.customer();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await wrong.joinByCode(product.url, `${digitsOf(code)}tiger-tiger-tiger`, 'Stranger');
      // The third one's own word may be overtaken by that of the server, which is as true.
      await expect(wrong.page.getByText(attempt < 3 ? /are not right/u : /are not right|is void/u).first()).toBeVisible({
        timeout: 20_000,
      });
    }
    await expect(alice.page.getByText(/The code was tried too often/u)).toBeVisible();
    await expect(alice.page.getByRole('textbox', { name: 'Code' })).toHaveCount(0);
    expect(await alice.link(), 'the link is offered on').toEqual({ link });
    const right = await people.customer();
    await right.joinByCode(product.url, code);
    await expect(right.page.getByText(/is void/u).first()).toBeVisible({ timeout: 20_000 });
    await alice.page.getByRole('button', { name: 'New link and code' }).click();
    await expect(alice.page.getByRole('textbox', { name: 'Code' })).not.toHaveValue(code);
    await customer.join(link);
    await customer.isConnectedWith('Alice');
    await alice.isSealed();
    expect(await alice.digits()).toBe(await customer.digits());
    await right.page.goto(link);
    await expect(right.page.getByText(/has been used/u).first()).toBeVisible();
  });

  test('[SU542] a customer whose browser is lost is told as away, with what to do; no link is offered that would lead nowhere', async ({
    people,
  }) => {
    const alice = await expertAt(people);
    const { link } = await alice.begin();
    await customer.join(link);
    await alice.isSealed();
    await customer.leave();
    await expect(alice.page.getByText(/If it is closed or lost, invite them again/u)).toBeVisible({ timeout: 30_000 });
    await expect(alice.page.getByRole('button', { name: 'New link and code' })).toHaveCount(0);
  });

  test('[R1] [SU457] who misread the code types the right one on the same page, presses twice, and is in once', async ({
    people,
    product,
  }) => {
    const alice = await expertAt(people);
    const { code } = await alice.begin();
    await customer.joinByCode(product.url, `${digitsOf(code)}tiger-tiger-tiger`);
    await expect(customer.page.getByText(/are not right/u).first()).toBeVisible({ timeout: 20_000 });
    await expect(customer.page.getByRole('textbox', { name: 'Code' }), 'nothing that was typed is lost').toHaveValue(/tiger-tiger-tiger$/u);
    await customer.page.getByRole('textbox', { name: 'Code' }).fill(code);
    await customer.page.getByRole('button', { name: 'Join' }).dblclick();
    await customer.isConnectedWith('Alice');
    await alice.isSealed();
    expect(await alice.digits()).toBe(await customer.digits());
    await expect(alice.page.getByText('Chris', { exact: true }), 'nobody else of that name is there').toHaveCount(1);
  });

  test('[R2] each capability is asked for by itself; no is no; Esc Esc ends everything at once', async ({ people }) => {
    const alice = await expertAt(people);
    const { link } = await alice.begin();
    await customer.join(link);
    await alice.isSealed();
    await alice.ask('Ask to view');
    await expect(customer.question(/see your screen/u)).toBeVisible();
    await customer.answer(/see your screen/u, 'Refuse');
    await expect(alice.capability('See the screen')).toContainText('Refused');
    await alice.ask('Ask to view');
    await customer.answer(/see your screen/u, 'Allow');
    await alice.seesScreenGoOn();
    await customer.page.keyboard.press('Escape');
    await customer.page.keyboard.press('Escape');
    await expect(alice.page.getByText('Nothing is shown yet')).toBeVisible({ timeout: 5_000 });
    await expect(alice.capability('See the screen')).not.toContainText('Allowed');
  });
});
