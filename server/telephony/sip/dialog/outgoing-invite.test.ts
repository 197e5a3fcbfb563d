import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callTo, inviteTo } from '../testing/calls.testing.ts';
import { acme } from '../testing/credentials.testing.ts';
import { type RigPhone, sdp } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';

let rig: UserAgentRig;
let bob: RigPhone;

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  bob = await rig.registered('bob');
  bob.take();
});
afterEach(() => rig.close());

describe('being answered', () => {
  test('[SIP99] the INVITE names contact, address and caller; 200 is acknowledged and accepted', async () => {
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    expect(invite.uri).toMatchObject({ user: 'bob-ua', host: 'ua.invalid' });
    expect(invite.headers.get('To')).toBe(`<sip:bob@${acme}>`);
    expect(invite.headers.get('From')).toMatch(/^"Carol \\"C\\" Ünal" <sip:102@.+>;tag=.+/);
    await bob.respond(invite, 180);
    await bob.respond(invite, 200, { body: sdp('answer') });
    expect(log.events).toEqual(['180', 'accepted answer']);
    const ack = bob.request('ACK');
    expect(ack.headers.get('CSeq')).toBe('1 ACK');
    expect(ack.headers.get('To')).toContain('tag=bob-tag');
    expect(ack.uri).toMatchObject({ user: 'bob-ua' });
  });

  test('[SIP99] nothing is told before invite() returned, even when the flow is gone', async () => {
    const binding = rig.bindingOf('bob');
    bob.cut();
    const invite = rig.userAgent.invite({ binding, offer: 'offer', from: { displayName: '', uri: bob.address.uri } });
    const events: number[] = [];
    invite.on('failed', (status) => events.push(status));
    expect(events).toEqual([]);
    await settled();
    expect(events).toEqual([503]);
  });

  test('[SIP99] a copy of the 200 is acknowledged again and told once', async () => {
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    await bob.respond(invite, 200, { body: sdp('answer') });
    bob.take();
    await bob.respond(invite, 200, { body: sdp('answer') });
    expect(bob.take()).toEqual(['ACK']);
    expect(log.events).toHaveLength(1);
  });

  test('[SIP117] what acknowledges copies after the call holds nobody who listened', async () => {
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    await bob.respond(invite, 200, { body: sdp('answer') });
    expect(log.invite.eventNames()).toEqual([]);
    const [dialog] = log.dialogs;
    const heard: string[] = [];
    dialog?.on('bye', () => heard.push('bye'));
    await bob.send(bob.within(bob.answeredDialog(invite), 'BYE'));
    expect([heard, dialog?.eventNames()]).toEqual([['bye'], []]);
    bob.take();
    await bob.respond(invite, 200, { body: sdp('answer') });
    expect(bob.take()).toEqual(['ACK']);
  });

  test('[SIP117] an INVITE that failed holds nobody who listened', async () => {
    const log = await inviteTo(rig, 'bob');
    await bob.respond(bob.request('INVITE'), 486);
    expect([log.events, log.invite.eventNames()]).toEqual([['failed 486 Reason'], []]);
  });

  test('[SIP99] one description per early dialog, none of them twice', async () => {
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    for (const toTag of ['fork-1', 'fork-1', 'fork-2']) await bob.respond(invite, 183, { toTag, body: sdp('early') });
    expect(log.events).toEqual(['183', '183']);
  });

  test.each([
    ['without a body', {}],
    ['with a body that is no SDP', { body: { type: 'text/plain', content: 'hello' } }],
  ])('[SIP99] a 200 %s is acknowledged and ended', async (_name, extras) => {
    const log = await inviteTo(rig, 'bob');
    await bob.respond(bob.request('INVITE'), 200, extras);
    expect(bob.take()).toEqual(['INVITE', 'ACK', 'BYE']);
    expect(log.events).toEqual(['failed 488 No Usable Answer']);
  });

  test.each([
    [486, 'failed 486 Reason'],
    [603, 'failed 603 Reason'],
    [302, 'failed 302 Reason'],
  ])('[SIP99] %i fails with its status', async (status, expected) => {
    const log = await inviteTo(rig, 'bob');
    await bob.respond(bob.request('INVITE'), status);
    expect(log.events).toEqual([expected]);
    expect(bob.take()).toEqual(['INVITE', 'ACK']);
  });

  test('[SIP99] no answer at all is 408', async () => {
    const log = await inviteTo(rig, 'bob');
    rig.clock.advance(32_000);
    expect(log.events).toEqual(['failed 408 Request Timeout']);
  });

  test('[SIP99] a 200 that breaks the grammar fails instead of ending the process', async () => {
    const log = await inviteTo(rig, 'bob');
    await bob.respond(bob.request('INVITE'), 200, { body: sdp('answer'), headers: [['Record-Route', '<broken']] });
    expect(log.events).toEqual(['failed 500 Malformed Response']);
  });
});

