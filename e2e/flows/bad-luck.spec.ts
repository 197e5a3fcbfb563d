import { expect } from '@playwright/test';
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
