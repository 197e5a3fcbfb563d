import { expect } from '@playwright/test';
import { adminUserPageSchema } from '../../protocol/identity/admin.ts';
import { ApiClient } from '../fixtures/api.ts';
import { connect } from '../fixtures/calls.ts';
import { cast, type Person } from '../fixtures/person.ts';
import type { Product } from '../fixtures/product.ts';
import { test as base } from '../fixtures/test.ts';
import {
  answerDigest,
  ask,
  expectAlive,
  request,
  tcpWire,
  udpWire,
  webSocketWire,
  type DigestAccount,
  type RequestParts,
  type Wire,
} from './raw-sip.ts';
import { registrationOf } from './sipjs.ts';
import { Eavesdropper, type WireDialog } from './talking.ts';

const domain = 'main.acme.deskline.internal';

interface Talk {
  readonly alice: Person;
  readonly bob: Person;
  readonly dialog: WireDialog;
  /** Both still hear each other, in the same call. */
  goesOn(): Promise<void>;
}

interface Wires {
  readonly udp: Wire;
  readonly tcp: Wire;
  /** Dave's own socket: signed in, and his token was taken. */
  readonly ws: Wire;
}

const test = base.extend<{ readonly talk: Talk; readonly wires: Wires }>({
  talk: async ({ people }, use) => {
    const alice = await people.arrive('alice');
    const ears = new Eavesdropper(alice.page);
    await alice.atPhone();
    const bob = await people.atPhone('bob');
    await connect(alice, bob);
    const goesOn = async (): Promise<void> => {
      await alice.phone.isConnected('Bob');
      await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    };
    await goesOn();
    await use({ alice, bob, dialog: ears.dialog(), goesOn });
  },
  wires: async ({ product }, use) => {
    const target = { host: '127.0.0.1', port: product.sipPort };
    const wires = { udp: await udpWire(target), tcp: await tcpWire(target), ws: await davesSocket(product) };
    await use(wires);
    for (const wire of Object.values(wires)) wire.close();
  },
});

const socketUrl = (product: Product): string => `${product.url.replace('http', 'ws')}/sip`;

async function davesSocket(product: Product): Promise<Wire> {
  const dave = await ApiClient.signIn(product, cast.dave.email);
  const wire = await webSocketWire(socketUrl(product), dave.upgradeHeaders);
  const { token, address } = await registrationOf(dave);
  const headers = [`Authorization: Bearer ${token}`, `Contact: <sip:dave@hostile.invalid;transport=ws>`, 'Expires: 600'];
  const register = request(wire, 'REGISTER', { uri: `sip:${domain}`, from: `<${address}>;tag=d`, to: `<${address}>`, headers });
  expect((await ask(wire, register)).status).toBe(200);
  return wire;
}

function within(
  wire: Wire,
  method: string,
  { callId, from, to, target }: WireDialog,
  headers: readonly string[] = [],
): ReturnType<typeof request> {
  return request(wire, method, { uri: target, from, to, callId, cseq: 9_000, headers });
}

test('[IO20] a forged BYE, INFO, re-INVITE or REFER with the right tags ends or changes nothing', async ({ talk, wires }) => {
  const contact = 'Contact: <sip:evil@203.0.113.66>';
  for (const method of ['BYE', 'INFO', 'INVITE', 'UPDATE', 'REFER'])
    for (const [name, status] of [
      ['udp', 401],
      ['tcp', 401],
      ['ws', 403],
    ] as const) {
      const wire = wires[name];
      const forged = within(wire, method, talk.dialog, method === 'REFER' ? [contact, 'Refer-To: <sip:103@evil.invalid>'] : [contact]);
      expect((await ask(wire, forged)).status, `${method} over ${name}`).toBe(status);
    }
  await talk.goesOn();
  await expectAlive(wires.udp, domain);
  // The control: from its own flow the same words end the call.
  await talk.alice.phone.press('Bob', 'Hang up');
  await talk.bob.phone.hasNoCall('Alice');
});

