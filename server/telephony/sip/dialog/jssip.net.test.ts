import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sipUri } from '../message/uri-parser.ts';
import { acme } from '../testing/credentials.testing.ts';
import { callOptions, createJssip, type JssipAgent, type JssipOptions, type JssipSession, MediaPeer } from '../testing/jssip.testing.ts';
import { SipWebServer } from '../testing/web-server.testing.ts';
import { SipDialog } from './sip-dialog.ts';
import type { Dialog, OutgoingInvite } from './user-agent.ts';

let server: SipWebServer;
const agents: JssipAgent[] = [];
const peers: MediaPeer[] = [];

beforeEach(async () => {
  server = await SipWebServer.start();
});

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.stop();
  await Promise.all(peers.splice(0).map((peer) => peer.close()));
  await server.close();
});

async function registered(user: string, options: JssipOptions = {}): Promise<JssipAgent> {
  const agent = createJssip(server.url(user), user, options);
  agents.push(agent);
  agent.start();
  await once(agent, 'registered');
  return agent;
}

function peer(): MediaPeer {
  const created = new MediaPeer();
  peers.push(created);
  return created;
}

const dialogs = (): number => server.stack.userAgent.dialogs;

/** JsSIP calls and we answer with a peer's description. */
async function callFrom(agent: JssipAgent): Promise<{ session: JssipSession; dialog: Dialog; media: MediaPeer }> {
  const media = peer();
  const answered = new Promise<Dialog>((resolve, reject) => {
    server.onInvitation((invitation) => {
      invitation.progress(180, 'Ringing');
      media.answer(invitation.offer ?? '').then((sdp) => resolve(invitation.accept(sdp)), reject);
    });
  });
  const session = agent.call(`sip:101@${acme}`, callOptions());
  await once(session, 'confirmed');
  return { session, dialog: await answered, media };
}

/** We call JsSIP; what it makes of it is up to the test. */
async function callTo(user: string): Promise<{ invite: OutgoingInvite; media: MediaPeer }> {
  const media = peer();
  const [binding] = server.stack.userAgent.registrar.bindingsOf('acme', user);
  if (!binding) throw new Error(`${user} is not registered`);
  const from = { displayName: 'Zoë "Z" O\'Neil', uri: sipUri('102', acme) };
  return { invite: server.stack.userAgent.invite({ binding, offer: await media.offer(), from }), media };
}

function incoming(agent: JssipAgent): Promise<JssipSession> {
  return new Promise((resolve) => {
    agent.on('newRTCSession', (event: { session: JssipSession }) => resolve(event.session));
  });
}

describe('registering', () => {
  test('[SIP114] with its token, and unregistering', async () => {
    const alice = await registered('alice');
    expect(server.stack.userAgent.registrar.bindingsOf('acme', 'alice')).toMatchObject([
      { aor: `sip:alice@${acme}`, regId: 1, nodeId: 'node-1' },
    ]);
    alice.unregister();
    await once(alice, 'unregistered');
    expect(server.stack.userAgent.registrar.size).toBe(0);
  });

  test('[SIP114] with a wrong token it is told no', async () => {
    const alice = createJssip(server.url('alice'), 'alice', { token: 'wrong' });
    agents.push(alice);
    alice.start();
    const [failure]: { response: { status_code: number } }[] = await once(alice, 'registrationFailed');
    expect(failure?.response.status_code).toBe(401);
  });

  test('[SIP114] an interval that is too brief is negotiated up', async () => {
    await registered('alice', { registerExpires: 20 });
    expect(server.stack.userAgent.registrar.size).toBe(1);
  });
});

