import { expect } from '@playwright/test';
import { test } from '../fixtures/far-customer.ts';

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
