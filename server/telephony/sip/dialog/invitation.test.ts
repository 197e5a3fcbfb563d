import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nameAddr, withTag } from '../message/name-addr.ts';
import { sipUri } from '../message/uri-parser.ts';
import { acme } from '../testing/credentials.testing.ts';
import { sdp } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';
import type { Dialog, Invitation } from './user-agent.ts';

let rig: UserAgentRig;

beforeEach(async () => {
  rig = await new UserAgentRig().start();
});
afterEach(() => rig.close());

function onlyInvitation(): Invitation {
  const [invitation] = rig.invitations;
  if (!invitation) throw new Error('no invitation came');
  return invitation;
}

/** Alice calls, we answer; without her ACK yet. */
async function acceptedCall(): Promise<{ alice: Awaited<ReturnType<UserAgentRig['registered']>>; dialog: Dialog }> {
  const alice = await rig.registered('alice');
  await alice.invite();
  const dialog = onlyInvitation().accept('answer');
  return { alice, dialog };
}

describe('answering', () => {
  test('[SIP90] 180 and 200 carry our tag, Contact and the Record-Route; ACK confirms, BYE ends', async () => {
    const alice = await rig.registered('alice');
    await alice.invite({ headers: [['Record-Route', '<sip:edge.example;lr>']] });
    onlyInvitation().progress(180, 'Ringing');
    const dialog = onlyInvitation().accept('answer');
    const ended = new Promise((resolve) => dialog.on('bye', resolve));
    const [ringing, ok] = [alice.response(180), alice.response(200)];
    for (const response of [ringing, ok]) {
      expect(response.headers.get('To')).toContain(`;tag=${dialog.localTag}`);
      expect(response.headers.get('Contact')).toBe('<sip:deskline@pbx.example>');
      expect(response.headers.all('Record-Route')).toEqual(['<sip:edge.example;lr>']);
    }
    await alice.ack(ok);
    await alice.send(alice.within(alice.dialogOf(ok), 'BYE'));
    expect(alice.response().status).toBe(200);
    await ended;
    expect([dialog.isEnded, rig.userAgent.dialogs]).toEqual([true, 0]);
  });

  test('[SIP108] an INVITE without body has no offer, and its answer comes with the ACK', async () => {
    const alice = await rig.registered('alice');
    await alice.send(alice.build('INVITE', alice.address, { headers: [['Contact', alice.contact]] }));
    expect(onlyInvitation().offer).toBeUndefined();
    const dialog = onlyInvitation().accept('our offer');
    const answers: string[] = [];
    dialog.on('answered', (answer) => answers.push(answer));
    await alice.ack(alice.response(200), { body: sdp('their answer') });
    expect(answers).toEqual(['their answer']);
  });

  test('[SIP108] a body that is no SDP is 415 with Accept, and nobody hears of it', async () => {
    const alice = await rig.registered('alice');
    await alice.invite({ body: { type: 'text/plain', content: 'hello' } });
    expect(alice.response().status).toBe(415);
    expect(alice.response().headers.get('Accept')).toBe('application/sdp');
    expect(rig.invitations).toHaveLength(0);
  });

  test('[SIP90] an INVITE without Contact is 400', async () => {
    const alice = await rig.registered('alice');
    await alice.send(alice.build('INVITE', alice.address, { body: sdp('offer') }));
    expect(alice.response().status).toBe(400);
  });

  test('[SIP110] the 33rd call of a user is 503', async () => {
    const alice = await rig.registered('alice');
    for (let call = 0; call < 32; call++) await alice.invite({ callId: `call-${String(call)}` });
    expect(rig.invitations).toHaveLength(32);
    await alice.invite({ callId: 'one-more' });
    expect(alice.response().status).toBe(503);
    rig.invitations[0]?.reject(486, 'Busy Here');
    await alice.invite({ callId: 'another' });
    expect(rig.invitations).toHaveLength(33);
  });
});

