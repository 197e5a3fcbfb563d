import { parseMessage as parseWithJsSip } from 'jssip/lib/Parser.js';
import { checkRequest, defaultCapabilities } from '../transaction/request-checks.ts';
import { vector } from '../testing/vectors.ts';
import { createResponse } from './builders.ts';
import { parseMessage } from './parse-message.ts';
import { serialise } from './serialise.ts';

/** A REGISTER as JsSIP sends it. */
const register = Buffer.from(
  [
    'REGISTER sip:main.acme.example SIP/2.0',
    'Via: SIP/2.0/WSS 3k2b9f0d1.invalid;branch=z9hG4bK9475826',
    'Max-Forwards: 69',
    'To: <sip:alice@main.acme.example>',
    'From: "Alice" <sip:alice@main.acme.example>;tag=4f7d0o2s1q',
    'Call-ID: 7v2m5bq0l1k9r3s8t4u6',
    'CSeq: 2 REGISTER',
    'Authorization: Bearer 0123456789abcdef0123456789abcdef',
    'Contact: <sip:k3x9f2@3k2b9f0d1.invalid;transport=ws>;+sip.ice;reg-id=1;+sip.instance="<urn:uuid:8f5c2a10-3b7d-4e56-9a01-2b3c4d5e6f70>";expires=600',
    'Expires: 600',
    'Allow: INVITE,ACK,CANCEL,BYE,UPDATE,MESSAGE,OPTIONS,REFER,INFO,NOTIFY',
    'Supported: path,gruu,outbound',
    'User-Agent: JsSIP 3.13.8',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n'),
);

const messages = { REGISTER: register, 'INVITE with SDP': vector('sdp01'), 'tortuous INVITE': vector('wsinv') };
const rounds = 5;
const perRound = 20_000;

/** Microseconds of CPU for each run of it, the best round of five: other work on the machine does not count. */
function microseconds(run: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    for (let i = 0; i < perRound; i++) run();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / perRound);
  }
  return best;
}

/** Everything that the layers below the user do with a request: parse, check each mandatory header. */
function parseAndCheck(bytes: Buffer): void {
  const message = parseMessage(bytes);
  if (message.kind === 'request') checkRequest(message, defaultCapabilities);
}

// Run by hand: node server/telephony/sip/message/parse.bench.ts
for (const [name, bytes] of Object.entries(messages)) {
  const text = bytes.toString('utf8');
  const ours = microseconds(() => parseAndCheck(bytes));
  const peer = microseconds(() => parseWithJsSip(text, {}));
  const message = parseMessage(bytes);
  const answer = microseconds(() => message.kind === 'request' && serialise(createResponse(message, 200, 'OK', { toTag: 'abcdef' })));
  const line = `${name}: parse and check ${ours.toFixed(1)} µs, JsSIP's parser ${peer.toFixed(1)} µs (ratio ${(ours / peer).toFixed(2)}), answer ${answer.toFixed(1)} µs`;
  process.stdout.write(`${line}\n`);
}
