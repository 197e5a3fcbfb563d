import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { globex, ownerOf } from '../testing/credentials.testing.ts';
import { answerChallenge } from '../testing/digest-answer.testing.ts';
import { RigPhone, type PhoneDialog } from '../testing/rig-phone.testing.ts';
import { event, SubscriberRig, told, type Headers } from '../testing/subscriber.testing.ts';
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

describe('beginning', () => {
  test('[SIP120] a SUBSCRIBE is 200 with tag, Contact, Expires and Allow-Events, and the state follows at once', async () => {
    const dialog = await world.subscribe(bob, [event, ['Expires', '300'], ['Record-Route', '<sip:edge.example;lr>']]);
    expect(bob.summary()).toBe('200 NOTIFY');
    const { headers } = bob.response();
    expect(dialog.remote.parameters.get('tag')).toMatch(/^[\w-]{12}$/u);
    expect([headers.get('Expires'), headers.get('Allow-Events')]).toEqual(['300', 'message-summary']);
    expect(headers.get('Record-Route')).toBe('<sip:edge.example;lr>');
    expect(headers.get('Contact')).toMatch(/^<sip:deskline@/);
    const notify = bob.request('NOTIFY');
    expect(told(bob)).toBe('active;expires=300 | Messages-Waiting: no');
    expect(notify.uri.user).toBe('bob-ua');
    expect(notify.headers.get('Event')).toBe('message-summary');
    expect(notify.headers.get('Content-Type')).toBe('application/simple-message-summary');
    expect(notify.headers.get('Route')).toBe('<sip:edge.example;lr>');
    expect(notify.headers.get('CSeq')).toBe('1 NOTIFY');
    expect(notify.headers.get('From')).toContain(dialog.remote.parameters.get('tag'));
  });

  test('[SIP120] an id in Event comes back in each NOTIFY', async () => {
    await world.subscribe(bob, [['o', 'message-summary;id=7']]);
    expect(bob.request('NOTIFY').headers.get('Event')).toBe('message-summary;id=7');
  });

  test.each(['1', '59'])('[SIP121] Expires: %s is 423', async (expires) => {
    await world.subscribe(bob, [event, ['Expires', expires]]);
    expect([bob.summary(), bob.response().headers.get('Min-Expires'), world.size]).toEqual(['423', '60', 0]);
  });

  test.each([
    ['60', '60'],
    ['601', '600'],
    ['86400', '600'],
    ['4294967295', '600'],
    ['soon', '600'],
  ])('[SIP121] Expires: %s is %s', async (asked, given) => {
    await world.subscribe(bob, [event, ['Expires', asked]]);
    expect([bob.response(200).headers.get('Expires'), told(bob)]).toEqual([given, `active;expires=${given} | Messages-Waiting: no`]);
  });

  test('[SIP121] without Expires it is ten minutes; 0 is told the state once', async () => {
    await world.subscribe(bob);
    expect(bob.response().headers.get('Expires')).toBe('600');
    bob.take();
    await world.subscribe(bob, [event, ['Expires', '0']]);
    expect(bob.response().headers.get('Expires')).toBe('0');
    expect(told(bob)).toBe('terminated;reason=timeout | Messages-Waiting: no');
    await bob.respond(bob.request('NOTIFY'), 200);
    expect(world.size).toBe(1);
  });

  test.each([
    ['no Event', [], 489, ['Allow-Events', 'message-summary']],
    ['an unknown package', [['Event', 'presence']], 489, ['Allow-Events', 'message-summary']],
    ['another spelling', [['Event', 'Message-Summary']], 489, ['Allow-Events', 'message-summary']],
    ['two events', [['Event', 'message-summary, message-summary']], 400, ['Allow-Events', undefined]],
    ['an id that is no token', [['Event', 'message-summary;id="a b"']], 400, ['Allow-Events', undefined]],
    ['another type', [event, ['Accept', 'application/pidf+xml']], 406, ['Accept', 'application/simple-message-summary']],
  ] as const)('[SIP122] %s is refused before anybody is asked who they are', async (_what, headers, status, [name, value]) => {
    const stranger = new RigPhone(rig, { user: 'bob', instanceId: 'urn:x', flow: rig.flow('udp', { address: '198.51.100.9' }) });
    await stranger.send(world.build(stranger, headers));
    expect([stranger.response().status, stranger.response().headers.get(name), world.box.finds]).toEqual([status, value, 0]);
  });

  test('[SIP122] a SUBSCRIBE without Contact, or with two, is 400', async () => {
    await bob.send(bob.build('SUBSCRIBE', bob.address, { headers: [event] }));
    expect(bob.response().status).toBe(400);
    await bob.send(world.build(bob, [event, ['Contact', '<sip:other@ua.invalid>']]));
    expect(bob.response().status).toBe(400);
  });

  test('[SIP122] Accept with a range that includes the type is accepted', async () => {
    await world.subscribe(bob, [event, ['Accept', 'application/pidf+xml, application/*']]);
    expect(bob.summary()).toBe('200 NOTIFY');
  });

  test('[SIP123] a stranger is challenged; the right digest subscribes', async () => {
    const desk = new RigPhone(rig, { user: 'bob', instanceId: 'urn:desk', flow: rig.flow('udp', { address: '198.51.100.9' }) });
    const first = world.build(desk);
    await desk.send(first);
    expect(desk.take()).toEqual(['401']);
    expect([world.box.finds, world.size]).toEqual([0, 0]);
    await desk.send(first);
    const challenge = desk.response(401);
    const second = world.build(desk);
    second.headers.append('Authorization', answerChallenge(challenge, second));
    desk.take();
    await desk.send(second);
    expect(desk.take()).toEqual(['200', 'NOTIFY']);
  });

  test.each(['100', 'alice', 'nobody', '000'])('[SIP123] what is not theirs and what is not there (%s) is 404 alike', async (user) => {
    await world.subscribe(bob, [event], user);
    const { status, reason, headers } = bob.response();
    expect([status, reason, headers.get('Content-Length')]).toEqual([404, 'Not Found', undefined]);
    expect([bob.summary(), world.size]).toEqual(['404', 0]);
  });

  test('[SIP123] nobody subscribes in the name of somebody else', async () => {
    const flow = rig.flow('wss', { owner: ownerOf('mallory') });
    const mallory = new RigPhone(rig, { user: 'mallory', instanceId: 'urn:m', flow, host: globex });
    await mallory.register();
    await mallory.send(world.build(mallory, [event], '101', 'bob'));
    expect(mallory.response().status).toBe(403);
    await mallory.send(world.build(mallory));
    expect(mallory.response().status).toBe(404);
    expect(world.size).toBe(0);
  });
});

