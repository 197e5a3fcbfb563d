import { expect } from '@playwright/test';
import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import { freePortRange } from '../fixtures/ports.ts';
import type { Product } from '../fixtures/product.ts';
import { test } from '../fixtures/test.ts';
import { sipp, type SippAccount } from './sipp.ts';

/** Carol's desk phone. */
async function carolsPhone(product: Product): Promise<SippAccount> {
  const admin = await ApiClient.signIn(product, cast.admin.email);
  const { body } = await admin.send('GET', '/api/admin/users?query=carol');
  const { items } = body as { items: { id: string }[] };
  const device = await admin.makeDevice(items[0]?.id ?? '', { label: `sipp ${String(Date.now())}`, allowMd5: true });
  return { user: cast.carol.extension, ...device };
}

for (const transport of ['udp', 'tcp'] as const) {
  test.describe(`sipp over ${transport}`, () => {
    const run = async (product: Product, scenario: string, target?: string): Promise<void> =>
      sipp({
        scenario,
        account: await carolsPhone(product),
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
      const account = { ...(await carolsPhone(product)), password: 'wrong' };
      await sipp({ scenario: 'wrong-password', account, serverPort: product.sipPort, localPort: await freePortRange(1), transport });
    });

    test('[IO4] an offer of plain RTP gets 488', ({ product }) => run(product, 'plain-rtp', cast.bob.extension));

    test('[IO5] a phone calls a person in a browser, holds and hangs up', async ({ product, people }) => {
      const bob = await people.atPhone('bob');
      const call = run(product, 'call', cast.bob.extension);
      await bob.phone.answer('Carol');
      await bob.phone.isConnected('Carol');
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

test('[IO7] a browser calls a phone over UDP whose media stays silent', async ({ product, people }) => {
  const account = await carolsPhone(product);
  const localPort = await freePortRange(1);
  const phone = { account, serverPort: product.sipPort, localPort, transport: 'udp' as const };
  await sipp({ ...phone, scenario: 'register' });
  const alice = await people.atPhone('alice');
  const answered = sipp({ ...phone, scenario: 'answer', limitSeconds: 60 });
  await alice.phone.call(cast.carol.extension);
  await alice.phone.isConnected('Carol');
  await alice.hearsNothing();
  await alice.phone.press('Carol', 'Hang up');
  await answered;
});
