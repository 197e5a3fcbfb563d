import { expect } from '@playwright/test';
import { pushOverviewSchema } from '../../protocol/identity/push.ts';
import { LocalPushService } from '../../tools/push-service/push-service.ts';
import { ApiClient } from '../fixtures/api.ts';
import { PushWorker, subscribeLocally } from '../fixtures/notices.ts';
import { cast, Person } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';

/** The schema library asks whether it may compile by `new Function`, is refused, and does without. */
const isProbe = /'TrustedScript' assignment|Function constructor/u;

async function leaveMessageFor(alice: Person, extension: string, name: string): Promise<void> {
  // Nobody is at their phone: the box answers at once.
  await alice.phone.call(extension);
  await alice.phone.leavesMessage(name, 4);
  await alice.phone.hasNoCall(name);
}

/** The page as it is when the server forbids text as code: the strictest that browsers have. */
async function withTrustedTypes({ context, product }: Person): Promise<void> {
  await context.route(`${product.url}/account/notices`, async (route) => {
    const answer = await route.fetch();
    const policy = `${answer.headers()['content-security-policy'] ?? ''}, require-trusted-types-for 'script'; trusted-types deskline`;
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': policy } });
  });
}

test.describe('notices while no page is open', () => {
  test('[ID60] [ID61] [ID62] [ID66] [VM84] Bob turns notices on and closes his tab: he is told of a message once, and no more after he signed out', async ({
    startProduct,
  }) => {
    test.setTimeout(180_000);
    const pushService = await LocalPushService.start();
    const product = await startProduct({ env: { PUSH_LOCAL_ORIGINS: pushService.origin } });
    const [alice, bob] = [await Person.arrive(product, 'alice'), await Person.arrive(product, 'bob')];
    const [bobs, carols] = [pushService.subscribe(), pushService.subscribe()];
    const violations: string[] = [];
    bob.page.on('console', (message) => {
      if (/Content.Security.Policy|Trusted/iu.test(message.text()) && !isProbe.test(message.text())) violations.push(message.text());
    });
    await subscribeLocally(bob.context, bobs);
    await withTrustedTypes(bob);
    const worker = await PushWorker.watch(bob.context);
    await bob.page.bringToFront();
    await bob.signIn();
    await bob.page.goto(`${product.url}/account/notices`);
    const here = bob.page.getByRole('region', { name: 'This browser' });
    expect(worker.isRegistered).toBe(false);
    await here.getByRole('button', { name: 'Turn on notices' }).click();
    await expect(here.getByText('This browser tells you while Deskline is closed.')).toBeVisible();
    await expect(here.getByRole('switch', { name: 'New voicemail' })).toBeChecked();
    await expect.poll(() => worker.isRegistered).toBe(true);
    expect(violations).toEqual([]);
    await bob.page.close();

    await alice.atPhone();
    await leaveMessageFor(alice, cast.bob.extension, 'Bob');
    await expect.poll(() => bobs.taken.length, { timeout: 15_000 }).toBe(1);
    const [taken] = bobs.taken;
    expect(JSON.parse(taken?.text ?? '')).toMatchObject({ title: 'New voicemail', body: 'Alice Adams', path: '/phone' });
    const bobsApi = await ApiClient.signIn(product, cast.bob.email);
    expect(pushOverviewSchema.parse(await bobsApi.expect('GET', '/api/push')).publicKey).toBe(taken?.sender);
    await worker.deliver(product.url, taken?.text ?? '');
    await expect.poll(() => worker.shown()).toEqual([{ title: 'New voicemail', body: 'Alice Adams', data: { path: '/phone' } }]);
    expect(await worker.click()).toBe('/phone');
    await expect.poll(() => worker.shown()).toEqual([]);

    // Carol's browser could be told, but she never turned it on.
    await leaveMessageFor(alice, cast.carol.extension, 'Carol');

    // A page that is open and visible shows what there is; the worker keeps still.
    const page = await bob.context.newPage();
    await page.goto(`${product.url}/phone`);
    await page.getByRole('region', { name: 'Voicemail' }).waitFor();
    await worker.deliver(product.url, taken?.text ?? '');
    // Nothing tells that a worker decided to show nothing: a moment has to pass in which it could.
    await page.waitForTimeout(1_000);
    expect(await worker.shown()).toEqual([]);

    await page.getByRole('button', { name: /^Account of Bob/u }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/login/u);
    await leaveMessageFor(alice, cast.bob.extension, 'Bob');
    // The one before took less than this to arrive; an absence has no other sign.
    await alice.page.waitForTimeout(3_000);
    expect(bobs.requests).toBe(1);
    expect(carols.requests).toBe(0);
    await Promise.all([alice.leave(), bob.browser.close()]);
    await pushService.close();
  });
});
