import { afterEach, beforeEach, expect, test } from 'vitest';
import { callFrom, callTo, type RigCall } from '../testing/calls.testing.ts';
import { sdp } from '../testing/rig-phone.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';

let rig: UserAgentRig;
let call: RigCall;

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  call = await callFrom(rig, await rig.registered('alice'));
});
afterEach(() => rig.close());

/** What the phone of that call writes to have it replaced: its own tag is the from-tag. */
function replacesOf(of: RigCall, more = ''): readonly [string, string] {
  return ['Replaces', `${of.dialog.callId};to-tag=${of.dialog.localTag};from-tag=${of.dialog.remoteTag}${more}`];
}

test('[SIP107] the same user after a reload gets the dialog that he names', async () => {
  call.phone.cut();
  const reloaded = await rig.registered('alice', 'urn:uuid:reloaded');
  await reloaded.invite({ callId: 'again', headers: [replacesOf(call)] });
  expect(rig.invitations.at(-1)?.replaces).toBe(call.dialog);
});

test('[SIP107] a call that we made can be replaced too', async () => {
  const bob = await rig.registered('bob');
  const made = await callTo(rig, bob);
  await bob.invite({ callId: 'again', headers: [replacesOf(made)] });
  expect(rig.invitations.at(-1)?.replaces).toBe(made.dialog);
});

test('[SIP107] an INVITE without Replaces replaces nothing', async () => {
  await call.phone.invite({ callId: 'plain' });
  expect(rig.invitations.at(-1)?.replaces).toBeUndefined();
});

test("[SIP107] another user's dialog does not exist", async () => {
  const bob = await rig.registered('bob');
  await bob.invite({ callId: 'theft', headers: [replacesOf(call)] });
  expect(bob.response().status).toBe(481);
  expect(rig.invitations).toHaveLength(1);
});

test.each([
  ['unknown Call-ID', 'nothing;to-tag=a;from-tag=b', 481],
  ['no tags', 'nothing', 400],
])('[SIP107] %s is refused', async (_name, value, status) => {
  await call.phone.invite({ callId: 'bad', headers: [['Replaces', value]] });
  expect(call.phone.response().status).toBe(status);
});

test('[SIP107] tags the wrong way round are 481', async () => {
  const value = `${call.dialog.callId};to-tag=${call.dialog.remoteTag};from-tag=${call.dialog.localTag}`;
  await call.phone.invite({ callId: 'swapped', headers: [['Replaces', value]] });
  expect(call.phone.response().status).toBe(481);
});

test('[SIP107] early-only for an answered call is 486', async () => {
  await call.phone.invite({ callId: 'early', headers: [replacesOf(call, ';early-only')] });
  expect(call.phone.response().status).toBe(486);
});

test('[SIP107] a call that we left is 603, one that is over 481', async () => {
  call.dialog.bye();
  await call.phone.invite({ callId: 'late', headers: [replacesOf(call)] });
  expect(call.phone.response().status).toBe(603);
  await call.phone.respond(call.phone.request('BYE'), 200);
  await call.phone.invite({ callId: 'later', body: sdp('offer'), headers: [replacesOf(call)] });
  expect(call.phone.response().status).toBe(481);
});
