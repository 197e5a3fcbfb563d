import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerChallenge } from '../testing/digest-answer.testing.ts';
import { RigPhone } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { event, SubscriberRig, told } from '../testing/subscriber.testing.ts';
import type { UserAgentRig } from '../testing/user-agent-rig.testing.ts';

let world: SubscriberRig;
let rig: UserAgentRig;
let bob: RigPhone;

beforeEach(async () => {
  world = await SubscriberRig.start();
  rig = world.rig;
  bob = await rig.registered('bob');
  bob.take();
});
afterEach(() => rig.close());

/** Bob's desk phone over UDP or TCP, proved by digest, without an instance. */
async function desk(kind: 'udp' | 'tcp' = 'udp'): Promise<RigPhone> {
  const phone = new RigPhone(rig, { user: 'bob', instanceId: 'urn:desk', flow: rig.flow(kind, { address: '198.51.100.9' }) });
  await phone.send(world.build(phone));
  const challenge = phone.response(401);
  const request = world.build(phone);
  request.headers.append('Authorization', answerChallenge(challenge, request));
  await phone.send(request);
  return phone;
}

describe('telling', () => {
  test('[SIP125] who subscribed is told of a change once, and nobody else', async () => {
    await world.subscribe(bob);
    await world.taken(bob);
    const others = [await rig.registered('bob', 'urn:uuid:bobs-other-page'), await rig.registered('alice')];
    for (const other of others) other.take();
    await world.changesTo('Messages-Waiting: yes\r\n');
    expect(told(bob)).toBe('active;expires=599 | Messages-Waiting: yes');
    await world.taken(bob);
    await world.changesTo('Messages-Waiting: yes\r\n');
    await world.changesTo('Messages-Waiting: no\r\n', 'alice');
    expect([bob, ...others].map((phone) => phone.take())).toEqual([[], [], []]);
  });

  test('[SIP125] changes within a second are told as one, and so are those while a NOTIFY is under way', async () => {
    await world.subscribe(bob);
    await bob.respond(bob.request('NOTIFY'), 200);
    bob.take();
    for (const state of ['1', '2', '3']) await world.changesTo(state);
    expect(bob.take()).toEqual([]);
    await world.quiet();
    expect(told(bob)).toContain('| 3');
    const slow = bob.request('NOTIFY');
    bob.take();
    await world.quiet(1_500);
    for (const state of ['4', '5']) await world.changesTo(state);
    expect(bob.take()).toEqual([]);
    await bob.respond(slow, 200);
    expect([bob.summary(), told(bob)]).toEqual(['NOTIFY', 'active;expires=598 | 5']);
  });

  test('[SIP125] a state that cannot be read is read again', async () => {
    world.box.isBroken = true;
    await world.subscribe(bob);
    expect(bob.take()).toEqual(['200']);
    world.box.isBroken = false;
    await world.quiet(5_000);
    expect(bob.take()).toEqual(['NOTIFY']);
  });

  test.each([404, 481, 489, 500, 603])('[SIP126] %i to a NOTIFY ends the subscription', async (status) => {
    await world.subscribe(bob);
    await bob.respond(bob.request('NOTIFY'), status);
    expect(world.size).toBe(0);
    bob.take();
    await world.changesTo('other');
    expect(bob.take()).toEqual([]);
  });

  test('[SIP126] with Retry-After it is told again then', async () => {
    await world.subscribe(bob);
    await bob.respond(bob.request('NOTIFY'), 503, { headers: [['Retry-After', '7']] });
    bob.take();
    await world.quiet(6_900);
    expect([bob.take(), world.size]).toEqual([[], 1]);
    await world.quiet(101);
    expect(told(bob)).toBe('active;expires=593 | Messages-Waiting: no');
    await bob.respond(bob.request('NOTIFY'), 481, { headers: [['Retry-After', '7']] });
    expect(world.size).toBe(0);
  });

  test('[SIP126] without an answer it is repeated for 32 s over UDP; then the subscription is over', async () => {
    const phone = await desk();
    phone.take();
    await world.quiet(31_900);
    expect([phone.take().length, world.size]).toEqual([10, 1]);
    await world.quiet(200);
    expect(world.size).toBe(0);
  });
});

describe('ending', () => {
  test('[SIP127] when its time is over it ends with reason timeout', async () => {
    await world.subscribe(bob, [event, ['Expires', '60']]);
    await world.taken(bob);
    await world.quiet(58_900);
    expect(bob.take()).toEqual([]);
    await world.quiet(200);
    expect(told(bob)).toBe('terminated;reason=timeout | ');
    await bob.respond(bob.request('NOTIFY'), 200);
    expect(world.size).toBe(0);
  });

  test('[SIP127] a device or a person that may not register any more is told so before its flow is closed', async () => {
    const phone = await desk();
    await world.taken(phone);
    await world.subscribe(bob);
    await world.taken(bob);
    rig.userAgent.registrar.remove({ deviceId: 'desk-1' });
    expect([told(phone), bob.take()]).toEqual(['terminated;reason=rejected | ', []]);
    rig.userAgent.registrar.remove({ userId: 'bob' });
    expect([told(bob), bob.flow.closed.aborted]).toEqual(['terminated;reason=rejected | ', true]);
    expect(world.size).toBe(1);
    await phone.respond(phone.request('NOTIFY'), 200);
    expect(world.size).toBe(0);
  });

  test('[SIP127] what is gone ends with reason noresource', async () => {
    await world.subscribe(bob);
    await world.taken(bob);
    await world.changesTo(undefined);
    expect(told(bob)).toBe('terminated;reason=noresource | ');
    await bob.respond(bob.request('NOTIFY'), 200);
    expect(world.size).toBe(0);
  });

  test('[SIP127] a server that stops says when to come back', async () => {
    await world.subscribe(bob);
    await world.taken(bob);
    await rig.close();
    expect([told(bob), world.size]).toEqual(['terminated;reason=probation;retry-after=10 | ', 0]);
    await world.quiet(1_000_000);
    expect(bob.take()).toEqual(['NOTIFY']);
  });
});

