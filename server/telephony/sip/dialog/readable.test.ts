import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRequest } from '../message/builders.ts';
import { nameAddr } from '../message/name-addr.ts';
import type { SipMessage } from '../message/message.ts';
import { sipUri } from '../message/uri-parser.ts';
import { acme } from '../testing/credentials.testing.ts';
import { ReadableFlow, UserAgentRig } from '../testing/user-agent-rig.testing.ts';

let rig: UserAgentRig;
beforeEach(async () => {
  rig = await new UserAgentRig().start();
});
afterEach(() => rig.close());

/** A message with another CSeq than the one that it was built with. */
function withCseq(value: string): SipMessage {
  const alice = nameAddr(sipUri('alice', acme));
  const request = createRequest({ method: 'OPTIONS', uri: alice.uri, from: alice, to: alice, callId: 'c1', cseq: 7 });
  request.headers.prepend('Via', 'SIP/2.0/WSS pbx.example;branch=z9hG4bK1-2');
  request.headers.set('CSeq', value);
  return request;
}

test('[SIP113] every flow of these tests shows JsSIP what we send, and fails for what it cannot read', async () => {
  const alice = await rig.registered('alice');
  await alice.invite();
  rig.invitations[0]?.accept('answer');
  expect(alice.flow).toBeInstanceOf(ReadableFlow);
  for (const kind of ['ws', 'wss', 'tcp', 'udp'] as const) expect(rig.flow(kind)).toBeInstanceOf(ReadableFlow);
  expect(alice.flow.sent.length, 'control: something was sent and read').toBeGreaterThan(1);
  await expect(rig.flow('wss').send(withCseq('7 OPTIONS'))).resolves.toBeUndefined();
  expect(() => rig.flow('wss').send(withCseq('seven OPTIONS'))).toThrow('JsSIP cannot read this OPTIONS');
});
