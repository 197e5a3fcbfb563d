import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJssip, type JssipAgent, MediaPeer, callOptions } from '../testing/jssip.testing.ts';
import { SipWebServer } from '../testing/web-server.testing.ts';
import { acme } from '../testing/credentials.testing.ts';

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

function agent(user: string, options: Parameters<typeof createJssip>[2] = {}): JssipAgent {
  const created = createJssip(server.url(user), user, options);
  agents.push(created);
  return created;
}

function peer(): MediaPeer {
  const created = new MediaPeer();
  peers.push(created);
  return created;
}

test('[SIP60] JsSIP registers with its token and unregisters', async () => {
  const alice = agent('alice');
  alice.start();
  await once(alice, 'registered');
  expect(server.stack.userAgent.registrar.bindingsOf('acme', 'alice')).toMatchObject([
    { aor: `sip:alice@${acme}`, regId: 1, nodeId: 'node-1' },
  ]);
  alice.unregister();
  await once(alice, 'unregistered');
  expect(server.stack.userAgent.registrar.size).toBe(0);
});

test('[SIP90] JsSIP calls, is answered and hangs up', async () => {
  const alice = agent('alice');
  alice.start();
  await once(alice, 'registered');
  server.onInvitation((invitation) => {
    invitation.progress(180, 'Ringing');
    void peer()
      .answer(invitation.offer ?? '')
      .then((answer) => invitation.accept(answer).on('bye', () => undefined));
  });
  const session = alice.call(`sip:101@${acme}`, callOptions());
  await once(session, 'confirmed');
  expect(server.stack.userAgent.dialogs).toBe(1);
  session.terminate();
  await expect.poll(() => server.stack.userAgent.dialogs).toBe(0);
});
