import { expect, type Page, type WebSocketRoute } from '@playwright/test';
import { Person } from '../fixtures/person.ts';
import { demoPassword } from '../fixtures/product.ts';
import { test } from '../fixtures/test.ts';

test.describe('bad luck is told in its own words', () => {
  test('a wrong password, then the right one', async ({ people, product }) => {
    const dave = await people.arrive('dave');
    await dave.page.goto(`${product.url}/login`);
    await dave.page.getByRole('textbox', { name: 'Email' }).fill(dave.who.email);
    await dave.page.getByLabel('Password', { exact: true }).fill('not-the-password');
    await dave.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(dave.page.getByText(/Email or password is wrong|wrong/i).first()).toBeVisible();
    await dave.page.getByLabel('Password', { exact: true }).fill(demoPassword);
    await dave.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(dave.page).not.toHaveURL(/\/login/);
  });

  test('[UI16] too many wrong passwords: the page says how many seconds to wait, and counts them down', async ({ people, product }) => {
    const email = `nobody${String(Date.now())}@acme.test`;
    const guess = async (): Promise<number> => {
      const body = JSON.stringify({ email, password: 'not-the-password' });
      const headers = { 'content-type': 'application/json', origin: product.url };
      return (await fetch(`${product.url}/api/session`, { method: 'POST', headers, body })).status;
    };
    // After the eighth the server takes no other one for four seconds.
    for (let failures = 0; failures < 8; failures += 1) await expect.poll(guess).toBe(401);
    const { page } = await people.arrive('dave');
    await page.goto(`${product.url}/login`);
    await page.getByRole('textbox', { name: 'Email' }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not-the-password');
    const seen: number[] = [];
    await page.getByRole('button', { name: 'Sign in' }).click();
    const wait = page.getByText(/Wait \d+ seconds?, then try again/u);
    await expect
      .poll(
        async () => {
          const [, seconds] = /Wait (\d+) second/u.exec((await wait.allInnerTexts()).join(' ')) ?? [];
          if (seconds !== undefined && seen.at(-1) !== Number(seconds)) seen.push(Number(seconds));
          return seen.length > 0 && seconds === undefined;
        },
        { intervals: [100] },
      )
      .toBe(true);
    expect(seen.length).toBeGreaterThanOrEqual(2);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => seen.length - at));
  });

  test('[UI38] a break of two seconds is told with what still works, a shorter one is not; being offline is told at once', async ({
    people,
  }) => {
    const dave = await people.arrive('dave');
    const { page, context } = dave;
    const { clock } = page;
    await clock.install();
    const line = await liveLineOf(page);
    await dave.signIn();
    await page.goto(dave.product.url);
    await expect.poll(() => line.count).toBe(1);
    await clock.pauseAt(Date.now() + 10_000);
    const lost = page.getByText('Connection to the server lost.');
    /** Lets the page's time pass until it says so. @returns how long that took, or `mostMs` */
    const toldAfter = async (mostMs: number): Promise<number> => {
      for (let passedMs = 0; passedMs < mostMs; passedMs += 100) {
        if (await lost.isVisible()) return passedMs;
        await clock.runFor(100);
      }
      return mostMs;
    };
    await expect(lost).toBeHidden();
    line.cut();
    line.restore();
    // The first attempt to come back is made within half a second.
    await clock.runFor(600);
    await expect.poll(() => line.count).toBe(1);
    expect(await toldAfter(5_000), 'a short break is no news').toBe(5_000);
    line.cut();
    const waitedMs = await toldAfter(5_000);
    expect(waitedMs).toBeGreaterThanOrEqual(1_900);
    expect(waitedMs).toBeLessThanOrEqual(2_500);
    await expect(page.getByText('What you see may be old. Trying again by itself.')).toBeVisible();
    line.restore();
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect(lost).toBeHidden();
    await context.setOffline(true);
    await expect(page.getByText('You are offline. What is on screen stays readable.')).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText('You are offline.')).toBeHidden();
  });

  test('the microphone is refused', async ({ people }) => {
    const alice = await people.atPhone('alice', { isMicrophoneGranted: false });
    await alice.phone.call('101');
    await alice.phone.tells(/refuses the microphone/);
  });

  test('there is no microphone', async ({ people }) => {
    const alice = await people.atPhone('alice', { hasMicrophone: false });
    await alice.phone.call('101');
    await alice.phone.tells(/There is no microphone/);
  });

  test('the browser has no WebRTC', async ({ people }) => {
    const alice = await people.arrive('alice');
    await alice.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'));
    await alice.signIn();
    await alice.phone.open();
    await alice.phone.tells(/no WebRTC/);
  });

  test('the media server cannot be reached', async ({ startProduct }) => {
    // An address of the documentation range: candidates lead nowhere.
    const product = await startProduct({ env: { MEDIA_ANNOUNCED_ADDRESS: '192.0.2.1' } });
    const [alice, bob] = await Promise.all([Person.arrive(product, 'alice'), Person.arrive(product, 'bob')]);
    await Promise.all([alice.atPhone(), bob.atPhone()]);
    await alice.phone.call('101');
    await bob.phone.answer('Alice');
    await alice.phone.tells(/media server cannot be reached/, 40_000);
    await Promise.all([alice.leave(), bob.leave()]);
  });
});

interface LiveLine {
  cut(): void;
  restore(): void;
  /** How many the server has greeted. */
  readonly count: number;
}

/** A page's line for news (`/ws`), which can be cut as by a server that is away. To be installed before the page is opened. */
async function liveLineOf(page: Page): Promise<LiveLine> {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/ws$/u, async (socket) => {
    if (isCut) return socket.close();
    const server = socket.connectToServer();
    server.onMessage((message) => {
      socket.send(message);
      open.add(socket);
    });
  });
  return {
    cut: () => {
      isCut = true;
      for (const socket of open) void socket.close();
      open.clear();
    },
    restore: () => void (isCut = false),
    get count() {
      return open.size;
    },
  };
}
