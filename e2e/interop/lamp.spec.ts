import { expect } from '@playwright/test';
import { voicemailPageSchema } from '../../protocol/telephony/voicemail.ts';
import { ApiClient } from '../fixtures/api.ts';
import { cast, type Person, type Role } from '../fixtures/person.ts';
import { freePortRange } from '../fixtures/ports.ts';
import type { Product } from '../fixtures/product.ts';
import { test } from '../fixtures/test.ts';
import { setVoicemail } from '../fixtures/voicemail.ts';
import { askPhonesFor, deskPhoneOf } from './desk-phone.ts';
import { ask, request, webSocketWire } from './raw-sip.ts';
import { registrationOf } from './sipjs.ts';
import { sipp, type SippRun } from './sipp.ts';

test.beforeAll(({ product }) => askPhonesFor(product, 'md5'));
test.afterAll(({ product }) => askPhonesFor(product, 'sha-256'));
test.afterEach(({ product }) => setVoicemail(product, ['carol'], false));

/** Nobody is at Carol's phone: her box answers at once. */
async function leaveCarolAMessage(alice: Person): Promise<void> {
  await alice.phone.call(cast.carol.extension);
  await alice.phone.leavesMessage('Carol', 5);
}

async function messagesOf(api: ApiClient): Promise<readonly string[]> {
  return voicemailPageSchema.parse(await api.expect('GET', '/api/voicemail/messages')).items.map(({ id }) => id);
}

/** Carol's page: registered over WebSocket, without a subscription. Says what came to it. */
async function pageOf(carol: ApiClient, product: Product): Promise<{ readonly received: () => string; close(): void }> {
  const wire = await webSocketWire(`${product.url.replace('http', 'ws')}/sip`, carol.upgradeHeaders);
  const { token, address } = await registrationOf(carol);
  const headers = [`Authorization: Bearer ${token}`, 'Contact: <sip:carol@page.invalid;transport=ws>', 'Expires: 600'];
  const uri = `sip:${address.slice(address.indexOf('@') + 1)}`;
  expect((await ask(wire, request(wire, 'REGISTER', { uri, from: `<${address}>;tag=c`, to: `<${address}>`, headers }))).status).toBe(200);
  return wire;
}

for (const transport of ['udp', 'tcp'] as const) {
  test.describe(`lamps of sipp over ${transport}`, () => {
    const phone = async (product: Product, role: Role, run: Pick<SippRun, 'scenario' | 'target'>): Promise<void> => {
      const account = await deskPhoneOf(product, role);
      await sipp({ ...run, account, serverPort: product.sipPort, localPort: await freePortRange(1), transport, limitSeconds: 80 });
    };

    test('[IO40] [IO41] a phone is told of no message, a new one, an old one; other phones are told nothing', async ({
      product,
      people,
    }) => {
      const carol = await ApiClient.signIn(product, cast.carol.email);
      const bob = await ApiClient.signIn(product, cast.bob.email);
      for (const somebody of [carol, bob])
        for (const id of await messagesOf(somebody)) await somebody.expect('DELETE', `/api/voicemail/messages/${id}`);
      await setVoicemail(product, ['carol'], true);
      const alice = await people.atPhone('alice');
      const lamp = phone(product, 'carol', { scenario: 'lamp', target: cast.carol.extension });
      const bobs = phone(product, 'bob', { scenario: 'dark-lamp', target: cast.bob.extension });
      await expect.poll(() => product.metric('sip_subscriptions')).toBe(2);
      await leaveCarolAMessage(alice);
      await expect.poll(() => messagesOf(carol)).toHaveLength(1);
      const page = await pageOf(carol, product);
      const [message = ''] = await messagesOf(carol);
      await carol.expect('PUT', `/api/voicemail/messages/${message}/heard`, { isHeard: true });
      await lamp;
      await bobs;
      expect(page.received()).not.toContain('NOTIFY');
      page.close();
      await expect.poll(() => product.metric('sip_subscriptions')).toBe(0);
    });

    test('[IO42] a colleague’s box is not there', async ({ product }) => {
      await phone(product, 'bob', { scenario: 'foreign-box', target: cast.carol.extension });
      expect(await product.metric('sip_subscriptions')).toBe(0);
    });
  });
}
