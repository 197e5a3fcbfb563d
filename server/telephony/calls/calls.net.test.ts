import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { peerStatusSchema } from '../../../protocol/telephony/peer-status.ts';
import { FakeSubscribers } from '../../identity/subscribers/subscribers.fake.ts';
import { FakeMediaEngine } from '../../media/media-engine.fake.ts';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeJournal } from '../history/journal.fake.ts';
import { acme, globex } from '../sip/testing/credentials.testing.ts';
import { callOptions, createJssip } from '../sip/testing/jssip.testing.ts';
import type { JssipAgent, JssipSession } from '../sip/testing/jssip.testing.ts';
import { SipWebServer } from '../sip/testing/web-server.testing.ts';
import { DirectRouting } from './call-routing.ts';
import { Calls } from './calls.ts';
import { noCallMetrics } from './metrics.ts';

/** JsSIP on both ends, our own SIP stack and calls between them; only media is pretended. */
let server: SipWebServer;
let calls: Calls;
let journal: FakeJournal;
let media: FakeMediaEngine;
const agents: JssipAgent[] = [];

beforeEach(async () => {
  server = await SipWebServer.start();
  const subscribers = new FakeSubscribers();
  for (const [userId, tenantId, number, host] of [
    ['alice', 'acme', '100', acme],
    ['bob', 'acme', '101', acme],
    ['mallory', 'globex', '100', globex],
  ] as const) {
    const pbxId = `${tenantId}-main`;
    const displayName = userId.toUpperCase();
    subscribers.add({
      tenantId,
      userId,
      displayName,
      loginName: userId,
      isDisabled: false,
      pbxId,
      extensions: [{ pbxId, number }],
      address: `sip:${userId}@${host}`,
    });
  }
  journal = new FakeJournal();
  media = new FakeMediaEngine();
  const { userAgent } = server.stack;
  calls = new Calls({
    userAgent,
    media,
    subscribers,
    routing: new DirectRouting(subscribers),
    journal,
    clock: systemClock,
    logger: silentLogger,
    metrics: noCallMetrics,
    nodeId: 'node-1',
  });
  server.onInvitation((invitation) => calls.onInvitation(invitation));
  userAgent.registrar.on('bindingsChanged', (tenantId, userId, bindings) => calls.handleBindings(tenantId, userId, bindings));
});

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.stop();
  await calls.drain(0);
  await server.close();
});

async function registered(user: string, instanceId?: string): Promise<JssipAgent> {
  const agent = createJssip(server.url(user), user, instanceId === undefined ? {} : { instanceId });
  agents.push(agent);
  agent.start();
  await once(agent, 'registered');
  return agent;
}

/** The next call that comes in. */
function incoming(agent: JssipAgent): Promise<JssipSession> {
  return new Promise((resolve) => {
    const listener = ({ originator, session }: { originator: string; session: JssipSession }): void => {
      if (originator !== 'remote') return;
      agent.off('newRTCSession', listener);
      resolve(session);
    };
    agent.on('newRTCSession', listener);
  });
}

async function talking() {
  const [alice, bob] = [await registered('alice'), await registered('bob')];
  const coming = incoming(bob);
  const alices = alice.call(`sip:101@${acme}`, callOptions());
  const bobs = await coming;
  const confirmed = Promise.all([once(alices, 'confirmed'), once(bobs, 'confirmed')]);
  bobs.answer(callOptions());
  await confirmed;
  return { alice, bob, alices, bobs };
}

test('[CA01] [CA27] JsSIP calls JsSIP: name, headers, answer, and hang-up with its cause', async () => {
  const { alices, bobs } = await talking();
  expect(bobs.remote_identity).toMatchObject({ display_name: 'ALICE', uri: { user: '100', host: acme } });
  const over = once(bobs, 'ended');
  alices.terminate();
  const [{ originator, message }] = await over;
  expect([originator, message.getHeader('X-Deskline-Cause')]).toEqual(['remote', 'completed']);
  await expect.poll(() => [calls.inProgress, server.stack.userAgent.dialogs, media.legs.length]).toEqual([0, 0, 0]);
  expect(journal.last).toMatchObject({ cause: 'completed', endedBy: 'caller' });
});

