import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acme, ownerOf } from '../testing/credentials.testing.ts';
import { RigPhone } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';
import { nameAddr, withTag } from '../message/name-addr.ts';
import { sipUri } from '../message/uri-parser.ts';

let rig: UserAgentRig;
let events: string[];

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  events = [];
  rig.userAgent.registrar.on('bindingsChanged', (_tenantId, userId, bindings) => events.push(`${userId} ${String(bindings.length)}`));
  rig.userAgent.registrar.on('rebound', (before, after) => events.push(`${before.flow.id} → ${after.flow.id}`));
});
afterEach(() => rig.close());

const bindings = (user = 'alice'): number => rig.userAgent.registrar.bindingsOf('acme', user).length;

/** A contact of its own instance. */
function contactOf(instance: string, more = ''): string {
  return `<sip:x@ua.invalid>;reg-id=1;+sip.instance="<${instance}>"${more}`;
}

describe('registering', () => {
  test('[SIP60] the 200 lists the binding with instance, reg-id and seconds left, and has a Date', async () => {
    const alice = rig.browser('alice');
    const { status, headers } = await alice.register();
    expect(status).toBe(200);
    expect(headers.all('Contact')).toEqual([
      '<sip:alice-ua@ua.invalid;transport=ws>;+sip.instance="<urn:uuid:alice>";reg-id=1;expires=600',
    ]);
    expect([headers.get('Require'), headers.get('Date')]).toEqual(['outbound', 'Thu, 01 Jan 2026 00:00:00 GMT']);
    expect(rig.bindingOf('alice')).toMatchObject({
      aor: `sip:alice@${acme}`,
      userId: 'alice',
      pbxId: 'acme-main',
      instanceId: 'urn:uuid:alice',
      regId: 1,
      nodeId: 'node-1',
    });
    expect(rig.userAgent.registrar.bindingOfFlow(alice.flow.id)).toBe(rig.bindingOf('alice'));
    expect(events).toEqual(['alice 1']);
  });

  test('[SIP60] without Contact it answers and changes nothing', async () => {
    const alice = await rig.registered('alice');
    rig.clock.advance(100_000);
    await alice.send(alice.build('REGISTER', alice.address));
    expect(alice.response().headers.all('Contact')).toEqual([expect.stringContaining('expires=500')]);
    expect(events).toHaveLength(1);
  });

  test.each([
    ['expires=120', [['Expires', '600']], 120],
    ['', [['Expires', '300']], 300],
    ['', [], 600],
    ['expires=86400', [], 3600],
    ['expires=soon', [], 3600],
  ] as const)('[SIP61] contact parameter "%s" and header %j give %i s', async (parameter, headers, seconds) => {
    const alice = rig.browser('alice');
    const { headers: answer } = await alice.register(headers, contactOf('urn:a', parameter && `;${parameter}`));
    expect(answer.get('Contact')).toContain(`expires=${String(seconds)}`);
  });

  test('[SIP61] 1 to 59 s is 423 with Min-Expires, 0 removes', async () => {
    const alice = rig.browser('alice');
    const brief = await alice.register([['Expires', '59']]);
    expect([brief.status, brief.headers.get('Min-Expires'), bindings()]).toEqual([423, '60', 0]);
    await alice.register();
    const gone = await alice.register([['Expires', '0']]);
    expect([gone.status, gone.headers.has('Contact'), bindings()]).toEqual([200, false, 0]);
  });

  test('[SIP62] a star removes all, but only with Expires 0 and alone', async () => {
    const alice = await rig.registered('alice');
    await rig.registered('alice', 'urn:uuid:tablet');
    expect((await alice.register([['Expires', '600']], '*')).status).toBe(400);
    expect(
      (
        await alice.register(
          [
            ['Expires', '0'],
            ['Contact', contactOf('urn:x')],
          ],
          '*',
        )
      ).status,
    ).toBe(400);
    expect(bindings()).toBe(2);
    expect((await alice.register([['Expires', '0']], '*')).status).toBe(200);
    expect(bindings()).toBe(0);
  });

  test('[SIP63] an old CSeq of the same Call-ID is 500 and changes nothing, not even the other contact', async () => {
    const alice = await rig.registered('alice');
    alice.cseq = 0;
    const answer = await alice.register([
      ['Expires', '300'],
      ['Contact', contactOf('urn:new')],
    ]);
    expect([answer.status, bindings()]).toEqual([500, 1]);
  });

  test('[SIP63] one bad contact among good ones changes nothing', async () => {
    const alice = rig.browser('alice');
    const answer = await alice.register([['Contact', '<sip:bob@main.acme.example.test>']]);
    expect([answer.status, bindings()]).toEqual([403, 0]);
  });

  test('[SIP64] the same instance with a new Call-ID and contact replaces; others stand beside', async () => {
    const alice = await rig.registered('alice');
    const again = rig.browser('alice');
    await again.register(undefined, contactOf('urn:uuid:alice'));
    expect(events).toEqual(['alice 1', `${alice.flow.id} → ${again.flow.id}`, 'alice 1']);
    const tablet = await rig.registered('alice', 'urn:uuid:tablet');
    expect(tablet.response().headers.all('Contact')).toHaveLength(2);
  });

  test('[SIP64] another reg-id of the same instance is another flow', async () => {
    await rig.registered('alice');
    const second = rig.browser('alice');
    await second.register(undefined, contactOf('urn:uuid:alice').replace('reg-id=1', 'reg-id=2'));
    expect(bindings()).toBe(2);
  });

  test('[SIP65] the 11th contact is 403; a lost one makes room', async () => {
    const phones: RigPhone[] = [];
    for (let phone = 0; phone < 10; phone++) phones.push(await rig.registered('alice', `urn:phone-${String(phone)}`));
    const eleventh = rig.browser('alice', 'urn:phone-11');
    expect((await eleventh.register()).status).toBe(403);
    phones[3]?.cut();
    expect((await eleventh.register()).status).toBe(200);
    expect(bindings()).toBe(10);
  });

  test('[SIP70] for somebody else 403, outside of the domain 404', async () => {
    const alice = await rig.registered('alice');
    const bobs = withTag(nameAddr(sipUri('bob', acme)), 't');
    await alice.send(alice.build('REGISTER', alice.address, { from: bobs, headers: [['Contact', contactOf('urn:x')]] }));
    expect(alice.response().status).toBe(403);
    const strange = alice.build('REGISTER', alice.address);
    await alice.send({ ...strange, uri: sipUri(undefined, 'elsewhere.example') });
    expect(alice.response().status).toBe(404);
  });
});

