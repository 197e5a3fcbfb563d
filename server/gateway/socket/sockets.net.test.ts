import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { closeCodes, helloSchema, notificationFrameSchema, type NotificationFrame } from '../../../protocol/wire/envelope.ts';
import { protocolVersion } from '../../../protocol/wire/version.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import type { Visitor } from '../testing/visitor.testing.ts';
import { pageTimes } from './page-connection.ts';

const clock = new FakeClock(Date.now());
let deskline: Installation;
beforeAll(async () => {
  deskline = await startInstallation({ clock, gateway: { limits: { perSession: 3, perAddress: 12 } } });
});
afterAll(() => deskline.close());

/** A page: says hello and keeps what it is told. */
class Page {
  readonly notifications: NotificationFrame[] = [];
  readonly hellos: unknown[] = [];
  closeCode: number | undefined;
  readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString('utf8'));
      const notification = notificationFrameSchema.safeParse(message);
      if (notification.success) this.notifications.push(notification.data);
      else this.hellos.push(message);
    });
    socket.on('close', (code) => (this.closeCode = code));
  }

  /** Connects and says hello. */
  static async open(visitor: Visitor, hello: unknown = { type: 'hello', protocolVersion, oldestSupportedVersion: 1 }): Promise<Page> {
    const page = await Page.connect(visitor);
    page.socket.send(JSON.stringify(hello));
    return page;
  }

  static async connect(visitor: Visitor): Promise<Page> {
    const made: Page[] = [];
    await visitor.connect('/ws', { prepare: (socket) => made.push(new Page(socket)) });
    const [page] = made;
    if (!page) throw new Error('connect() prepares one socket');
    return page;
  }

  get names(): readonly string[] {
    return this.notifications.map((notification) => notification.name);
  }
}

/** Once a page got something, everything sent to it before has arrived too. */
async function settle(page: Page, userId: string, tenantId: string): Promise<void> {
  const before = page.notifications.length;
  await expect
    .poll(() => {
      deskline.pages.toUser({ tenantId, userId }, 'calls.seen', {});
      return page.notifications.length;
    })
    .toBeGreaterThan(before);
}

const idsSchema = z.object({ userId: z.string(), tenant: z.object({ id: z.string() }) });
async function idsOf(visitor: Visitor): Promise<{ readonly userId: string; readonly tenantId: string }> {
  const me = idsSchema.parse((await visitor.get('/api/session')).body);
  return { userId: me.userId, tenantId: me.tenant.id };
}

describe('upgrades', () => {
  it('[ID55] let a signed-in page through (control)', async () => {
    const alice = await deskline.person('alice@acme.test');
    const ws = await alice.connect('/ws');
    const sip = await alice.connect('/sip', { protocols: ['sip'] });
    expect(sip.protocol).toBe('sip');
    ws.terminate();
    sip.terminate();
  });

  it('[ID55] answer every other request with the right status', async () => {
    const alice = await deskline.person('alice@acme.test');
    const sip = { protocols: ['sip'] };
    await expect(deskline.visitor().connect('/ws')).rejects.toThrow('401');
    await expect(deskline.visitor().connect('/sip', sip)).rejects.toThrow('401');
    await expect(alice.connect('/ws', { headers: { origin: 'https://evil.test' } })).rejects.toThrow('403');
    await expect(alice.connect('/sip', { ...sip, headers: { origin: 'null' } })).rejects.toThrow('403');
    await expect(alice.connect('/sip')).rejects.toThrow('400');
    await expect(alice.connect('/sip', { protocols: ['mqtt'] })).rejects.toThrow('400');
    await expect(alice.connect('/elsewhere')).rejects.toThrow('404');
    await expect(alice.connect('/ws', { version: 8 })).rejects.toThrow('426');
  });

  it('[ID55] a request without Origin is refused: browsers always send one', async () => {
    const alice = await deskline.person('alice@acme.test');
    const answer = await fetch(`${deskline.origin}/ws`, { headers: { cookie: alice.cookieHeader } });
    expect(answer.status).not.toBe(101);
    await expect(alice.connect('/ws', { headers: { origin: '' } })).rejects.toThrow('403');
  });

  it('[ID55] a session may hold so many sockets and no more', async () => {
    const dave = await deskline.person('dave@acme.test');
    const held = [await dave.connect('/ws'), await dave.connect('/ws'), await dave.connect('/ws')];
    await expect(dave.connect('/ws')).rejects.toThrow('429');
    held[0]?.terminate();
    await expect
      .poll(async () => {
        try {
          held.push(await dave.connect('/ws'));
          return 'open';
        } catch (error) {
          return error instanceof Error ? error.message : 'failed';
        }
      })
      .toBe('open');
    for (const socket of held) socket.terminate();
  });

  it('[ID38] /sip hands over who opened it, as the session says', async () => {
    const bob = await deskline.person('bob@acme.test');
    const { userId, tenantId } = await idsOf(bob);
    const socket = await bob.connect('/sip', { protocols: ['sip'] });
    const accepted = deskline.sip.accepted.at(-1);
    expect(accepted?.options).toMatchObject({ owner: { userId, tenantId }, isSecure: false, remoteAddress: '127.0.0.1' });
    socket.terminate();
  });
});

