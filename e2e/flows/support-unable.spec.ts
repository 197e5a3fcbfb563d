import { expect } from '@playwright/test';
import { demoPassword } from '../fixtures/product.ts';
import { Person } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

test('[SU564] an expert whose browser cannot open what is sealed is told so before a session is begun', async ({ startProduct }) => {
  const product = await startProduct();
  const alice = await Person.arrive(product, 'alice');
  await alice.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCRtpScriptTransform'));
  await new SignInPage(alice.page, product.url).signIn(alice.who.email, demoPassword);
  await alice.page.goto(`${product.url}/support`);
  const told = alice.page.getByRole('alert').filter({ hasText: 'Support sessions cannot be held in this browser.' });
  await expect(told).toContainText('RTCRtpScriptTransform');
  await expect(told).toContainText('Chrome and Edge from version 141');
  await expect(alice.page.getByRole('button', { name: 'New session' })).toBeDisabled();
  await alice.page.goto(`${product.url}/support/00000000-0000-4000-8000-000000000001`);
  await expect(told).toBeVisible();
  await alice.leave();
});
