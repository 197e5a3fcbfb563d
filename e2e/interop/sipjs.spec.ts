import { expect } from '@playwright/test';
import { SessionState, type Session } from 'sip.js';
import { WebSocket } from 'ws';
import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import type { Product } from '../fixtures/product.ts';
import { test as base } from '../fixtures/test.ts';
import { reached, registrationOf, SipjsPhone } from './sipjs.ts';

const test = base.extend<{ readonly carol: SipjsPhone }>({
  carol: async ({ product }, use) => {
    const phone = await SipjsPhone.connect(product, await ApiClient.signIn(product, cast.carol.email));
    await use(phone);
    await phone.close();
  },
});

async function aliceToken(product: Product): Promise<string> {
  return (await registrationOf(await ApiClient.signIn(product, cast.alice.email))).token;
}

async function hangUp(session: Session): Promise<void> {
  const ended = reached(session, SessionState.Terminated);
  await session.bye();
  await ended;
}

test('[IO8] SIP.js registers with a page’s token, and is unreachable after it unregistered', async ({ product, carol }) => {
  const before = await product.metric('sip_registrations');
  expect(await carol.register()).toBe(200);
  await expect.poll(() => product.metric('sip_registrations')).toBe(before + 1);
  await carol.unregister();
  await expect.poll(() => product.metric('sip_registrations')).toBe(before);
});

test('[IO9] SIP.js calls a person in a browser and hangs up', async ({ carol, people }) => {
  await carol.register();
  const bob = await people.atPhone('bob');
  const call = carol.call(cast.bob.extension);
  await bob.phone.answer('Carol');
  await bob.phone.isConnected('Carol');
  await bob.hearsNothing();
  await hangUp(await call);
  await bob.phone.hasNoCall('Carol');
});

test('[IO9] SIP.js is called by a person in a browser, who hangs up', async ({ carol, people }) => {
  await carol.register();
  const bob = await people.atPhone('bob');
  await bob.phone.call(cast.carol.extension);
  const ringing = await carol.ringing();
  expect(ringing.remoteIdentity.displayName).toContain('Bob');
  await bob.phone.isRinging('Carol');
  await ringing.accept();
  await bob.phone.isConnected('Carol');
  const ended = reached(ringing, SessionState.Terminated);
  await bob.phone.press('Carol', 'Hang up');
  await ended;
  await bob.phone.hasNoCall('Carol');
});

test('[IO9] SIP.js declines, and the caller is told', async ({ carol, people }) => {
  await carol.register();
  const bob = await people.atPhone('bob');
  await bob.phone.call(cast.carol.extension);
  await (await carol.ringing()).reject({ statusCode: 603 });
  await bob.phone.says('Carol', /declined/i);
});

test('[IO10] another person’s token does not register, and without a cookie there is no socket', async ({ product, carol }) => {
  const stranger = await SipjsPhone.connect(product, await ApiClient.signIn(product, cast.dave.email), await aliceToken(product));
  expect(await stranger.register()).toBe(401);
  await stranger.close();
  expect(await carol.register()).toBe(200);
  const refused = new WebSocket(`${product.url.replace('http', 'ws')}/sip`, 'sip', { headers: { origin: product.url } });
  const status = await new Promise((resolve) => {
    refused.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode);
    });
    refused.once('open', () => resolve('open'));
  });
  expect(status).toBe(401);
});
