import { afterEach, beforeEach, expect, test } from 'vitest';
import { sipUri } from '../message/uri-parser.ts';
import { nameAddr, withTag } from '../message/name-addr.ts';
import { acme, globex } from '../testing/credentials.testing.ts';
import { answerChallenge } from '../testing/digest-answer.testing.ts';
import { type RigPhone, sdp } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';
import type { SipRequest } from '../message/message.ts';

let rig: UserAgentRig;
let alice: RigPhone;

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  alice = rig.browser('alice');
});
afterEach(() => rig.close());

function registerWith(authorization: string | undefined): SipRequest {
  const headers = [['Contact', alice.contact] as const];
  return alice.build('REGISTER', alice.address, {
    headers: authorization === undefined ? headers : [...headers, ['Authorization', authorization]],
  });
}

test('[SIP75] without a token 401 with a Bearer challenge, with a wrong one too', async () => {
  await alice.send(registerWith(undefined));
  expect([alice.response().status, alice.response().headers.all('WWW-Authenticate')]).toEqual([
    401,
    [expect.stringMatching(/^Digest /), `Bearer realm="${acme}"`],
  ]);
  await alice.send(registerWith('Bearer stolen'));
  expect([alice.response().status, alice.response().headers.all('WWW-Authenticate').at(-1)]).toEqual([
    401,
    `Bearer realm="${acme}", error="invalid_token"`,
  ]);
  expect([rig.userAgent.registrar.size, rig.failures]).toEqual([0, ['wrong-token']]);
});

test('[SIP75] the token is looked at once; what JsSIP repeats later is not', async () => {
  await alice.register();
  for (const authorization of [undefined, 'Bearer expired-long-ago']) {
    await alice.send(registerWith(authorization));
    expect(alice.response().status).toBe(200);
  }
  expect(rig.credentials.tokenChecks).toBe(1);
});

test('[SIP75] a call before the first REGISTER needs the token too', async () => {
  await alice.invite();
  expect([alice.response().status, rig.invitations.length]).toEqual([401, 0]);
  await alice.invite({ callId: 'with-token', headers: [['Authorization', 'Bearer token-of-alice']] });
  expect(rig.invitations).toHaveLength(1);
});

test('[SIP75] a new flow proves itself again', async () => {
  await alice.register();
  alice.reconnect();
  await alice.send(registerWith(undefined));
  expect(alice.response().status).toBe(401);
});

test('[SIP76] requests behind the first wait for its token', async () => {
  const { flow } = alice;
  rig.transports.receive(registerWith('Bearer token-of-alice'), flow);
  rig.transports.receive(registerWith(undefined), flow);
  await settled();
  expect(alice.take()).toEqual(['200', '200']);
  expect(rig.credentials.tokenChecks).toBe(1);
});

test("[SIP75] another user's token is worth nothing on this flow", async () => {
  await alice.send(registerWith('Bearer token-of-bob'));
  expect(alice.response().status).toBe(401);
});

test.each([
  ['a colleague', sipUri('bob', acme)],
  ['the same extension of another tenant', sipUri('100', globex)],
  ['nobody', sipUri('zoe', acme)],
  ['no user', sipUri(undefined, acme)],
])('[SIP77] speaking for %s is 403', async (_name, uri) => {
  await alice.register();
  const from = withTag(nameAddr(uri), 'f');
  await alice.send(alice.build('INVITE', alice.address, { from, headers: [['Contact', alice.contact]], body: sdp('offer') }));
  expect(alice.response().status).toBe(403);
  await alice.send(alice.build('REGISTER', nameAddr(uri), { from, headers: [['Contact', alice.contact]] }));
  expect(alice.response().status).toBe(403);
  expect(rig.invitations).toHaveLength(0);
});

test('[SIP77] her extension is hers as well as her name', async () => {
  await alice.register();
  const from = withTag(nameAddr(sipUri('100', acme)), 'f');
  await alice.send(alice.build('INVITE', alice.address, { from, headers: [['Contact', alice.contact]], body: sdp('offer') }));
  expect(rig.invitations).toHaveLength(1);
});

test('[SIP83] twenty wrong tokens make the web session wait', async () => {
  for (let time = 0; time < 20; time++) await alice.send(registerWith(`Bearer guess-${String(time)}`));
  await alice.send(registerWith('Bearer token-of-alice'));
  expect(alice.response().status).toBe(503);
  rig.clock.advance(5000);
  await alice.send(registerWith('Bearer token-of-alice'));
  expect(alice.response().status).toBe(200);
});

test.each([
  ['bob', 200],
  ['alice', 403],
])("[SIP86] digest of Bob's device over a flow of %s is %i", async (user, status) => {
  const phone = rig.browser(user);
  const build = (): SipRequest => phone.build('REGISTER', phone.address, { headers: [['Contact', phone.contact]] });
  await phone.send(build());
  const request = build();
  request.headers.set('Authorization', answerChallenge(phone.response(), request));
  await phone.send(request);
  expect(phone.response().status).toBe(status);
});
