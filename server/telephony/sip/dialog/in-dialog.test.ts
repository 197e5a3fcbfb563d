import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callFrom, callTo, type RigCall } from '../testing/calls.testing.ts';
import { ownerOf } from '../testing/credentials.testing.ts';
import { RigPhone, sdp } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';
import type { RequestReply } from './user-agent.ts';

let rig: UserAgentRig;
let call: RigCall;

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  call = await callFrom(rig, await rig.registered('alice'));
});
afterEach(() => rig.close());

const dtmf = { body: { type: 'application/dtmf-relay', content: 'Signal=5\r\nDuration=160' } };

function send(method: string, extras: Parameters<RigPhone['within']>[2] = {}): Promise<void> {
  return call.phone.send(call.phone.within(call.phoneDialog, method, extras));
}

describe('order', () => {
  test('[SIP95] a lower or equal CSeq is 500 and changes nothing', async () => {
    const heard: string[] = [];
    call.dialog.on('request', (request, reply) => {
      heard.push(request.method);
      reply.respond(200, 'OK');
    });
    await send('INFO', { ...dtmf, cseq: 50 });
    await send('INFO', { ...dtmf, cseq: 49 });
    await send('INFO', { ...dtmf, cseq: 50 });
    await send('BYE', { cseq: 1 });
    expect(call.phone.take()).toEqual(['200', '500', '500', '500']);
    expect([heard, call.dialog.isEnded]).toEqual([['INFO'], false]);
  });

  test('[SIP95] a gap in the numbers is no error', async () => {
    call.dialog.on('request', (_request, reply) => reply.respond(200, 'OK'));
    await send('INFO', { ...dtmf, cseq: 1000 });
    expect(call.phone.take()).toEqual(['200']);
  });
});

describe('who may speak', () => {
  test('[SIP96] unknown tags are 481, whoever asks', async () => {
    const foreign = { ...call.phoneDialog, callId: 'another' };
    for (const method of ['BYE', 'INFO', 'INVITE', 'UPDATE', 'OPTIONS']) {
      await call.phone.send(call.phone.within(foreign, method));
      expect(call.phone.response().status).toBe(481);
    }
    expect(call.dialog.isEnded).toBe(false);
  });

  test('[SIP96] the right tags from another user are 403, from another tenant too', async () => {
    for (const [user, host] of [
      ['bob', undefined],
      ['mallory', 'main.globex.example.test'],
    ] as const) {
      const thief = new RigPhone(rig, {
        user,
        instanceId: `urn:${user}`,
        flow: rig.flow('wss', { owner: ownerOf(user) }),
        ...(host && { host }),
      });
      await thief.register();
      await thief.send(thief.within({ ...call.phoneDialog, local: { ...call.phoneDialog.local } }, 'BYE', { cseq: 900 }));
      expect(thief.response().status).toBe(403);
    }
    expect(call.dialog.isEnded).toBe(false);
  });

  test('[SIP96] the right tags over UDP are challenged', async () => {
    const flow = rig.flow('udp', { address: '198.51.100.7' });
    const stranger = new RigPhone(rig, { user: 'alice', instanceId: 'urn:stranger', flow });
    await stranger.send(stranger.within(call.phoneDialog, 'BYE', { cseq: 900 }));
    expect(stranger.response().status).toBe(401);
    expect(stranger.response().headers.get('WWW-Authenticate')).toMatch(/^Digest /);
    expect(call.dialog.isEnded).toBe(false);
  });

  test('[SIP96] the same person over another flow goes on there', async () => {
    const moved: string[] = [];
    call.dialog.on('rebound', (flow) => moved.push(flow.id));
    call.phone.reconnect();
    await send('INFO', { ...dtmf, headers: [['Authorization', 'Bearer token-of-alice']] });
    expect(moved).toEqual([call.phone.flow.id]);
    await send('BYE');
    expect(call.phone.response().status).toBe(200);
  });

  test('[SIP96] but not without a token', async () => {
    call.phone.reconnect();
    await send('BYE');
    expect(call.phone.response().status).toBe(401);
    expect(call.dialog.isEnded).toBe(false);
  });

  test('[SIP96] an ACK from a stranger confirms nothing', async () => {
    const alice = await rig.registered('alice', 'urn:other-phone');
    await alice.invite({ callId: 'unacknowledged' });
    const dialog = rig.invitations.at(-1)?.accept('answer');
    const ok = alice.response(200);
    const bob = await rig.registered('bob');
    await bob.send(alice.within(alice.dialogOf(ok), 'ACK', { cseq: Number.parseInt(ok.headers.get('CSeq') ?? '', 10) }));
    rig.clock.advance(32_000);
    expect(dialog?.isEnded).toBe(true);
  });
});