describe('/ws', () => {
  it('[ID56] greets with its version', async () => {
    const alice = await deskline.person('alice@acme.test');
    const page = await Page.open(alice);
    await expect.poll(() => page.hellos.length).toBe(1);
    expect(helloSchema.parse(page.hellos[0])).toMatchObject({ protocolVersion });
    page.socket.terminate();
  });

  it('[ID56] closes with a code for each thing that is wrong', async () => {
    const alice = await deskline.person('alice@acme.test');
    const wrong: readonly (readonly [hello: unknown, code: number])[] = [
      [{ type: 'hello', protocolVersion: 0, oldestSupportedVersion: 0 }, closeCodes.clientTooOld],
      [{ type: 'hello', protocolVersion: 99, oldestSupportedVersion: 98 }, closeCodes.serverTooOld],
      [{ type: 'goodbye' }, closeCodes.protocolError],
      ['{ not json', closeCodes.protocolError],
    ];
    for (const [hello, code] of wrong) {
      const page = await Page.open(alice, hello);
      await expect.poll(() => page.closeCode).toBe(code);
    }
    const big = await Page.open(alice, { type: 'hello', padding: 'x'.repeat(10_000) });
    await expect.poll(() => big.closeCode).toBe(1009);
  });

  it('[ID56] closes a page that says nothing', async () => {
    const alice = await deskline.person('alice@acme.test');
    const page = await Page.connect(alice);
    await expect.poll(() => page.hellos.length).toBe(1);
    clock.advance(pageTimes.helloMs);
    await expect.poll(() => page.closeCode).toBe(closeCodes.protocolError);
  });

  it('[ID57] reaches the pages of the person, numbered, and nobody else’s', async () => {
    const [alice, bob, erin] = await Promise.all(
      ['alice@acme.test', 'bob@acme.test', 'erin@globex.test'].map((email) => deskline.person(email)),
    );
    if (!alice || !bob || !erin) throw new Error('three people sign in');
    const [first, second, bobs, erins] = await Promise.all([Page.open(alice), Page.open(alice), Page.open(bob), Page.open(erin)]);
    const aliceIds = await idsOf(alice);
    const bobIds = await idsOf(bob);
    const erinIds = await idsOf(erin);
    await settle(first, aliceIds.userId, aliceIds.tenantId);
    await settle(second, aliceIds.userId, aliceIds.tenantId);
    await settle(bobs, bobIds.userId, bobIds.tenantId);
    await settle(erins, erinIds.userId, erinIds.tenantId);
    deskline.pages.toUser(aliceIds, 'me.changed', {});
    deskline.pages.toTenant(aliceIds.tenantId, 'people.changed', {});
    await expect.poll(() => first.names).toEqual(expect.arrayContaining(['me.changed', 'people.changed']));
    await expect.poll(() => second.names).toEqual(expect.arrayContaining(['me.changed', 'people.changed']));
    await settle(bobs, bobIds.userId, bobIds.tenantId);
    await settle(erins, erinIds.userId, erinIds.tenantId);
    expect(bobs.names).toContain('people.changed');
    expect(bobs.names).not.toContain('me.changed');
    expect(erins.names).not.toContain('people.changed');
    expect(first.notifications.map((notification) => notification.sequence)).toEqual(first.notifications.map((_, index) => index + 1));
    for (const page of [first, second, bobs, erins]) page.socket.terminate();
  });

  it('[ID9] signing out closes the session’s sockets of both kinds, and only those', async () => {
    const here = await deskline.person('carol@acme.test');
    const elsewhere = await deskline.person('carol@acme.test');
    const ids = await idsOf(here);
    const page = await Page.open(here);
    const other = await Page.open(elsewhere);
    await settle(page, ids.userId, ids.tenantId);
    await settle(other, ids.userId, ids.tenantId);
    const phone = await here.connect('/sip', { protocols: ['sip'] });
    const isPhoneClosed = new Promise((resolve) => phone.once('close', resolve));
    const startMs = performance.now();
    await here.request('DELETE', '/api/session');
    await expect.poll(() => page.closeCode).toBe(closeCodes.sessionEnded);
    await isPhoneClosed;
    expect(performance.now() - startMs).toBeLessThan(2_000);
    expect(page.notifications.at(-1)).toMatchObject({ name: 'session.ended', data: { why: 'signed-out' } });
    await settle(other, ids.userId, ids.tenantId);
    expect(other.closeCode).toBeUndefined();
    other.socket.terminate();
  });

  it('[ID57] drops a page that no longer answers pings', async () => {
    const alice = await deskline.person('alice@acme.test');
    const ids = await idsOf(alice);
    const page = await Page.open(alice);
    await settle(page, ids.userId, ids.tenantId);
    const before = deskline.pages.size;
    page.socket.pause();
    clock.advance(pageTimes.pingMs);
    clock.advance(pageTimes.pingMs);
    await expect.poll(() => deskline.pages.size).toBeLessThan(before);
    page.socket.terminate();
  });
});
