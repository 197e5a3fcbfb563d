import { afterEach, beforeEach, expect, test } from 'vitest';
import { createResponse } from '../message/builders.ts';
import { callFrom, inviteTo } from '../testing/calls.testing.ts';
import { type RigPhone, sdp } from '../testing/rig-phone.testing.ts';
import { testRequest } from '../testing/requests.ts';
import { settled } from '../testing/settled.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';
import { SessionTimer } from './session-timer.ts';
import type { Dialog } from './user-agent.ts';

let rig: UserAgentRig;
let alice: RigPhone;

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  alice = await rig.registered('alice');
});
afterEach(() => rig.close());

type Headers = readonly (readonly [string, string])[];

async function call(headers: Headers): Promise<Dialog> {
  await alice.invite({ headers });
  const dialog = rig.invitations.at(-1)?.accept('answer');
  if (!dialog) throw new Error(alice.summary());
  await alice.ack(alice.response(200));
  return dialog;
}

const asked: Headers = [
  ['Supported', 'timer'],
  ['Session-Expires', '180'],
];

test('[SIP104] who asks refreshes; without a refresh the call ends 32 s before the time', async () => {
  const dialog = await call(asked);
  const ok = alice.response(200);
  expect([ok.headers.get('Session-Expires'), ok.headers.get('Require')]).toEqual(['180;refresher=uac', 'timer']);
  rig.clock.advance(147_000);
  expect(dialog.isEnded).toBe(false);
  rig.clock.advance(1000);
  expect(alice.request('BYE').headers.get('Reason')).toContain('Session expired');
});

test('[SIP104] an UPDATE of theirs starts the time anew', async () => {
  const dialog = await call(asked);
  const phoneDialog = alice.dialogOf(alice.response(200));
  rig.clock.advance(90_000);
  await alice.send(alice.within(phoneDialog, 'UPDATE', { headers: asked }));
  expect(alice.response().headers.get('Session-Expires')).toBe('180;refresher=uac');
  rig.clock.advance(147_000);
  expect(dialog.isEnded).toBe(false);
});

test('[SIP104] below 90 s is 422 with Min-SE', async () => {
  await alice.invite({
    headers: [
      ['Supported', 'timer'],
      ['Session-Expires', '60'],
    ],
  });
  expect([alice.response().status, alice.response().headers.get('Min-SE')]).toEqual([422, '90']);
});

test.each([
  ['who does not support it', [['Session-Expires', '180']] as Headers],
  ['who does not ask', [['Supported', 'timer']] as Headers],
  [
    'who wants us to refresh and allows no UPDATE',
    [
      ['Supported', 'timer'],
      ['Session-Expires', '180;refresher=uas'],
      ['Allow', 'INVITE, BYE'],
    ] as Headers,
  ],
])('[SIP104] no timer for one %s', async (_name, headers) => {
  const dialog = await call(headers);
  expect(alice.response(200).headers.has('Session-Expires')).toBe(false);
  rig.clock.advance(3_600_000);
  expect(dialog.isEnded).toBe(false);
});

test('[SIP104] we refresh by UPDATE after half the time when they want us to', async () => {
  const dialog = await call([
    ['Supported', 'timer'],
    ['Session-Expires', '180;refresher=uas'],
    ['Allow', 'INVITE, UPDATE'],
  ]);
  rig.clock.advance(90_000);
  const update = alice.request('UPDATE');
  expect(update.headers.get('Session-Expires')).toBe('180;refresher=uac');
  await alice.respond(update, 200, { headers: [['Session-Expires', '180;refresher=uac']] });
  alice.take();
  rig.clock.advance(90_000);
  expect(alice.take()).toEqual(['UPDATE']);
  expect(dialog.isEnded).toBe(false);
});

test('[SIP104] a refresh that fails leaves the end of the call to its answer', async () => {
  const dialog = await call([
    ['Supported', 'timer'],
    ['Session-Expires', '180;refresher=uas'],
    ['Allow', 'INVITE, UPDATE'],
  ]);
  rig.clock.advance(90_000);
  await alice.respond(alice.request('UPDATE'), 500);
  expect(dialog.isEnded).toBe(false);
});

test('[SIP104] browsers are not asked for a session timer, and their answer may still bring one', async () => {
  const log = await inviteTo(rig, 'alice');
  const invite = alice.request('INVITE');
  expect(invite.headers.has('Session-Expires')).toBe(false);
  await alice.respond(invite, 200, { body: sdp('answer'), headers: [['Session-Expires', '90;refresher=uas']] });
  rig.clock.advance(60_000);
  await settled();
  expect(log.dialogs[0]?.isEnded).toBe(true);
});

test('[SIP104] the timer ends with the call', async () => {
  const { dialog } = await callFrom(rig, alice);
  dialog.bye();
  expect(dialog.isEnded).toBe(true);
  await rig.close();
  expect(rig.clock.pending).toBe(0);
});

test.for([
  ['4294967295', 432_000],
  ['1', 45],
] as const)('[SIP104] an interval of %s s, which no timer can keep or which is a flood, is bounded', async ([seconds, refreshSeconds]) => {
  const timer = rig.clock;
  const refreshed: string[] = [];
  const session = new SessionTimer({
    clock: timer,
    refresh: (headers) => refreshed.push(headers[0]?.[1] ?? ''),
    expired: () => expect.unreachable(),
  });
  const ok = createResponse(testRequest('INVITE'), 200, 'OK', {
    headers: [
      ['Session-Expires', `${seconds};refresher=uac`],
      ['Allow', 'UPDATE'],
    ],
  });
  session.answered(ok);
  timer.advance(refreshSeconds * 1000 - 1);
  expect(refreshed).toEqual([]);
  timer.advance(1);
  expect(refreshed).toHaveLength(1);
  session.stop();
});
