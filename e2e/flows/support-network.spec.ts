import { expect } from '@playwright/test';
import { Customer } from '../fixtures/customer.ts';
import { NetworkNamespace } from '../fixtures/namespace.ts';
import { Person } from '../fixtures/person.ts';
import { demoPassword } from '../fixtures/product.ts';
import { test as base } from '../fixtures/test.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { SupportPage } from '../pages/support-page.ts';

interface Scene {
  readonly namespace: NetworkNamespace;
  readonly expert: SupportPage;
  /** At a machine of their own, which one cable leads to; in a sealed session with the expert. */
  readonly customer: Customer;
}

const test = base.extend<Scene>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
  namespace: async ({}, use) => {
    const namespace = NetworkNamespace.create();
    await use(namespace);
    namespace.close();
  },
  expert: async ({ namespace, startProduct }, use) => {
    const product = await startProduct({ env: { HOST: '0.0.0.0', MEDIA_ANNOUNCED_ADDRESS: namespace.hostAddress } });
    // Links lead to where the expert is, and both ends prove that they mean the same server.
    const origin = `http://${namespace.hostAddress}:${String(product.port)}`;
    const alice = await Person.arrive(product, 'alice', { secureOrigin: origin });
    await new SignInPage(alice.page, origin).signIn(alice.who.email, demoPassword);
    await use(new SupportPage(alice.page, origin));
    await alice.leave();
  },
  customer: async ({ namespace, expert }, use) => {
    const { link } = await expert.begin();
    const customer = await Customer.arrive({ machine: { namespace, origin: new URL(link).origin } });
    await customer.join(link);
    await customer.isConnectedWith('Alice');
    await expert.isSealed();
    await use(customer);
    await customer.leave();
  },
});

for (const seconds of [10, 60])
  test(`[SU409] the customer’s cable is out for ${String(seconds)} s: both are told, nothing is lost, and the picture goes on by itself`, async ({
    namespace,
    expert,
    customer,
  }) => {
    test.setTimeout(180_000);
    await customer.shareScreen();
    await expert.seesScreenGoOn();
    await customer.write('Before');
    await expect(expert.chat).toContainText('Before');
    namespace.setCable(false);
    const backMs = Date.now() + seconds * 1_000;
    const before = await expert.sees();
    if (seconds > 20) {
      await expert.says(/Locked/u, 15_000);
      await expect(customer.page.getByText(/is interrupted|hear nothing|is offline/u).first()).toBeVisible({ timeout: 20_000 });
    }
    await expert.page.waitForFunction((until) => Date.now() >= until, backMs, { timeout: seconds * 1_000 + 5_000 });
    expect(((await expert.sees())?.frame ?? 0) - (before?.frame ?? 0), 'the cable was out').toBeLessThan(15);
    namespace.setCable(true);
    await expert.says('Sealed', 40_000);
    await expect(customer.page.getByText('Encrypted between you and the people named here')).toBeVisible({ timeout: 30_000 });
    await expert.seesScreenGoOn();
    await customer.write('After');
    await expect(expert.chat).toContainText('After');
    await expert.write('And from here');
    await expect(customer.chat).toContainText('And from here');
  });
