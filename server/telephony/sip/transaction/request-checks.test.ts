import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { createResponse } from '../message/builders.ts';
import type { SipRequest } from '../message/message.ts';
import { parseMessage } from '../message/parse-message.ts';
import { serialise } from '../message/serialise.ts';
import { SipError } from '../message/sip-error.ts';
import { FakeFlow } from '../testing/fake-flow.ts';
import { FakeTransports } from '../testing/fake-transports.ts';
import { testRequest, type TestRequest } from '../testing/requests.ts';
import { createTransactionLayer } from './transaction-layer.ts';
import type { ServerTransaction, TransactionLayer } from './transaction.ts';

let clock: FakeClock;
let transports: FakeTransports;
let layer: TransactionLayer;
let flow: FakeFlow;
let told: ServerTransaction[];
let counted: string[];
let onRequest: (transaction: ServerTransaction) => void;

beforeEach(async () => {
  clock = new FakeClock();
  transports = new FakeTransports();
  flow = new FakeFlow('udp');
  told = [];
  counted = [];
  onRequest = (transaction) => told.push(transaction);
  layer = createTransactionLayer({
    transports,
    clock,
    logger: silentLogger,
    limits: { open: 3, answered: 2 },
    metrics: { requestAnswered: (method, status) => counted.push(`${method} ${String(status)}`) },
  });
  await layer.start({ onRequest: (transaction) => onRequest(transaction), onAck: () => undefined, onStrayResponse: () => undefined });
});

/** Changes the text of a request on its way. */
function altered(method: string, change: (text: string) => string, parts: TestRequest = {}): SipRequest {
  const message = parseMessage(Buffer.from(change(serialise(testRequest(method, parts)).toString())));
  if (message.kind !== 'request') throw new Error('a request was expected');
  return message;
}

describe('checks before the user', () => {
  it.each<[string, string, (text: string) => string]>([
    ['505', 'OPTIONS', (text) => text.replace('SIP/2.0', 'SIP/3.0')],
    ['400', 'OPTIONS', (text) => text.replace('From:', 'Form:')],
    ['400', 'OPTIONS', (text) => text.replace('From:', 'From: "')],
    ['400', 'OPTIONS', (text) => text.replace('To:', 'To: <sip:x@y>\r\nTo:')],
    ['400', 'OPTIONS', (text) => text.replace('Call-ID', 'X-ID')],
    ['400', 'OPTIONS', (text) => text.replace('Via:', 'X-Via:')],
    ['400', 'OPTIONS', (text) => text.replace('CSeq: 1 OPTIONS', 'CSeq: 1 INFO')],
    ['400', 'OPTIONS', (text) => text.replace('Via: SIP', 'Via: SIP/2.0/UDP a;;\r\nVia: SIP')],
    ['400', 'OPTIONS', (text) => text.replace('Max-Forwards: 70', 'Max-Forwards: many')],
    ['400', 'INVITE', (text) => text.replace('Contact: <', 'Contact: ')],
    ['400', 'OPTIONS', (text) => text.replace('CSeq', 'Route: x\r\nCSeq')],
    ['416', 'OPTIONS', (text) => text.replace(' sip:bob@pbx.example', ' http://bob')],
    ['483', 'INVITE', (text) => text.replace('Max-Forwards: 70', 'Max-Forwards: 0')],
    ['420', 'OPTIONS', (text) => text.replace('CSeq', 'Require: replaces, Nothing, 100rel\r\nCSeq')],
    ['501', 'FLY', (text) => text.replace('CSeq: 1 FLY', 'CSeq: 1 INVITE')],
    ['405', 'PRACK', (text) => text],
  ])('[SIP48] answers %s to a bad %s without a transaction', (status, method, change) => {
    transports.receive(altered(method, change), flow);
    expect(flow.take()).toEqual([status]);
    expect(told).toHaveLength(0);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP48] lists what is allowed and what is unsupported', () => {
    transports.receive(
      altered('PRACK', (text) => text),
      flow,
    );
    transports.receive(
      altered('INFO', (text) => text.replace('CSeq', 'Require: replaces, 100rel\r\nCSeq')),
      flow,
    );
    expect(flow.sent[0]?.headers.get('Allow')).toContain('INVITE, ACK');
    expect(flow.sent[0]?.headers.get('Allow')).not.toMatch(/PUBLISH|MESSAGE|PRACK/u);
    expect(flow.sent[1]?.headers.get('Unsupported')).toBe('100rel');
  });

  it.each([
    ['OPTIONS', {}],
    ['REGISTER', {}],
    ['BYE', { toTag: 'x' }],
  ])('[SIP48] lets %s pass without hops left', (method, parts) => {
    transports.receive(testRequest(method, { ...parts, maxForwards: 0 }), flow);
    expect(told).toHaveLength(1);
  });

  it('[SIP48] lets a request without Max-Forwards and with one above 255 pass', () => {
    transports.receive(
      altered('INFO', (text) => text.replace('Max-Forwards: 70\r\n', '')),
      flow,
    );
    transports.receive(
      altered('INFO', (text) => text.replace('70', '300'), { branch: 'z9hG4bK2', callId: 'c2' }),
      flow,
    );
    expect(told).toHaveLength(2);
  });

  it('[SIP55] answers copies with the same To tag, other requests with another', () => {
    const broken = altered('OPTIONS', (text) => text.replace('CSeq: 1 OPTIONS', 'CSeq: x'));
    transports.receive(broken, flow);
    transports.receive(broken, flow);
    transports.receive(
      altered('OPTIONS', (text) => text.replace('CSeq: 1 OPTIONS', 'CSeq: y')),
      flow,
    );
    const tags = flow.sent.map((answer) => answer.headers.get('To'));
    expect(tags[0]).toContain(';tag=');
    expect(tags[1]).toBe(tags[0]);
    expect(tags[2]).not.toBe(tags[0]);
  });
});

