import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callFrom, callTo, inviteTo, type RigCall } from '../testing/calls.testing.ts';
import { sdp } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';

let rig: UserAgentRig;
let call: RigCall;

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  call = await callFrom(rig, await rig.registered('alice'));
});
afterEach(() => rig.close());

const dtmf = { body: { type: 'application/dtmf-relay', content: 'Signal=5' } };

/** The page has a new socket and registered over it. */
async function comeBack(): Promise<void> {
  call.phone.reconnect();
  await call.phone.register();
}

describe('a socket cut in mid-call', () => {
  test('[SIP106] ends nothing, however long it lasts', async () => {
    const events: string[] = [];
    call.dialog.on('failed', (why) => events.push(why)).on('bye', () => events.push('bye'));
    call.phone.cut();
    rig.clock.advance(3_600_000);
    await settled();
    expect([events, call.dialog.isEnded]).toEqual([[], false]);
  });

  test('[SIP105] the dialog moves when the instance registers again, and both sides can hang up', async () => {
    const moved: string[] = [];
    call.dialog.on('rebound', (flow) => moved.push(flow.id));
    await comeBack();
    expect(moved).toEqual([call.phone.flow.id]);
    await call.phone.send(call.phone.within(call.phoneDialog, 'INFO', dtmf));
    expect(call.phone.take()).toEqual(['200', '405']);
    call.dialog.bye();
    expect(call.phone.take()).toEqual(['BYE']);
  });

  test('[SIP105] also when the binding had expired meanwhile', async () => {
    call.phone.cut();
    rig.clock.advance(700_000);
    await comeBack();
    expect(call.dialog.flow.id).toBe(call.phone.flow.id);
  });

  test('[SIP105] another instance of the same user does not take the dialog', async () => {
    call.phone.cut();
    const other = await rig.registered('alice', 'urn:uuid:other');
    expect(call.dialog.flow.id).not.toBe(other.flow.id);
  });

  test('[SIP105] a request waits for the return', async () => {
    call.phone.cut();
    const info = call.dialog.send('INFO', dtmf);
    rig.clock.advance(31_000);
    await comeBack();
    await call.phone.respond(call.phone.request('INFO'), 200);
    expect((await info).status).toBe(200);
  });

  test('[SIP105] and is given up after 32 s without ending the dialog', async () => {
    call.phone.cut();
    const outcome = Promise.allSettled([call.dialog.send('INFO', dtmf)]);
    rig.clock.advance(32_000);
    expect(await outcome).toMatchObject([{ reason: { status: 503 } }]);
    expect(call.dialog.isEnded).toBe(false);
  });

  test('[SIP105] one that was under way is sent again with a new number', async () => {
    const info = call.dialog.send('INFO', dtmf);
    const first = call.phone.request('INFO');
    await comeBack();
    const second = call.phone.request('INFO');
    expect(second.headers.get('CSeq')).not.toBe(first.headers.get('CSeq'));
    await call.phone.respond(second, 200);
    expect((await info).status).toBe(200);
  });

  test('[SIP105] a BYE said meanwhile arrives after the return', async () => {
    call.phone.cut();
    call.dialog.bye();
    expect(rig.userAgent.dialogs).toBe(1);
    await comeBack();
    await call.phone.respond(call.phone.request('BYE'), 200);
    expect(rig.userAgent.dialogs).toBe(0);
  });

  test('[SIP105] and is forgotten after 32 s when nobody returns', async () => {
    call.phone.cut();
    call.dialog.bye();
    rig.clock.advance(32_000);
    await settled();
    expect(rig.userAgent.dialogs).toBe(0);
  });

  test('[SIP105] an offer of ours goes on over the new flow', async () => {
    const offer = call.dialog.reinvite('our offer');
    await comeBack();
    await call.phone.respond(call.phone.request('INVITE'), 200, { body: sdp('their answer') });
    expect(await offer).toBe('their answer');
    expect(call.phone.summary()).toContain('ACK');
  });

  test('[SIP91] a 2xx that lost its ACK with the flow is sent again and ends no call', async () => {
    call.dialog.on('reinvite', (_offer, reply) => reply.accept('our answer'));
    await call.phone.send(call.phone.within(call.phoneDialog, 'INVITE', { body: sdp('their offer') }));
    await comeBack();
    expect(call.phone.summary()).toContain('200');
    rig.clock.advance(64_000);
    expect(call.dialog.isEnded).toBe(false);
    await expect(Promise.race([call.dialog.reinvite('our offer'), settled().then(() => 'sent')])).resolves.toBe('sent');
    expect(call.phone.take()).toContain('INVITE');
  });
});

describe('an ACK lost with the socket', () => {
  test('[SIP92] does not keep our BYE from the next one', async () => {
    const alice = await rig.registered('alice', 'urn:uuid:second');
    await alice.invite({ callId: 'unacknowledged' });
    const dialog = rig.invitations.at(-1)?.accept('answer');
    alice.reconnect();
    dialog?.bye();
    await alice.register();
    expect(alice.summary()).toBe('200 BYE');
  });

  test('[SIP92] a BYE said after the return goes at once, and the 2xx is repeated no more', async () => {
    const alice = await rig.registered('alice', 'urn:uuid:second');
    await alice.invite({ callId: 'unacknowledged' });
    const dialog = rig.invitations.at(-1)?.accept('answer');
    alice.reconnect();
    await alice.register();
    alice.take();
    dialog?.bye();
    expect(alice.summary()).toBe('BYE');
    await alice.respond(alice.request('BYE'), 200);
    rig.clock.advance(64_000);
    expect([alice.take(), rig.userAgent.dialogs]).toEqual([['BYE'], 1]);
  });
});

describe('a callee whose socket is cut', () => {
  test('[SIP105] in a call that we made', async () => {
    const bob = await rig.registered('bob');
    const { dialog } = await callTo(rig, bob);
    bob.reconnect();
    await bob.register();
    dialog.bye();
    expect(bob.summary()).toContain('BYE');
  });

  test('[SIP99] while it rings: the 200 comes over the next flow', async () => {
    const bob = await rig.registered('bob');
    const log = await inviteTo(rig, 'bob');
    const invite = bob.request('INVITE');
    await bob.respond(invite, 180);
    bob.reconnect();
    await bob.register();
    await bob.respond(invite, 200, { body: sdp('answer') });
    expect(log.events).toEqual(['180', 'accepted answer']);
    expect(bob.summary()).toContain('ACK');
    expect(log.dialogs[0]?.flow.id).toBe(bob.flow.id);
  });
});