describe('flows', () => {
  test('[SIP128] it follows the phone to the flow that it registers over, and tells what changed meanwhile', async () => {
    await world.subscribe(bob);
    await world.taken(bob);
    bob.reconnect();
    await world.changesTo('Messages-Waiting: yes\r\n');
    expect(bob.take()).toEqual([]);
    await world.quiet(40_000);
    await bob.register();
    await settled();
    expect([bob.summary(), told(bob)]).toEqual(['200 NOTIFY', 'active;expires=559 | Messages-Waiting: yes']);
    await world.taken(bob);
    bob.reconnect();
    await bob.register();
    expect(bob.take()).toEqual(['200']);
  });

  test('[SIP128] a NOTIFY that was under way when the flow went goes out again over the next', async () => {
    await world.subscribe(bob);
    bob.reconnect();
    await bob.register();
    await settled();
    expect(bob.request('NOTIFY').headers.get('CSeq')).toBe('2 NOTIFY');
    await world.taken(bob);
    expect(world.size).toBe(1);
  });

  test('[SIP128] a phone without an instance is known by its device', async () => {
    const phone = await desk('tcp');
    await world.taken(phone);
    phone.reconnect();
    await world.changesTo('Messages-Waiting: yes\r\n');
    const register = phone.build('REGISTER', phone.address, { headers: [['Contact', phone.contact]], callId: 'r' });
    await phone.send(register);
    const again = phone.build('REGISTER', phone.address, { headers: [['Contact', phone.contact]], callId: 'r' });
    again.headers.append('Authorization', answerChallenge(phone.response(401), again));
    await phone.send(again);
    expect(phone.summary()).toBe('401 200 NOTIFY');
  });

  test('[SIP128] one whose phone does not come back ends in silence', async () => {
    await world.subscribe(bob);
    await world.taken(bob);
    bob.cut();
    await world.quiet(601_000);
    expect([bob.take(), world.size]).toEqual([[], 0]);
  });

  test('[SIP128] nobody is told whose flow ended while the box was looked for', async () => {
    rig.transports.receive(world.build(bob), bob.flow);
    bob.cut();
    await settled();
    expect([bob.take(), world.size]).toEqual([[], 0]);
  });
});

describe('limits', () => {
  test('[SIP129] the ninth of a device is 503; others still may, and a place that is free is taken', async () => {
    const dialogs = [];
    for (let number = 0; number < 8; number += 1) dialogs.push(await world.subscribe(bob));
    await world.subscribe(bob);
    expect([bob.response().status, bob.response().headers.get('Retry-After')]).toEqual([503, '60']);
    const phone = await desk();
    expect(phone.summary()).toBe('401 200 NOTIFY');
    const [first] = dialogs;
    if (first) await bob.send(bob.within(first, 'SUBSCRIBE', { headers: [event, ['Expires', '0']] }));
    for (const message of bob.flow.sent.slice()) if (message.kind === 'request') await bob.respond(message, 200);
    for (const message of bob.flow.sent.slice()) if (message.kind === 'request') await bob.respond(message, 200);
    expect(world.size).toBe(8);
    await world.subscribe(bob);
    expect(bob.response().status).toBe(200);
    for (let attempt = 0; attempt < 20; attempt += 1) await world.subscribe(bob, [event], 'somebody');
    expect(bob.response().status).toBe(503);
  });

  test('[SIP129] what was refused takes no place', async () => {
    for (let attempt = 0; attempt < 20; attempt += 1) await world.subscribe(bob, [event], 'somebody');
    expect(bob.response().status).toBe(404);
    await world.subscribe(bob);
    expect(bob.response().status).toBe(200);
  });

  test('[SIP129] a thousand refreshes at once leave one NOTIFY under way', async () => {
    const dialog = await world.subscribe(bob);
    bob.take();
    for (let number = 0; number < 1_000; number += 1)
      rig.transports.receive(bob.within(dialog, 'SUBSCRIBE', { headers: [event] }), bob.flow);
    await settled();
    expect(bob.take().filter((name) => name === 'NOTIFY')).toHaveLength(0);
    expect(world.size).toBe(1);
  });
});

describe('what we can', () => {
  test('[SIP130] OPTIONS and the answers to INVITE name SUBSCRIBE and message-summary', async () => {
    await bob.send(bob.build('OPTIONS', bob.address));
    const options = bob.response().headers;
    const alice = await rig.registered('alice');
    await alice.invite();
    rig.invitations.at(-1)?.accept('answer');
    const accepted = alice.response(200).headers;
    for (const headers of [options, accepted]) {
      expect(headers.get('Allow')?.split(', ')).toContain('SUBSCRIBE');
      expect(headers.get('Allow-Events')).toBe('message-summary');
    }
  });
});