describe('forks and late answers', () => {
  test('[SIP100] a 200 of another fork gets ACK and BYE with its own tag', async () => {
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    await bob.respond(invite, 200, { body: sdp('answer') });
    bob.take();
    await bob.respond(invite, 200, { toTag: 'other-fork', body: sdp('answer') });
    expect(bob.summary()).toBe('ACK BYE');
    expect(bob.request('BYE').headers.get('To')).toContain('other-fork');
    expect(log.dialogs.map((dialog) => dialog.isEnded)).toEqual([false]);
  });

  test('[SIP110] one INVITE makes at most 8 dialogs', async () => {
    await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    for (let fork = 0; fork < 20; fork++) await bob.respond(invite, 200, { toTag: `fork-${String(fork)}`, body: sdp('answer') });
    expect(bob.take().filter((name) => name === 'BYE')).toHaveLength(7);
    expect(rig.userAgent.dialogs).toBe(8);
  });

  test('[SIP100] a 200 after the timeout gets ACK and BYE', async () => {
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    rig.clock.advance(32_000);
    bob.take();
    await bob.respond(invite, 200, { body: sdp('answer') });
    expect(bob.take()).toEqual(['ACK', 'BYE']);
    expect(log.events).toEqual(['failed 408 Request Timeout']);
  });

  test('[SIP100] a 200 to an INVITE that nobody sent is dropped', async () => {
    await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    const forged = invite.headers.clone();
    forged.set('Call-ID', 'guessed');
    forged.set('Via', (forged.get('Via') ?? '').replace('z9hG4bK', 'z9hG4bKguessed'));
    bob.take();
    await bob.respond({ ...invite, headers: forged }, 200, { body: sdp('answer') });
    expect(bob.take()).toEqual([]);
  });
});

describe('cancelling', () => {
  test('[SIP101] CANCEL with its reason once a provisional came, then failed 487', async () => {
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    log.invite.cancel('SIP;cause=200;text="Call completed elsewhere"');
    expect(bob.summary()).toBe('INVITE');
    await bob.respond(invite, 180);
    const cancel = bob.request('CANCEL');
    expect(cancel.headers.get('Reason')).toBe('SIP;cause=200;text="Call completed elsewhere"');
    await bob.respond(cancel, 200);
    await bob.respond(invite, 487);
    expect(log.events).toEqual(['failed 487 Request Terminated']);
  });

  test('[SIP101] a 200 that crosses the CANCEL gets ACK and BYE', async () => {
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    await bob.respond(invite, 180);
    log.invite.cancel();
    bob.take();
    await bob.respond(invite, 200, { body: sdp('answer') });
    expect(bob.take()).toEqual(['ACK', 'BYE']);
    expect(log.events).toEqual(['180', 'failed 487 Request Terminated']);
  });

  test('[SIP101] cancelled before it was sent: nothing is sent', async () => {
    const invite = rig.userAgent.invite({ binding: rig.bindingOf('bob'), offer: 'offer', from: { displayName: '', uri: bob.address.uri } });
    const events: number[] = [];
    invite.on('failed', (status) => events.push(status));
    invite.cancel();
    await settled();
    expect([events, bob.take()]).toEqual([[487], []]);
  });

  test('[SIP101] a callee that stays silent is given up after 32 s', async () => {
    const log = await inviteTo(rig, 'bob');
    await bob.respond(bob.request('INVITE'), 180);
    log.invite.cancel();
    rig.clock.advance(32_000);
    expect(log.events).toEqual(['180', 'failed 487 Request Terminated']);
  });
});

test('[SIP112] after calls of every kind a closed user agent has no dialogs and no timers', async () => {
  const { dialog } = await callTo(rig, bob);
  await inviteTo(rig, 'bob');
  dialog.bye();
  await rig.close();
  expect([rig.userAgent.dialogs, rig.clock.pending]).toEqual([0, 0]);
});