describe('going on', () => {
  test('[SIP124] a refresh is 200 and told the state again, whether it changed or not', async () => {
    const dialog = await world.subscribe(bob, [event, ['Expires', '100']]);
    await world.taken(bob);
    rig.clock.advance(90_000);
    await bob.send(bob.within(dialog, 'SUBSCRIBE', { headers: [event, ['Expires', '120'], ['Contact', '<sip:elsewhere@ua.invalid>']] }));
    expect(bob.response().headers.get('Expires')).toBe('120');
    expect(told(bob)).toBe('active;expires=120 | Messages-Waiting: no');
    expect(bob.request('NOTIFY').uri.user).toBe('elsewhere');
    expect(bob.request('NOTIFY').headers.get('CSeq')).toBe('2 NOTIFY');
    await world.taken(bob);
    rig.clock.advance(110_000);
    expect(world.size).toBe(1);
  });

  test('[SIP124] Expires: 0 ends it with a last NOTIFY; then there is nothing', async () => {
    const dialog = await world.subscribe(bob);
    await world.taken(bob);
    world.box.state = 'Messages-Waiting: yes\r\n';
    await bob.send(bob.within(dialog, 'SUBSCRIBE', { headers: [event, ['Expires', '0']] }));
    expect(bob.summary()).toBe('200 NOTIFY');
    expect(told(bob)).toBe('terminated;reason=timeout | Messages-Waiting: yes');
    await bob.send(bob.within(dialog, 'SUBSCRIBE', { headers: [event] }));
    expect(bob.response().status).toBe(481);
    await bob.respond(bob.request('NOTIFY'), 200);
    expect(world.size).toBe(0);
    bob.take();
    await world.changesTo('Messages-Waiting: no\r\n');
    expect(bob.take()).toEqual([]);
  });

  test('[SIP124] an unsubscription that crosses a NOTIFY is told behind it', async () => {
    const dialog = await world.subscribe(bob);
    const first = bob.request('NOTIFY');
    await bob.send(bob.within(dialog, 'SUBSCRIBE', { headers: [event, ['Expires', '0']] }));
    expect(bob.take()).toEqual(['200', 'NOTIFY', '200']);
    await bob.respond(first, 200);
    expect(told(bob)).toContain('terminated');
    await bob.respond(bob.request('NOTIFY'), 200);
    expect(world.size).toBe(0);
  });

  test('[SIP124] order, unknown dialogs, other events and other methods', async () => {
    const dialog = await world.subscribe(bob);
    await world.taken(bob);
    const send = async (method: string, headers: Headers, within: PhoneDialog = dialog, cseq?: number): Promise<number> => {
      await bob.send(bob.within(within, method, { headers, ...(cseq !== undefined && { cseq }) }));
      return bob.response().status;
    };
    expect(await send('SUBSCRIBE', [event], dialog, 1)).toBe(500);
    expect(await send('SUBSCRIBE', [event], { ...dialog, callId: 'another' }, 50)).toBe(481);
    expect(await send('SUBSCRIBE', [['Event', 'message-summary;id=2']])).toBe(481);
    expect(await send('SUBSCRIBE', [['Event', 'presence']])).toBe(489);
    expect(await send('SUBSCRIBE', [event, ['Expires', '5']])).toBe(423);
    expect(await send('BYE', [])).toBe(481);
    expect(await send('INFO', [])).toBe(481);
    expect(bob.summary()).not.toContain('NOTIFY');
    expect(world.size).toBe(1);
  });

  test('[SIP124] from another flow: another person is 403, a stranger is challenged, the same person goes on there', async () => {
    const dialog = await world.subscribe(bob);
    await world.taken(bob);
    const alice = await rig.registered('alice');
    await alice.send(alice.within({ ...dialog, local: dialog.local }, 'SUBSCRIBE', { headers: [event, ['Expires', '0']], cseq: 900 }));
    expect(alice.response().status).toBe(403);
    const stranger = new RigPhone(rig, { user: 'bob', instanceId: 'urn:x', flow: rig.flow('udp', { address: '198.51.100.9' }) });
    await stranger.send(stranger.within(dialog, 'SUBSCRIBE', { headers: [event, ['Expires', '0']], cseq: 900 }));
    expect(stranger.response().status).toBe(401);
    bob.reconnect();
    await bob.send(bob.within(dialog, 'SUBSCRIBE', { headers: [event, ['Authorization', 'Bearer token-of-bob']] }));
    expect(bob.take()).toEqual(['200', 'NOTIFY']);
    expect(world.size).toBe(1);
  });
});