describe('contacts', () => {
  test.each([
    ['<sip:x@random.invalid>', 200],
    ['<sip:x@203.0.113.9:5060>', 200],
    ['<sip:bob@main.acme.example.test>', 403],
    ['<sip:x@example.test>', 403],
    ['<sip:x@127.0.0.1:22>', 200],
    ['<sip:x@127.0.0.2>', 403],
    ['<sip:x@10.1.2.3>', 403],
    ['<sip:x@192.168.1.1>', 403],
    ['<sip:x@169.254.169.254>', 403],
    ['<sip:x@[::1]>', 403],
    ['<sip:x@[::ffff:10.0.0.1]>', 403],
    ['<sip:x@[fd00::1]>', 403],
    ['<sip:x@localhost>', 403],
    ['<tel:+4930123456>', 400],
    [`<sip:${'x'.repeat(600)}@ua.invalid>`, 400],
    ['<sip:x@ua.invalid>, <sip:x@ua.invalid>', 400],
    ['<sip:x@ua.invalid>;+sip.instance="<urn:a>";reg-id=0', 400],
  ])('[SIP66] %s is %i', async (contact, status) => {
    const alice = rig.browser('alice');
    expect((await alice.register(undefined, contact)).status).toBe(status);
    expect(bindings()).toBe(status === 200 ? 1 : 0);
  });

  test('[SIP66] our own address and port is refused even to a sender on this machine', async () => {
    const alice = rig.browser('alice');
    expect((await alice.register(undefined, '<sip:x@127.0.0.1:5060>')).status).toBe(403);
  });
});

describe('flows and time', () => {
  test('[SIP67] a closed flow makes its binding unreachable; the return is a rebound', async () => {
    const alice = await rig.registered('alice');
    const old = alice.flow.id;
    alice.reconnect();
    expect([bindings(), rig.userAgent.registrar.size]).toEqual([0, 0]);
    await alice.register();
    expect(events).toEqual(['alice 1', 'alice 0', `${old} → ${alice.flow.id}`, 'alice 1']);
  });

  test('[SIP67] a flow that closed while the sender was checked registers nothing', async () => {
    const alice = rig.browser('alice');
    const headers = [['Authorization', 'Bearer token-of-alice'] as const, ['Contact', contactOf('urn:a')] as const];
    rig.transports.receive(alice.build('REGISTER', alice.address, { headers }), alice.flow);
    alice.cut();
    await settled();
    expect(bindings()).toBe(0);
  });

  test('[SIP68] a binding ends with its time unless it is refreshed, whatever the wall clock does', async () => {
    const alice = await rig.registered('alice');
    rig.clock.setWallClock(Date.UTC(2030, 0, 1));
    rig.clock.advance(599_000);
    expect(bindings()).toBe(1);
    await alice.register();
    rig.clock.advance(599_000);
    expect(bindings()).toBe(1);
    rig.clock.advance(2000);
    expect(bindings()).toBe(0);
    expect(events).toEqual(['alice 1', 'alice 0']);
  });

  test('[SIP72] a refresh is no change', async () => {
    const alice = await rig.registered('alice');
    await alice.register();
    await alice.register();
    expect(events).toEqual(['alice 1']);
  });

  test.each([
    [{ userId: 'alice' }, 2],
    [{ webSessionId: 'session-2' }, 1],
    [{ deviceId: 'none' }, 0],
    [{ tenantId: 'none' }, 0],
  ])('[SIP69] remove(%j) ends %i and closes their flows', async (match, count) => {
    const one = await rig.registered('alice');
    const two = new RigPhone(rig, {
      user: 'alice',
      instanceId: 'urn:two',
      flow: rig.flow('wss', { owner: ownerOf('alice', 'session-2') }),
    });
    await two.register();
    const bob = await rig.registered('bob');
    expect(rig.userAgent.registrar.remove(match)).toBe(count);
    expect([one, two, bob].filter((phone) => phone.flow.closed.aborted)).toHaveLength(count);
    expect([bindings(), bindings('bob')]).toEqual([2 - count, 1]);
  });
});