describe('repeating 2xx', () => {
  test('[SIP91] until ACK comes, after 0.5, 1, 2, 4, 4 s', async () => {
    const { alice } = await acceptedCall();
    const ok = alice.response(200);
    alice.take();
    for (const [ms, expected] of [
      [499, []],
      [1, ['200']],
      [1000, ['200']],
      [2000, ['200']],
      [4000, ['200']],
      [4000, ['200']],
    ] as const) {
      rig.clock.advance(ms);
      expect(alice.take()).toEqual(expected);
    }
    await alice.ack(ok);
    rig.clock.advance(20_000);
    expect(alice.take()).toEqual([]);
  });

  test('[SIP91] a lost ACK ends the dialog after 32 s with BYE', async () => {
    const { alice, dialog } = await acceptedCall();
    const why: string[] = [];
    dialog.on('failed', (reason) => why.push(reason));
    rig.clock.advance(31_999);
    expect(dialog.isEnded).toBe(false);
    rig.clock.advance(1);
    expect(why).toEqual(['no-ack']);
    expect(alice.request('BYE').headers.get('Reason')).toBe('SIP;cause=408;text="No ACK"');
    await alice.respond(alice.request('BYE'), 200);
    expect(rig.userAgent.dialogs).toBe(0);
  });

  test('[SIP91] an ACK for another number confirms nothing', async () => {
    const { alice, dialog } = await acceptedCall();
    await alice.send(alice.within(alice.dialogOf(alice.response(200)), 'ACK', { cseq: 99 }));
    rig.clock.advance(32_000);
    expect(dialog.isEnded).toBe(true);
  });

  test('[SIP92] our BYE waits for the ACK', async () => {
    const { alice, dialog } = await acceptedCall();
    const ok = alice.response(200);
    alice.take();
    dialog.bye();
    dialog.bye();
    expect(alice.take()).toEqual([]);
    await alice.ack(ok);
    expect(alice.take()).toEqual(['BYE']);
  });

  test('[SIP92] without an ACK the BYE comes after 32 s', async () => {
    const { alice, dialog } = await acceptedCall();
    dialog.bye();
    rig.clock.advance(32_000);
    expect(alice.take().at(-1)).toBe('BYE');
  });
});

describe('the race of CANCEL and 200', () => {
  test('[SIP93] CANCEL first: 487, the signal, and accepting fails', async () => {
    const alice = await rig.registered('alice');
    const invite = await alice.invite();
    await alice.send(cancelOf(invite));
    expect(alice.summary()).toContain('487');
    expect(onlyInvitation().cancelled.aborted).toBe(true);
    expect(() => onlyInvitation().accept('answer')).toThrow('487');
    expect(rig.userAgent.dialogs).toBe(0);
  });

  test('[SIP93] 200 first: the CANCEL is answered and changes nothing', async () => {
    const alice = await rig.registered('alice');
    const invite = await alice.invite();
    const dialog = onlyInvitation().accept('answer');
    alice.take();
    await alice.send(cancelOf(invite));
    expect(alice.take()).toEqual(['200']);
    expect([dialog.isEnded, onlyInvitation().cancelled.aborted]).toEqual([false, false]);
  });

  test('[SIP93] a CANCEL that comes while the sender is checked leaves no invitation', async () => {
    const alice = rig.browser('alice');
    const headers = [['Authorization', 'Bearer token-of-alice'] as const, ['Contact', alice.contact] as const];
    const invite = alice.build('INVITE', alice.address, { headers, body: sdp('offer') });
    rig.transports.receive(invite, alice.flow);
    rig.transports.receive(cancelOf(invite), alice.flow);
    await settled();
    expect(rig.invitations).toHaveLength(0);
    expect(alice.summary()).toContain('487');
  });

  test('[SIP94] a flow that ends before the answer aborts the invitation', async () => {
    const alice = await rig.registered('alice');
    await alice.invite();
    alice.cut();
    expect(onlyInvitation().cancelled.aborted).toBe(true);
    expect(() => onlyInvitation().accept('answer')).toThrow('487');
  });

  test.for(['before', 'after'] as const)(
    '[SIP92] a flow that ends for good %s our BYE keeps no dialog that waits for its ACK',
    async (when) => {
      const { alice, dialog } = await acceptedCall();
      if (when === 'before') alice.cut();
      dialog.bye();
      if (when === 'after') alice.cut();
      rig.clock.advance(100_000);
      await settled();
      expect(rig.userAgent.dialogs).toBe(0);
    },
  );

  test('[SIP94] a flow that ends while the sender is checked brings no invitation', async () => {
    const alice = await rig.registered('alice');
    const other = withTag(nameAddr(sipUri('100', acme)), 'f');
    const build = () => alice.build('INVITE', alice.address, { from: other, headers: [['Contact', alice.contact]], body: sdp('offer') });
    rig.transports.receive(build(), alice.flow);
    alice.cut();
    await settled();
    expect([rig.invitations.length, rig.userAgent.dialogs]).toEqual([0, 0]);
    // The control: the same INVITE over a flow that lives.
    alice.flow = (await rig.registered('alice')).flow;
    await alice.send(build());
    expect(rig.invitations).toHaveLength(1);
  });

  test('[SIP93] a rejected invitation answers once', async () => {
    const alice = await rig.registered('alice');
    await alice.invite();
    alice.take();
    onlyInvitation().reject(486, 'Busy Here');
    onlyInvitation().reject(603, 'Decline');
    onlyInvitation().progress(180, 'Ringing');
    expect(alice.take()).toEqual(['486']);
    expect(() => onlyInvitation().accept('answer')).toThrow('500');
  });
});

function cancelOf(invite: Invitation['request']): Invitation['request'] {
  const headers = invite.headers.clone();
  headers.set('CSeq', `${String(Number.parseInt(headers.get('CSeq') ?? '', 10))} CANCEL`);
  for (const name of ['Contact', 'Content-Type', 'Authorization']) headers.delete(name);
  return { ...invite, method: 'CANCEL', headers, body: new Uint8Array(0) };
}