test('[IO21] messages for dialogs and transactions that are not theirs get 481, and a take-over is refused', async ({ talk, wires }) => {
  const { dialog } = talk;
  const tagsOf = (header: string): string => /;tag=([^;]+)/.exec(header)?.[1] ?? '';
  for (const wire of Object.values(wires)) {
    const elsewhere = { ...dialog, to: dialog.to.replace(/;tag=.*/, ';tag=guessed') };
    expect((await ask(wire, within(wire, 'BYE', elsewhere))).status).toBe(481);
    expect((await ask(wire, within(wire, 'CANCEL', dialog))).status).toBe(481);
  }
  const takeOver = request(wires.ws, 'INVITE', {
    uri: `sip:101@${domain}`,
    from: `<sip:dave@${domain}>;tag=evil`,
    to: `<sip:101@${domain}>`,
    headers: [
      'Contact: <sip:dave@hostile.invalid;transport=ws>',
      `Replaces: ${dialog.callId};to-tag=${tagsOf(dialog.to)};from-tag=${tagsOf(dialog.from)}`,
    ],
  });
  expect((await ask(wires.ws, takeOver)).status).toBe(481);
  const posing = request(wires.ws, 'INVITE', {
    uri: `sip:101@${domain}`,
    from: `<sip:alice@${domain}>;tag=evil`,
    to: `<sip:101@${domain}>`,
    headers: ['Contact: <sip:dave@hostile.invalid;transport=ws>'],
  });
  expect((await ask(wires.ws, posing)).status).toBe(403);
  for (const wire of Object.values(wires)) {
    wire.send(
      `SIP/2.0 487 Request Terminated\r\nVia: SIP/2.0/${wire.transport} ${wire.sentBy};branch=z9hG4bKnone\r\nFrom: ${dialog.from}\r\nTo: ${dialog.to}\r\nCall-ID: ${dialog.callId}\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n`,
    );
    wire.send(within(wire, 'ACK', dialog).text);
    await expectAlive(wire, domain);
  }
  await talk.goesOn();
});

test('[IO22] oversized and malformed messages get the answer of the RFC', async ({ product, talk, wires }) => {
  const base = { uri: `sip:${domain}`, from: `<sip:x@${domain}>;tag=x`, to: `<sip:${domain}>` };
  const target = { host: '127.0.0.1', port: product.sipPort };
  for (const wire of [wires.udp, wires.tcp, wires.ws]) {
    const noSuchSequence = request(wire, 'OPTIONS', { ...base, cseq: 4_294_967_296 });
    expect((await ask(wire, noSuchSequence)).status).toBe(400);
    const loop = request(wire, 'INVITE', base);
    expect((await ask(wire, { ...loop, text: loop.text.replace('Max-Forwards: 70', 'Max-Forwards: 0') })).status).toBe(483);
    const wanted = request(wire, 'INVITE', { ...base, headers: ['Require: telepathy'] });
    expect((await ask(wire, wanted)).status).toBe(420);
    await expectAlive(wire, domain);
  }
  // Over TCP nobody can tell any more where the next message begins: each of these ends its connection.
  const oversized: readonly (readonly [number, Partial<RequestParts>])[] = [
    [400, { headers: Array.from({ length: 200 }, (_, index) => `X-${String(index)}: x`) }],
    [400, { headers: [`X-Long: ${'x'.repeat(9_000)}`] }],
    [414, { uri: `sip:${'x'.repeat(9_000)}@${domain}` }],
    [513, { body: 'x'.repeat(70_000) }],
  ];
  for (const [status, parts] of oversized)
    for (const open of [() => udpWire(target), () => tcpWire(target), () => davesSocket(product)]) {
      const wire = await open();
      // A datagram cannot be that long.
      if (status !== 513 || wire.transport !== 'UDP')
        expect((await ask(wire, request(wire, 'OPTIONS', { ...base, ...parts }))).status, wire.transport).toBe(status);
      wire.close();
    }
  const endless = await davesSocket(product);
  endless.send('x'.repeat(200_000));
  await expect.poll(() => endless.isClosed()).toBe(true);
  for (const junk of ['\0\0\0\0', 'GET / HTTP/1.1\r\n\r\n', `${'A'.repeat(60_000)}\r\n\r\n`, 'SIP/2.0\r\n\r\n']) {
    for (const wire of [await udpWire(target), await tcpWire(target), await davesSocket(product)]) {
      wire.send(junk);
      wire.close();
    }
  }
  await talk.goesOn();
  await expectAlive(wires.udp, domain);
});