test('[CA13] [CA16] JsSIP declines, and cancels', async () => {
  const [alice, bob] = [await registered('alice'), await registered('bob')];
  const first = incoming(bob);
  const declined = alice.call(`sip:101@${acme}`, callOptions());
  const failed = once(declined, 'failed');
  (await first).terminate({ status_code: 603 });
  const [{ message }] = await failed;
  expect([message.status_code, message.getHeader('X-Deskline-Cause')]).toEqual([603, 'declined']);

  const second = incoming(bob);
  const cancelled = alice.call(`sip:101@${acme}`, callOptions());
  const bobs = await second;
  const stopped = once(bobs, 'failed');
  cancelled.terminate();
  const [{ cause }] = await stopped;
  expect(cause).toBe('Canceled');
  await expect.poll(() => [calls.inProgress, media.legs.length]).toEqual([0, 0]);
});

test('[CA10] [CA11] two JsSIP phones ring; one answers, the other hears "Call completed elsewhere"', async () => {
  const alice = await registered('alice');
  const [desk, mobile] = [await registered('bob', randomUUID()), await registered('bob', randomUUID())];
  const coming = Promise.all([incoming(desk), incoming(mobile)]);
  const alices = alice.call(`sip:101@${acme}`, callOptions());
  const [atDesk, atMobile] = await coming;
  const stopped = once(atMobile, 'failed');
  const confirmed = once(alices, 'confirmed');
  atDesk.answer(callOptions());
  const [{ message }] = await stopped;
  await confirmed;
  expect(message.getHeader('Reason')).toContain('Call completed elsewhere');
  expect(calls.inProgress).toBe(1);
});

test("[CA02] [CA05] another tenant's person is not found; a person who is away is unreachable", async () => {
  const alice = await registered('alice');
  for (const [target, status] of [
    [`sip:mallory@${globex}`, 404],
    [`sip:mallory@${acme}`, 404],
    [`sip:101@${acme}`, 480],
  ] as const) {
    const session = alice.call(target, callOptions());
    const [{ message }] = await once(session, 'failed');
    expect(message.status_code).toBe(status);
  }
});

test('[CA25] a key pressed in one JsSIP is a key in the other', async () => {
  const { alices, bobs } = await talking();
  const heard = once(bobs, 'newDTMF');
  alices.sendDTMF('7');
  const [{ dtmf }] = await heard;
  expect(dtmf.tone).toBe('7');
});

test('[CA23] [CA30] a socket cut for a moment: the call goes on, the other page is told, hanging up works', async () => {
  const { alice, bob, alices, bobs } = await talking();
  const told: string[] = [];
  bobs.on('newInfo', ({ originator, info }: { originator: string; info: { body: string } }) => {
    if (originator === 'remote') told.push(peerStatusSchema.parse(JSON.parse(info.body)).peer);
  });
  const back = Promise.all([once(alice, 'registered'), once(bob, 'registered')]);
  server.cut();
  await back;
  await expect.poll(() => told.at(-1)).toBe('connected');
  expect(calls.inProgress).toBe(1);
  const over = once(bobs, 'ended');
  alices.terminate();
  await over;
  await expect.poll(() => [calls.inProgress, media.legs.length]).toEqual([0, 0]);
}, 20_000);

test('[CA36] a dead media worker: both JsSIP answer our new offers', async () => {
  const { alices, bobs } = await talking();
  const reoffered = Promise.all([once(alices, 'reinvite'), once(bobs, 'reinvite')]);
  media.killWorker();
  await reoffered;
  await expect.poll(() => journal.entries.flatMap((entry) => entry.events).filter((event) => event.kind === 'media-moved').length).toBe(2);
});
