import { expect } from '@playwright/test';
import { enter, startCamera } from '../fixtures/camera-session.ts';
import { Customer } from '../fixtures/customer.ts';
import { givePhone } from '../fixtures/fake-phone.ts';
import { NetworkNamespace } from '../fixtures/namespace.ts';
import { Person } from '../fixtures/person.ts';
import { demoPassword } from '../fixtures/product.ts';
import { test } from '../fixtures/test.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { SupportPage } from '../pages/support-page.ts';

test('[SU352] on a network that carries less than a picture needs the phone says so, and no longer when it carries enough again', async ({
  startProduct,
}, info) => {
  test.setTimeout(150_000);
  const namespace = NetworkNamespace.create();
  const product = await startProduct({ env: { HOST: '0.0.0.0', MEDIA_ANNOUNCED_ADDRESS: namespace.hostAddress } });
  const origin = `http://${namespace.hostAddress}:${String(product.port)}`;
  const [alice, customer] = await Promise.all([
    Person.arrive(product, 'alice', { secureOrigin: origin }),
    Customer.arrive({ isPhone: true, machine: { namespace, origin } }),
  ]);
  try {
    await new SignInPage(alice.page, origin).signIn(alice.who.email, demoPassword);
    const expert = new SupportPage(alice.page, origin);
    await givePhone(customer.page);
    await enter(expert, customer);
    await startCamera(expert, customer);
    await expert.seesScreenGoOn();
    const hint = customer.page.getByRole('status').filter({ hasText: 'The network is weak' });
    // It begins small: the estimate needs some seconds to find out what there is.
    await expect(hint, 'control: on a good network nothing is said').toBeHidden({ timeout: 20_000 });
    namespace.setRate(150);
    await expect(hint).toBeVisible({ timeout: 40_000 });
    await expect(customer.page.getByText('Good connection'), 'nothing else is said beside it').toHaveCount(0);
    await customer.page.screenshot({ path: info.outputPath('weak.png') });
    namespace.setRate(undefined);
    await expect(hint).toBeHidden({ timeout: 60_000 });
    await expert.seesScreenGoOn();
  } finally {
    await Promise.all([alice.leave(), customer.leave()]);
    namespace.close();
  }
});