describe('calling', () => {
  test('[SIP114] it calls, is answered and hangs up', async () => {
    const { session, dialog } = await callFrom(await registered('alice'));
    const bye = once(dialog, 'bye');
    session.terminate();
    await bye;
    expect(dialogs()).toBe(0);
  });

  test('[SIP114] we hang up', async () => {
    const { session, dialog } = await callFrom(await registered('alice'));
    const ended = once(session, 'ended');
    dialog.bye({ headers: [['Reason', 'Q.850;cause=16']] });
    await ended;
    await expect.poll(dialogs).toBe(0);
  });

  test('[SIP114] it cancels while it rings', async () => {
    const alice = await registered('alice');
    const rung = new Promise<AbortSignal>((resolve) => {
      server.onInvitation((invitation) => {
        invitation.progress(180, 'Ringing');
        resolve(invitation.cancelled);
      });
    });
    const session = alice.call(`sip:101@${acme}`, callOptions());
    const failed = once(session, 'failed');
    await once(session, 'progress');
    session.terminate();
    await failed;
    await expect.poll(async () => (await rung).aborted).toBe(true);
  });

  test('[SIP114] it is told busy', async () => {
    const alice = await registered('alice');
    server.onInvitation((invitation) => invitation.reject(486, 'Busy Here', { headers: [['X-Deskline-Cause', 'busy']] }));
    const session = alice.call(`sip:101@${acme}`, callOptions());
    const [event]: { cause: string }[] = await once(session, 'failed');
    expect(event?.cause).toBe('Busy');
  });

  test('[SIP114] hold and resume are re-INVITEs, digits are INFO', async () => {
    const { session, dialog, media } = await callFrom(await registered('alice'));
    dialog.on('reinvite', (offer, reply) => void media.answer(offer ?? '').then((sdp) => reply.accept(sdp)));
    const digits: string[] = [];
    dialog.on('request', (request, reply) => {
      digits.push(Buffer.from(request.body).toString().split('\r\n')[0] ?? '');
      reply.respond(200, 'OK');
    });
    await new Promise<void>((resolve) => session.hold({}, resolve));
    expect(session.isOnHold()).toMatchObject({ local: true });
    await new Promise<void>((resolve) => session.unhold({}, resolve));
    session.sendDTMF('5');
    await expect.poll(() => digits).toEqual(['Signal=5']);
  });
});

describe('being called', () => {
  test('[SIP114] it answers, and either side hangs up', async () => {
    const bob = await registered('bob');
    const ringing = incoming(bob);
    const { invite, media } = await callTo('bob');
    const accepted = once(invite, 'accepted');
    const session = await ringing;
    expect(session.remote_identity.display_name).toBe('Zoë "Z" O\'Neil');
    session.answer(callOptions());
    const [dialog, sdp]: [Dialog, string] = await accepted.then(([one, two]: unknown[]) => [dialogOf(one), String(two)]);
    await media.accept(sdp);
    await expect.poll(() => session.isEstablished()).toBe(true);
    const ended = once(session, 'ended');
    dialog.bye();
    await ended;
    await expect.poll(dialogs).toBe(0);
  });

  test('[SIP114] it declines', async () => {
    const bob = await registered('bob');
    const ringing = incoming(bob);
    const { invite } = await callTo('bob');
    const failed = once(invite, 'failed');
    (await ringing).terminate({ status_code: 603, reason_phrase: 'Decline' });
    expect((await failed).slice(0, 2)).toEqual([603, 'Decline']);
  });

  test('[SIP114] we cancel, and it stops ringing', async () => {
    const bob = await registered('bob');
    const ringing = incoming(bob);
    const { invite } = await callTo('bob');
    const session = await ringing;
    const stopped = once(session, 'failed');
    const failed = once(invite, 'failed');
    invite.cancel('SIP;cause=200;text="Call completed elsewhere"');
    await stopped;
    expect((await failed)[0]).toBe(487);
  });
});

describe('losing the socket', () => {
  test('[SIP114] the call goes on over the next one, and both sides can hang up', async () => {
    const { session, dialog } = await callFrom(await registered('alice', { instanceId: '7f3e6c1a-0d2b-4a8e-9c55-0123456789ab' }));
    const moved = once(dialog, 'rebound');
    server.cut();
    await moved;
    expect([dialog.isEnded, session.isEstablished()]).toEqual([false, true]);
    const bye = once(dialog, 'bye');
    session.terminate();
    await bye;
  });

  test('[SIP114] our good-bye said meanwhile reaches it', async () => {
    const { session, dialog } = await callFrom(await registered('alice', { instanceId: '7f3e6c1a-0d2b-4a8e-9c55-0123456789ab' }));
    const ended = once(session, 'ended');
    server.cut();
    dialog.bye();
    await ended;
    await expect.poll(dialogs).toBe(0);
  });

  test('[SIP114] after a reload an INVITE with Replaces names the call', async () => {
    const { dialog } = await callFrom(await registered('alice'));
    const again = await registered('alice');
    const replaced = new Promise<Dialog | undefined>((resolve) => {
      server.onInvitation((invitation) => {
        resolve(invitation.replaces);
        invitation.reject(486, 'Busy Here');
      });
    });
    const value = `${dialog.callId};to-tag=${dialog.localTag};from-tag=${dialog.remoteTag}`;
    again.call(`sip:101@${acme}`, { ...callOptions(), extraHeaders: [`Replaces: ${value}`] });
    expect(await replaced).toBe(dialog);
  });
});

function dialogOf(value: unknown): Dialog {
  if (value instanceof SipDialog) return value;
  throw new Error('a dialog expected');
}
