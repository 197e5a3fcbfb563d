import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { SipMessage } from './message.ts';
import { parseMessage } from './parse-message.ts';
import { remembered } from './remembered.ts';

const text = [
  'INVITE sip:bob@main.acme.example SIP/2.0',
  'Via: SIP/2.0/WSS ua.invalid;branch=z9hG4bK1',
  'From: "Ünal" <sip:alice@main.acme.example>;tag=a-tag-of-hers',
  'To: <sip:bob@main.acme.example>',
  'Call-ID: a-call-id-of-hers',
  'CSeq: 7 INVITE',
  `X-Long: ${'x'.repeat(8_000)}`,
  'Content-Length: 4',
  '',
  'body',
].join('\r\n');

const received = (): SipMessage => parseMessage(Buffer.from(text));

test('[SIP117] of a message that was dealt with stays whose it is', () => {
  const left = remembered(received());
  expect([...left.headers.entries()]).toEqual([
    ['From', '"Ünal" <sip:alice@main.acme.example>;tag=a-tag-of-hers'],
    ['To', '<sip:bob@main.acme.example>'],
    ['Call-ID', 'a-call-id-of-hers'],
    ['CSeq', '7 INVITE'],
  ]);
  expect([left.headers.get('f'), left.body.length, left.kind]).toEqual([
    '"Ünal" <sip:alice@main.acme.example>;tag=a-tag-of-hers',
    0,
    'request',
  ]);
});

test('[SIP117] its text does not stay; that of a message which is kept does', () => {
  const [kept, left] = [keep(500, received), keep(500, () => remembered(received()))];
  expect(kept).toBeGreaterThan(500 * 8_000);
  expect(left).toBeLessThan(500 * 3_000);
});

/** Bytes of the heap that so many of them take. */
function keep(count: number, make: () => SipMessage): number {
  const before = heapBytes();
  const messages = Array.from({ length: count }, make);
  const taken = heapBytes() - before;
  expect(messages).toHaveLength(count);
  return taken;
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