describe('the user', () => {
  it('[SIP53] may throw a SipError, which is answered, or anything else, which is 500', () => {
    onRequest = () => {
      throw new SipError(481, 'Call Does Not Exist');
    };
    transports.receive(testRequest('BYE'), flow);
    onRequest = () => {
      throw new Error('a bug');
    };
    transports.receive(testRequest('BYE', { branch: 'z9hG4bK2', callId: 'c2' }), flow);
    expect(flow.take()).toEqual(['481', '500']);
  });

  it('[SIP50] hears of no more than the limit; the rest is 503 with Retry-After', () => {
    for (let i = 0; i < 5; i++) transports.receive(testRequest('INFO', { branch: `z9hG4bK${String(i)}`, callId: String(i) }), flow);
    expect(told).toHaveLength(3);
    expect(flow.sent.at(-1)?.headers.get('Retry-After')).toBe('10');
    expect(flow.take()).toEqual(['503', '503']);
    const [first] = told;
    first?.respond(createResponse(first.request, 200, 'OK', { toTag: 't' }));
    transports.receive(testRequest('INFO', { branch: 'z9hG4bK9', callId: '9' }), flow);
    expect(told).toHaveLength(4);
  });

  it('[SIP50] answered requests beyond the limit are forgotten, the oldest first', () => {
    onRequest = (transaction) => transaction.respond(createResponse(transaction.request, 404, 'x', { toTag: 't' }));
    for (let i = 0; i < 50; i++) transports.receive(testRequest('INVITE', { branch: `z9hG4bK${String(i)}`, callId: String(i) }), flow);
    expect(layer.size).toBe(2);
    flow.take();
    transports.receive(testRequest('INVITE', { branch: 'z9hG4bK49', callId: '49' }), flow);
    expect(flow.take()).toEqual(['404']);
    clock.advance(32_000);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP48] each final answer is counted once, by a method of the list', () => {
    onRequest = (transaction) => transaction.respond(createResponse(transaction.request, 200, 'OK', { toTag: 't' }));
    transports.receive(testRequest('INFO'), flow);
    transports.receive(testRequest('INFO'), flow);
    transports.receive(testRequest('FLY', { callId: 'c2' }), flow);
    expect(counted).toEqual(['INFO 200', 'other 501']);
  });
});
