import { once } from 'node:events';
import {
  type Invitation as SipjsInvitation,
  Inviter,
  Registerer,
  RegistererState,
  SessionState,
  type Session,
  type UserAgent,
} from 'sip.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sipUri } from '../message/uri-parser.ts';
import { acme } from '../testing/credentials.testing.ts';
import { createSipjs, tokenHeader } from '../testing/sipjs.testing.ts';
import { SipWebServer } from '../testing/web-server.testing.ts';
import type { Dialog } from './user-agent.ts';

let server: SipWebServer;
let agent: UserAgent;

beforeEach(async () => {
  server = await SipWebServer.start();
  agent = createSipjs(server.url('alice'), 'alice');
  await agent.start();
});

afterEach(async () => {
  await agent.stop();
  await server.close();
});

function registered(): boolean {
  return server.stack.userAgent.registrar.size === 1;
}

async function register(): Promise<Registerer> {
  const registerer = new Registerer(agent, { extraHeaders: [tokenHeader('alice')] });
  await registerer.register();
  // The server knows it before its answer arrives.
  await expect.poll(() => registerer.state).toBe(RegistererState.Registered);
  expect(registered()).toBe(true);
  return registerer;
}

function reached(session: Session, state: SessionState): Promise<void> {
  return new Promise((resolve) => {
    session.stateChange.addListener((now) => {
      if (now === state) resolve();
    });
  });
}

test('[SIP115] it registers and unregisters', async () => {
  const registerer = await register();
  await registerer.unregister();
  await expect.poll(registered).toBe(false);
});

test('[SIP115] it calls and hangs up', async () => {
  await register();
  const answered = new Promise<Dialog>((resolve) => {
    server.onInvitation((invitation) => {
      invitation.progress(180, 'Ringing');
      resolve(invitation.accept('v=0\r\n'));
    });
  });
  const target = createTarget();
  const inviter = new Inviter(agent, target);
  const established = reached(inviter, SessionState.Established);
  await inviter.invite();
  await established;
  const bye = once(await answered, 'bye');
  await inviter.bye();
  await bye;
  expect(server.stack.userAgent.dialogs).toBe(0);
});

test('[SIP115] it is called, answers, and we hang up', async () => {
  await register();
  const rung = new Promise<SipjsInvitation>((resolve) => {
    agent.delegate = { onInvite: resolve };
  });
  const [binding] = server.stack.userAgent.registrar.bindingsOf('acme', 'alice');
  if (!binding) throw new Error('not registered');
  const invite = server.stack.userAgent.invite({ binding, offer: 'v=0\r\n', from: { displayName: 'Bob', uri: sipUri('101', acme) } });
  const accepted = new Promise<Dialog>((resolve) => {
    invite.on('accepted', (dialog) => resolve(dialog));
  });
  const session = await rung;
  expect(session.remoteIdentity.displayName).toBe('Bob');
  await session.accept();
  const terminated = reached(session, SessionState.Terminated);
  (await accepted).bye();
  await terminated;
  await expect.poll(() => server.stack.userAgent.dialogs).toBe(0);
});

test('[SIP115] it cancels', async () => {
  await register();
  const rung = new Promise<AbortSignal>((resolve) => {
    server.onInvitation((invitation) => {
      invitation.progress(180, 'Ringing');
      resolve(invitation.cancelled);
    });
  });
  const inviter = new Inviter(agent, createTarget());
  await inviter.invite();
  const cancelled = await rung;
  await expect.poll(() => inviter.state).toBe(SessionState.Establishing);
  await inviter.cancel();
  await expect.poll(() => cancelled.aborted).toBe(true);
});

function createTarget(): ConstructorParameters<typeof Inviter>[1] {
  const target = agent.configuration.uri.clone();
  target.user = '101';
  return target;
}
