import { expect } from '@playwright/test';
import { cast, type Person } from '../fixtures/person.ts';
import { freePortRange } from '../fixtures/ports.ts';
import type { Product } from '../fixtures/product.ts';
import { test } from '../fixtures/test.ts';
import { askPhonesFor, deskPhoneOf } from './desk-phone.ts';
import { sipp } from './sipp.ts';

test.beforeAll(({ product }) => askPhonesFor(product, 'md5'));
test.afterAll(({ product }) => askPhonesFor(product, 'sha-256'));

for (const transport of ['udp', 'tcp'] as const) {
  test.describe(`sipp over ${transport}`, () => {
    const run = async (product: Product, scenario: string, target?: string): Promise<void> =>
      sipp({
        scenario,
        account: await deskPhoneOf(product, 'carol'),
        serverPort: product.sipPort,
        localPort: await freePortRange(1),
        transport,
        ...(target === undefined ? {} : { target }),
      });

    test('[IO1] OPTIONS is answered', ({ product }) => run(product, 'options'));

    test('[IO2] a phone registers with digest, and its contact is counted', async ({ product }) => {
      const before = await product.metric('sip_registrations');
      await run(product, 'register');
      if (transport === 'udp') expect(await product.metric('sip_registrations')).toBe(before + 1);
      await run(product, 'unregister');
    });

    test('[IO3] a wrong password is never accepted', async ({ product }) => {
      const account = { ...(await deskPhoneOf(product, 'carol')), password: 'wrong' };
      await sipp({ scenario: 'wrong-password', account, serverPort: product.sipPort, localPort: await freePortRange(1), transport });
    });

    test('[IO4] an offer of plain RTP gets 488', async ({ product, people }) => {
      const bob = await people.atPhone('bob');
      await run(product, 'plain-rtp', cast.bob.extension);
      await bob.phone.hasNoCall('Carol');
    });

    test('[IO5] a phone calls a person in a browser, holds and hangs up', async ({ product, people }) => {
      const bob = await people.atPhone('bob');
      const call = run(product, 'call', cast.bob.extension);
      await bob.phone.answer('Carol');
      await bob.phone.isConnected('Carol');
      await bob.hearsMusic();
      await call;
      await bob.phone.hasNoCall('Carol');
    });

    test('[IO6] a phone gives up while it rings', async ({ product, people }) => {
      const bob = await people.atPhone('bob');
      const call = run(product, 'cancel', cast.bob.extension);
      await bob.phone.isRinging('Carol');
      await call;
      await bob.phone.hasNoCall('Carol');
    });
  });
}

/** Alice calls Carol's desk phone, which answers; she hears nothing of it, and her hanging up ends it. */
async function aliceCallsTheDesk(alice: Person, desk: Promise<void>): Promise<void> {
  await alice.phone.call(cast.carol.extension);
  await alice.phone.isConnected('Carol');
  await alice.hearsNothing();
  await alice.phone.press('Carol', 'Hang up');
  await alice.phone.hasNoCall('Carol');
  await desk;
}

test('[IO7] a browser calls a phone over UDP whose media stays silent', async ({ product, people }) => {
  const phone = {
    account: await deskPhoneOf(product, 'carol'),
    serverPort: product.sipPort,
    localPort: await freePortRange(1),
    transport: 'udp',
  } as const;
  await sipp({ ...phone, scenario: 'register' });
  const alice = await people.atPhone('alice');
  await aliceCallsTheDesk(alice, sipp({ ...phone, scenario: 'answer', limitSeconds: 60 }));
  await sipp({ ...phone, scenario: 'unregister' });
});

test('[IO7] a browser calls a phone over the TCP connection that it registered with', async ({ product, people }) => {
  const alice = await people.atPhone('alice');
  const phone = {
    account: await deskPhoneOf(product, 'carol'),
    serverPort: product.sipPort,
    localPort: await freePortRange(1),
    transport: 'tcp',
  } as const;
  const before = await product.metric('sip_registrations');
  const desk = sipp({ ...phone, scenario: 'stay', whenCalled: 'answer', limitSeconds: 60 });
  await expect.poll(() => product.metric('sip_registrations')).toBe(before + 1);
  await aliceCallsTheDesk(alice, desk);
});
