import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { giveScreenInFirefox } from '../fixtures/fake-screen.ts';
import { Firefox } from '../fixtures/firefox.ts';
import { framesOf, shownOf, watchFrames } from '../fixtures/frame-counts.ts';
import { expectSilence, expectTone } from '../fixtures/hearing.ts';
import { NetworkNamespace } from '../fixtures/namespace.ts';
import { cast, Person } from '../fixtures/person.ts';
import { demoPassword, Product } from '../fixtures/product.ts';
import { test as base } from '../fixtures/test.ts';
import { FirefoxCustomerPage } from '../pages/firefox-customer-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { SupportPage } from '../pages/support-page.ts';

const toneHz = 930;
const cameraWidth = 1_920;
const smallestWidth = cameraWidth / 4;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

interface Scene {
  readonly customer: FirefoxCustomerPage;
  readonly arrive: (role: 'alice' | 'bob') => Promise<SupportPage>;
  readonly expert: SupportPage;
}
interface Place {
  readonly namespace: NetworkNamespace;
  /** A server that both machines reach. */
  readonly reachable: Product;
}

const test = base.extend<Scene, Place>({
  namespace: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
    async ({}, use) => {
      const namespace = NetworkNamespace.create();
      await use(namespace);
      namespace.close();
    },
    { scope: 'worker' },
  ],
  reachable: [
    async ({ namespace }, use) => {
      const product = await Product.start({ env: { HOST: '0.0.0.0', MEDIA_ANNOUNCED_ADDRESS: namespace.hostAddress } });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  customer: async ({ namespace }, use) => {
    const firefox = await Firefox.launch({ namespace, toneHz });
    try {
      await giveScreenInFirefox(firefox.page);
      await use(new FirefoxCustomerPage(firefox.page));
    } finally {
      await firefox.close();
    }
  },
  arrive: async ({ namespace, reachable }, use) => {
    // Both ends prove that they mean the same server.
    const origin = `http://${namespace.hostAddress}:${String(reachable.port)}`;
    const present: Person[] = [];
    await use(async (role) => {
      const person = await Person.arrive(reachable, role, { secureOrigin: origin });
      present.push(person);
      await watchFrames(person.page);
      await new SignInPage(person.page, origin).signIn(person.who.email, demoPassword);
      return new SupportPage(person.page, origin);
    });
    await Promise.all(present.map((person) => person.leave()));
  },
  expert: async ({ arrive }, use) => use(await arrive('alice')),
});

test.describe('a customer in Firefox ESR', () => {
  test('[IO32] by a link: both sides show the same words, chat goes both ways, a file arrives as it was', async ({
    expert,
    customer,
  }, info) => {
    const { link } = await expert.begin();
    await customer.join(link, 'Chris');
    await expert.isSealed();
    expect(await customer.digits()).toBe(await expert.digits());
    await customer.write('My printer blinks');
    await expect(expert.chat).toContainText('My printer blinks');
    await expert.write('Send me its log');
    await customer.says(/Send me its log/u);

    const content = randomBytes(400_000);
    const file = info.outputPath('printer.log');
    await writeFile(file, content);
    await expert.ask('Ask to send files');
    await customer.press('Allow');
    await customer.sendFile(file);
    await expert.page.getByRole('listitem').filter({ hasText: 'printer.log' }).getByRole('button', { name: 'Take' }).click();
    await expect(expert.page.getByText('the same on both sides')).toBeVisible({ timeout: 15_000 });
    const [download] = await Promise.all([
      expert.page.waitForEvent('download'),
      expert.page.getByRole('button', { name: 'Save printer.log' }).click(),
    ]);
    expect(sha256(await readFile(await download.path()))).toBe(sha256(content));
  });

  test('[IO33] [SU145] its screen is seen, also by a colleague who comes later; the page says that it cannot black out', async ({
    expert,
    customer,
    arrive,
  }) => {
    const { link } = await expert.begin();
    await customer.join(link, 'Chris');
    await expert.isSealed();
    await customer.says(/cannot black out areas.*Chrome and Edge can/u);
    await customer.press('Share screen');
    const seen = await expert.seesScreenGoOn();
    const [leftTop = [], rightTop = [], leftBottom = []] = seen.corners;
    expect([leftTop[0], rightTop[1], leftBottom[2]].map((colour) => (colour ?? 0) > 200)).toEqual([true, true, true]);

    await expert.page.getByRole('button', { name: 'Invite another expert' }).click();
    const { link: second } = await expert.link();
    const bob = await arrive('bob');
    await bob.page.goto(second);
    await customer.press('Let in');
    await bob.isSealed();
    await Promise.all([bob.seesScreenGoOn(), expert.seesScreenGoOn()]);
    for (const { page } of [expert, bob]) {
      const { opened, refused } = await framesOf(page);
      expect([opened > 0, refused]).toEqual([true, 0]);
    }
    await customer.press('Stop sharing');
    await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  });

  test('[IO34] its camera and its voice arrive, the expert’s voice too; paused nothing new is seen, then it is as large again; mute is silence', async ({
    expert,
    customer,
  }) => {
    const { link } = await expert.begin('New camera session');
    await customer.join(link);
    await expert.isSealed();
    await expectSilence(expert.page);
    await customer.press('Start camera');
    const frames = async (): Promise<number> => (await shownOf(expert.page)).frames;
    await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(30);
    // It begins with the smallest of its three sizes.
    const width = async (): Promise<number> => (await shownOf(expert.page)).width;
    await expect.poll(width, { timeout: 20_000 }).toBeGreaterThan(smallestWidth);
    await expectTone(expert.page, toneHz);
    const { opened, refused } = await framesOf(expert.page);
    expect([opened > (await frames()) / 2, refused]).toEqual([true, 0]);
    await expert.page.getByRole('group', { name: 'Voice' }).getByRole('button', { name: 'Talk' }).click();
    await expectTone(customer.ear, cast.alice.toneHz);

    await expert.page.getByRole('button', { name: 'Take still' }).click();
    // Without a shutter, so the newest frame at the camera's full size.
    await expect(expert.page.getByRole('region', { name: 'Stills' })).toContainText(`${String(cameraWidth)} × 1080`, {
      timeout: 20_000,
    });

    await customer.press('Pause');
    await expect(expert.page.getByText('Paused by the customer')).toBeVisible();
    const isStanding = async (): Promise<boolean> => {
      const before = await frames();
      await expert.page.waitForFunction((until) => Date.now() > until, Date.now() + 1_000);
      return before === (await frames());
    };
    await expect.poll(isStanding).toBe(true);
    const paused = await frames();
    await customer.press('Go on');
    await expect.poll(frames).toBeGreaterThan(paused + 10);
    await expect.poll(width, { timeout: 20_000 }).toBeGreaterThan(smallestWidth);
    await customer.press('Mute');
    await expectSilence(expert.page);
    await customer.press('Unmute');
    await expectTone(expert.page, toneHz);
  });
});