describe('requests of theirs', () => {
  test('[SIP102] INFO, REFER, NOTIFY and MESSAGE are handed up and answered', async () => {
    call.dialog.on('request', (request, reply) => reply.respond(202, `Got ${request.method}`));
    for (const method of ['INFO', 'REFER', 'NOTIFY', 'MESSAGE']) {
      await send(method, dtmf);
      expect(call.phone.response()).toMatchObject({ status: 202, reason: `Got ${method}` });
    }
  });

  test('[SIP102] nobody listening is 405 with Allow', async () => {
    await send('INFO', dtmf);
    expect(call.phone.response().status).toBe(405);
    expect(call.phone.response().headers.get('Allow')).toContain('INFO');
  });

  test('[SIP102] the 17th unanswered one is 503; the others get 487 when the call ends', async () => {
    const replies: RequestReply[] = [];
    call.dialog.on('request', (_request, reply) => replies.push(reply));
    for (let time = 0; time < 17; time++) await send('INFO', dtmf);
    expect(call.phone.take()).toEqual(['503']);
    call.dialog.bye();
    expect(call.phone.take().filter((name) => name === '487')).toHaveLength(16);
    replies[0]?.respond(200, 'Too Late');
    expect(call.phone.take()).toEqual([]);
  });

  test('[SIP103] UPDATE without an offer is 200, with one 488; OPTIONS says what we can', async () => {
    await send('UPDATE');
    await send('UPDATE', { body: sdp('offer') });
    await send('OPTIONS');
    expect(call.phone.summary()).toBe('200 488 200');
    const { headers } = call.phone.response();
    expect([headers.get('Accept'), headers.get('Supported')]).toEqual(['application/sdp', 'timer, replaces, outbound']);
    expect(headers.get('Allow')).toContain('UPDATE');
  });

  test('[SIP111] UPDATE moves the target, and our requests go there', async () => {
    await send('UPDATE', { headers: [['Contact', '<sip:elsewhere@ua.invalid>']] });
    call.dialog.bye();
    expect(call.phone.request('BYE').uri).toMatchObject({ user: 'elsewhere' });
  });

  test('[SIP130] SUBSCRIBE within the dialog of a call is 403', async () => {
    await send('SUBSCRIBE', { headers: [['Event', 'message-summary']] });
    expect(call.phone.response().status).toBe(403);
    expect(call.dialog.isEnded).toBe(false);
  });

  test('[SIP90] a BYE that crosses ours is 200, anything else 481', async () => {
    call.dialog.bye();
    await send('INFO', dtmf);
    await send('BYE');
    expect(call.phone.take()).toEqual(['BYE', '481', '200']);
    expect(rig.userAgent.dialogs).toBe(0);
  });
});

describe('requests of ours', () => {
  test('[SIP98] the final response is returned; 481 ends the dialog', async () => {
    const why: string[] = [];
    call.dialog.on('failed', (reason) => why.push(reason));
    const first = call.dialog.send('INFO', dtmf);
    await call.phone.respond(call.phone.request('INFO'), 486);
    expect((await first).status).toBe(486);
    const second = call.dialog.send('INFO', dtmf);
    await call.phone.respond(call.phone.request('INFO'), 481);
    expect((await second).status).toBe(481);
    expect([why, rig.userAgent.dialogs]).toEqual([['gone'], 0]);
    await expect(call.dialog.send('INFO', dtmf)).rejects.toMatchObject({ status: 481 });
  });

  test('[SIP98] no answer within 32 s ends the dialog', async () => {
    const outcome = Promise.allSettled([call.dialog.send('INFO', dtmf)]);
    rig.clock.advance(32_000);
    expect(await outcome).toMatchObject([{ reason: { status: 408 } }]);
    expect(call.dialog.isEnded).toBe(true);
  });

  test('[SIP111] a dialog of ours numbers on and keeps the tags', async () => {
    const { phone, dialog } = await callTo(rig, await rig.registered('bob'));
    void dialog.send('INFO', dtmf);
    await settled();
    const info = phone.request('INFO');
    expect(info.headers.get('CSeq')).toBe('2 INFO');
    expect(info.headers.get('To')).toContain(`tag=${dialog.remoteTag}`);
    expect(info.headers.get('From')).toContain(`tag=${dialog.localTag}`);
    await phone.respond(info, 200);
  });
});

describe('outside of dialogs', () => {
  test.each([
    ['OPTIONS', 200],
    ['MESSAGE', 405],
    ['PUBLISH', 489],
    ['REFER', 403],
    ['INFO', 481],
    ['NOTIFY', 481],
    ['BYE', 481],
    ['UPDATE', 481],
  ])('[SIP109] %s is %i', async (method, status) => {
    const stranger = rig.browser('bob');
    await stranger.send(stranger.build(method, stranger.address));
    expect(stranger.response().status).toBe(status);
  });
});
