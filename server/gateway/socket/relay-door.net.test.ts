import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { networksOf } from '../../platform/networks.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import type { Visitor } from '../testing/visitor.testing.ts';

const most = 100;
let deskline: Installation;
let alice: Visitor;
beforeAll(async () => {
  deskline = await startInstallation({ gateway: { proxies: networksOf(['127.0.0.1']) } });
  alice = await deskline.person('alice@acme.test');
});
afterAll(() => deskline.close());

/** A line from somebody's browser behind this address; what it says is the page's own origin, unless it is another site's. */
function knock(visitor: Visitor, address: string, origin = deskline.origin): Promise<WebSocket> {
  return visitor.connect('/relay', { headers: { origin, 'x-forwarded-for': address } });
}

describe('the door of remote support', () => {
  it('[SU28] refuses a browser from another site, signed in or not; our own page comes in (control)', async () => {
    for (const visitor of [deskline.visitor(), alice]) {
      for (const origin of ['https://evil.test', `${deskline.origin}.evil.test`, `${deskline.origin}0`, 'null', ''])
        await expect(knock(visitor, '192.0.2.1', origin), origin).rejects.toThrow('403');
      (await knock(visitor, '192.0.2.1')).terminate();
    }
  });

  it('[SU28] holds a hundred lines of one address and no more; another address, and a place that was left, are free (control)', async () => {
    const [full, other] = ['192.0.2.2', '192.0.2.3'];
    const held = await Promise.all(Array.from({ length: most }, () => knock(deskline.visitor(), full)));
    await expect(knock(deskline.visitor(), full)).rejects.toThrow('429');
    await expect(knock(alice, full), 'whoever is signed in is no exception').rejects.toThrow('429');
    held.push(await knock(deskline.visitor(), other));
    (await alice.connect('/ws', { headers: { 'x-forwarded-for': full } })).terminate();
    held[0]?.terminate();
    await expect
      .poll(async () => {
        try {
          held.push(await knock(deskline.visitor(), full));
          return 'open';
        } catch (error) {
          return error instanceof Error ? error.message : 'failed';
        }
      })
      .toBe('open');
    for (const socket of held) socket.terminate();
  });
});