/** Carol's desk phone at a socket of its own. */
async function deskPhone(product: Product): Promise<DigestAccount> {
  const admin = await ApiClient.signIn(product, cast.admin.email);
  const { body } = await admin.send('GET', '/api/admin/users?query=carol');
  const { items } = adminUserPageSchema.parse(body);
  return admin.makeDevice(items[0]?.id ?? '', { label: `desk ${String(Date.now())}`, allowMd5: false });
}

function register(wire: Wire, contact: string, headers: readonly string[]): ReturnType<typeof request> {
  const address = `<sip:${cast.carol.extension}@${domain}>`;
  return request(wire, 'REGISTER', {
    uri: `sip:${domain}`,
    from: `${address};tag=desk`,
    to: address,
    headers: [`Contact: <sip:carol@${contact}>`, ...headers],
  });
}

test('[IO23] a replayed digest and a spoofed address do not register, unregister or move a phone', async ({ product }) => {
  const account = await deskPhone(product);
  const target = { host: '127.0.0.1', port: product.sipPort };
  const desk = await udpWire(target);
  const asked = { method: 'REGISTER', uri: `sip:${domain}` };
  const { text: challenge } = await ask(desk, register(desk, desk.sentBy, ['Expires: 600']));
  const proof = answerDigest(challenge, account, asked);
  const before = await product.metric('sip_registrations');
  expect((await ask(desk, register(desk, desk.sentBy, ['Expires: 600', proof]))).status).toBe(200);
  const registered = await product.metric('sip_registrations');
  expect(registered).toBe(before + 1);

  // Without a proof the phone's own address, which anybody can write into a datagram, opens nothing.
  expect((await ask(desk, register(desk, desk.sentBy, ['Expires: 0']))).status).toBe(401);
  // The same proof again, from the phone's own address, to take it out of the book.
  const replayed = await ask(desk, register(desk, desk.sentBy, ['Expires: 0', proof]));
  expect([replayed.status, replayed.text]).toEqual([401, expect.stringContaining('stale=true')]);
  // And from another machine, with the phone's address in Via and Contact.
  const thief = await udpWire(target, '127.0.0.77');
  const stolen = register({ ...thief, sentBy: desk.sentBy }, desk.sentBy, ['Expires: 0', proof]);
  const deskHeard = desk.received().length;
  expect((await ask(thief, stolen)).status).toBe(401);
  const moved = await ask(
    thief,
    register(thief, '127.0.0.77:5060', ['Expires: 600', answerDigest(challenge, account, { ...asked, nc: '00000002' })]),
  );
  expect(moved.status).toBe(401);
  // Answers go to whoever sent, never to the address that was claimed.
  expect(desk.received().length).toBe(deskHeard);
  expect(await product.metric('sip_registrations')).toBe(registered);
  // The control: the phone itself goes on with the next count.
  const next = answerDigest(challenge, account, { ...asked, nc: '00000002' });
  expect((await ask(desk, register(desk, desk.sentBy, ['Expires: 0', next]))).status).toBe(200);
  expect(await product.metric('sip_registrations')).toBe(before);
  desk.close();
  thief.close();
});

test('[IO24] a flood from one address is dropped, and a call and other addresses go on', async ({ product, talk }) => {
  const target = { host: '127.0.0.1', port: product.sipPort };
  const flooder = await udpWire(target, '127.0.0.99');
  const options = (): ReturnType<typeof request> =>
    request(flooder, 'OPTIONS', { uri: `sip:${domain}`, from: `<sip:x@${domain}>;tag=x`, to: `<sip:${domain}>` });
  let sent = 0;
  const flood = (): Promise<number> => {
    for (let count = 0; count < 500; count += 1) {
      sent += 1;
      flooder.send(options().text);
    }
    return product.metric('sip_transport_errors_total');
  };
  const before = await product.metric('sip_transport_errors_total');
  await expect.poll(flood, { intervals: [50], timeout: 20_000 }).toBeGreaterThan(before);
  const other = await udpWire(target, '127.0.0.98');
  await expectAlive(other, domain);
  await talk.goesOn();
  expect(flooder.received().split('SIP/2.0 200 ').length).toBeLessThan(sent);
  flooder.close();
  other.close();
});
