import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callFrom, callTo, type RigCall } from '../testing/calls.testing.ts';
import { sdp } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';
import type { ReinviteReply } from './user-agent.ts';

let rig: UserAgentRig;
let call: RigCall;
let replies: ReinviteReply[];

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  call = await callFrom(rig, await rig.registered('alice'));
  replies = [];
  call.dialog.on('reinvite', (_offer, reply) => replies.push(reply));
});
afterEach(() => rig.close());

function theirOffer(cseq?: number): Promise<void> {
  const { phone, phoneDialog } = call;
  return phone.send(phone.within(phoneDialog, 'INVITE', { body: sdp('their offer'), ...(cseq !== undefined && { cseq }) }));
}

/** Our offer, with what became of it. */
function ourOffer(): { readonly outcome: string[] } {
  const outcome: string[] = [];
  call.dialog.reinvite('our offer').then(
    (answer) => outcome.push(answer),
    (error: unknown) => outcome.push(String(error)),
  );
  return { outcome };
}

describe('theirs', () => {
  test('[SIP97] an offer is answered 200, repeated until ACK', async () => {
    await theirOffer();
    replies[0]?.accept('our answer');
    const ok = call.phone.response(200);
    expect(Buffer.from(ok.body).toString()).toBe('our answer');
    call.phone.take();
    rig.clock.advance(500);
    expect(call.phone.take()).toEqual(['200']);
    await call.phone.ack(ok);
    rig.clock.advance(40_000);
    expect([call.phone.take(), call.dialog.isEnded]).toEqual([[], false]);
  });

  test('[SIP97] a second one before the first is answered is 500 with Retry-After', async () => {
    await theirOffer();
    await theirOffer();
    const refusal = call.phone.response(500);
    expect(Number(refusal.headers.get('Retry-After'))).toBeGreaterThanOrEqual(0);
    expect(Number(refusal.headers.get('Retry-After'))).toBeLessThanOrEqual(10);
    expect(replies).toHaveLength(1);
  });

  test('[SIP97] a refusal leaves the call as it was', async () => {
    await theirOffer();
    replies[0]?.reject(488, 'Not Acceptable Here');
    replies[0]?.accept('too late');
    expect(call.phone.take().slice(-1)).toEqual(['488']);
    expect(call.dialog.isEnded).toBe(false);
  });

  test('[SIP97] BYE in front of the answer: 200 for the BYE, 487 for the INVITE', async () => {
    await theirOffer();
    await call.phone.send(call.phone.within(call.phoneDialog, 'BYE'));
    expect(call.phone.take().slice(-2).toSorted()).toEqual(['200', '487']);
  });

  test('[SIP108] an offer in another type is 415', async () => {
    await call.phone.send(call.phone.within(call.phoneDialog, 'INVITE', { body: { type: 'text/html', content: 'x' } }));
    expect(call.phone.response(415).headers.get('Accept')).toBe('application/sdp');
    await theirOffer();
    expect(replies).toHaveLength(1);
  });
});

describe('ours', () => {
  test('[SIP98] the answer is returned and the 200 acknowledged, its copy too', async () => {
    const { outcome } = ourOffer();
    const invite = call.phone.request('INVITE');
    await call.phone.respond(invite, 200, { toTag: 'unused', body: sdp('their answer') });
    expect(outcome).toEqual(['their answer']);
    expect(call.phone.take()).toEqual(['INVITE', 'ACK']);
    await call.phone.respond(invite, 200, { body: sdp('their answer') });
    expect(call.phone.take()).toEqual(['ACK']);
  });

  test('[SIP98] the second waits for the first', async () => {
    const first = ourOffer();
    const second = ourOffer();
    expect(call.phone.summary()).toBe('INVITE');
    await call.phone.respond(call.phone.request('INVITE'), 200, { body: sdp('answer') });
    expect(first.outcome).toEqual(['answer']);
    expect(call.phone.summary()).toBe('INVITE ACK INVITE');
    await call.phone.respond(call.phone.request('INVITE'), 488);
    expect(second.outcome).toEqual(['SipFailure: 488 Reason']);
    expect(call.dialog.isEnded).toBe(false);
  });

  test('[SIP98] it waits for the ACK to an answer of ours', async () => {
    await theirOffer();
    ourOffer();
    replies[0]?.accept('our answer');
    const ok = call.phone.response(200);
    expect(call.phone.summary()).not.toContain('INVITE');
    await call.phone.ack(ok);
    expect(call.phone.summary()).toContain('INVITE');
  });

  test.each([481, 408])('[SIP98] %i ends the dialog', async (status) => {
    const why: string[] = [];
    call.dialog.on('failed', (reason) => why.push(reason));
    const { outcome } = ourOffer();
    await call.phone.respond(call.phone.request('INVITE'), status);
    expect([outcome, why, call.dialog.isEnded]).toEqual([[`SipFailure: ${String(status)} Reason`], ['gone'], true]);
  });
});

describe('glare', () => {
  test('[SIP97] 491 once, then theirs is held behind ours', async () => {
    const { outcome } = ourOffer();
    const invite = call.phone.request('INVITE');
    await theirOffer();
    expect(call.phone.summary()).toContain('491');
    call.phone.take();
    await theirOffer();
    expect([call.phone.take(), replies.length]).toEqual([['100'], 0]);
    await call.phone.respond(invite, 200, { body: sdp('their answer') });
    expect([outcome, replies.length]).toEqual([['their answer'], 1]);
    replies[0]?.accept('our answer');
    expect(call.phone.take()).toEqual(['ACK', '200']);
  });

  test('[SIP98] after their 491 we try again within 2 s where the Call-ID is theirs', async () => {
    const { outcome } = ourOffer();
    await call.phone.respond(call.phone.request('INVITE'), 491);
    call.phone.take();
    rig.clock.advance(2000);
    expect(call.phone.summary()).toBe('INVITE');
    await call.phone.respond(call.phone.request('INVITE'), 200, { body: sdp('their answer') });
    expect(outcome).toEqual(['their answer']);
  });

  test('[SIP98] and after 2.1 to 4 s where it is ours', async () => {
    call = await callTo(rig, await rig.registered('bob'));
    ourOffer();
    await call.phone.respond(call.phone.request('INVITE'), 491);
    call.phone.take();
    rig.clock.advance(2099);
    expect(call.phone.take()).toEqual([]);
    rig.clock.advance(1901);
    expect(call.phone.take()).toEqual(['INVITE']);
  });

  test('[SIP97] while we wait after 491 theirs goes first', async () => {
    const { outcome } = ourOffer();
    await call.phone.respond(call.phone.request('INVITE'), 491);
    await theirOffer();
    rig.clock.advance(2000);
    expect(replies).toHaveLength(1);
    call.phone.take();
    replies[0]?.accept('our answer');
    await call.phone.ack(call.phone.response(200));
    expect(call.phone.summary()).toBe('200 INVITE');
    await call.phone.respond(call.phone.request('INVITE'), 200, { body: sdp('their answer') });
    expect(outcome).toEqual(['their answer']);
  });

  test('[SIP98] five refusals are enough', async () => {
    const { outcome } = ourOffer();
    for (let time = 0; time < 5; time++) {
      await call.phone.respond(call.phone.request('INVITE'), 491);
      rig.clock.advance(2000);
    }
    await settled();
    expect(outcome).toEqual(['SipFailure: 491 Reason']);
    expect(call.phone.take().filter((name) => name === 'INVITE')).toHaveLength(5);
  });
});
