import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { createResponse } from '../message/builders.ts';
import { FakeFlow } from '../testing/fake-flow.ts';
import { FakeTransports } from '../testing/fake-transports.ts';
import { testAck, testCancel, testRequest } from '../testing/requests.ts';
import { createTransactionLayer } from './transaction-layer.ts';
import type { ServerTransaction, TransactionLayer } from './transaction.ts';

let clock: FakeClock;
let transports: FakeTransports;
let layer: TransactionLayer;
let udp: FakeFlow;
let ws: FakeFlow;
let told: ServerTransaction[];
let acks: string[];

beforeEach(async () => {
  clock = new FakeClock();
  transports = new FakeTransports();
  layer = createTransactionLayer({ transports, clock, logger: silentLogger });
  udp = new FakeFlow('udp');
  ws = new FakeFlow('ws');
  told = [];
  acks = [];
  await layer.start({
    onRequest: (transaction) => told.push(transaction),
    onAck: (ack) => acks.push(ack.headers.get('cseq') ?? ''),
    onStrayResponse: () => expect.unreachable('no responses here'),
  });
});

/** The transaction the user heard of first. */
function first(): ServerTransaction {
  const [transaction] = told;
  if (!transaction) throw new Error('the user heard of nothing');
  return transaction;
}

function respond(status: number, transaction = first()): void {
  transaction.respond(createResponse(transaction.request, status, 'x', { toTag: 't' }));
}

/** Somebody who answers a challenge: a stranger's INVITE over UDP gets no 100. */
const proven = { headers: [['Authorization', 'Digest username="alice"']] } as const;

describe('INVITE server transaction', () => {
  it('[SIP44] is answered 100 at once, and repeats what was said last', () => {
    transports.receive(testRequest('INVITE', proven), udp);
    expect(udp.take()).toEqual(['100']);
    transports.receive(testRequest('INVITE', proven), udp);
    expect(udp.take()).toEqual(['100']);
    respond(180);
    transports.receive(testRequest('INVITE', proven), udp);
    expect(udp.take()).toEqual(['180', '180']);
    expect(told).toHaveLength(1);
    expect(first().state).toBe('proceeding');
  });

  it('[SIP40] over UDP repeats a final non-2xx by timer G until ACK, then waits timer I', () => {
    const ends: string[] = [];
    transports.receive(testRequest('INVITE', proven), udp);
    first().onEnd((why) => ends.push(why));
    respond(486);
    expect(udp.take()).toEqual(['100', '486']);
    for (const step of [500, 1_000, 2_000, 4_000, 4_000]) {
      clock.advance(step - 1);
      expect(udp.take()).toEqual([]);
      clock.advance(1);
      expect(udp.take()).toEqual(['486']);
    }
    transports.receive(testAck(), udp);
    expect(first().state).toBe('confirmed');
    expect(ends).toEqual(['acked']);
    clock.advance(4_999);
    transports.receive(testAck(), udp);
    expect(layer.size).toBe(1);
    clock.advance(1);
    expect(layer.size).toBe(0);
    expect(udp.take()).toEqual([]);
    expect(acks).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('[SIP116] over UDP a stranger gets one 401 and nothing more, whatever address is forged', () => {
    transports.receive(testRequest('INVITE'), udp);
    respond(401);
    clock.advance(31_000);
    expect(udp.take()).toEqual(['401']);
    transports.receive(testRequest('INVITE'), udp);
    expect(udp.take()).toEqual(['401']);
    expect(told).toHaveLength(1);
    clock.advance(1_000);
    expect([layer.size, clock.pending]).toEqual([0, 0]);
  });

  it('[SIP116] a challenge that takes long is preceded by 100 after 200 ms; within a dialog 100 comes at once', () => {
    transports.receive(testRequest('INVITE'), udp);
    clock.advance(199);
    expect(udp.take()).toEqual([]);
    clock.advance(1);
    expect(udp.take()).toEqual(['100']);
    transports.receive(testRequest('INVITE', { toTag: 't', branch: 'z9hG4bK2', callId: 'c2' }), udp);
    expect(udp.take()).toEqual(['100']);
  });

  it('[SIP40] gives up by timer H after 32 s without ACK', () => {
    const ends: string[] = [];
    transports.receive(testRequest('INVITE'), udp);
    first().onEnd((why) => ends.push(why));
    respond(404);
    clock.advance(31_999);
    expect(ends).toEqual([]);
    clock.advance(1);
    expect(ends).toEqual(['timeout']);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP40] over a connection repeats nothing and ends at the ACK', () => {
    transports.receive(testRequest('INVITE'), ws);
    respond(486);
    clock.advance(20_000);
    expect(ws.take()).toEqual(['100', '486']);
    transports.receive(testAck(), ws);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP51] after a 2xx absorbs the INVITE, passes ACKs, sends 2xx again, and ends by timer L', () => {
    const ends: string[] = [];
    transports.receive(testRequest('INVITE'), udp);
    first().onEnd((why) => ends.push(why));
    respond(200);
    expect(first().state).toBe('accepted');
    udp.take();
    transports.receive(testRequest('INVITE'), udp);
    expect(udp.take()).toEqual([]);
    respond(200);
    respond(486);
    expect(udp.take()).toEqual(['200']);
    transports.receive(testAck(), udp);
    transports.receive(testAck({ branch: 'z9hG4bK-of-its-own' }), udp);
    expect(acks).toEqual(['1 ACK', '1 ACK']);
    clock.advance(32_000);
    expect(ends).toEqual(['done']);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP52] ends as a transport error when a final answer cannot be sent', async () => {
    const ends: string[] = [];
    transports.receive(testRequest('INVITE'), ws);
    first().onEnd((why) => ends.push(why));
    transports.end(ws);
    respond(486);
    await Promise.resolve();
    await Promise.resolve();
    expect(ends).toEqual(['transport-error']);
    expect(layer.size).toBe(0);
  });
});

describe('non-INVITE server transaction', () => {
  it('[SIP41] is silent while trying, then repeats its answer until timer J', () => {
    transports.receive(testRequest('INFO'), udp);
    transports.receive(testRequest('INFO'), udp);
    expect(udp.take()).toEqual([]);
    respond(183);
    transports.receive(testRequest('INFO'), udp);
    expect(udp.take()).toEqual(['183', '183']);
    respond(200);
    respond(500);
    transports.receive(testRequest('INFO'), udp);
    expect(udp.take()).toEqual(['200', '200']);
    expect(told).toHaveLength(1);
    clock.advance(32_000);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP41] over a connection ends with its answer', () => {
    transports.receive(testRequest('INFO'), ws);
    respond(200);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP41] answers a repeated request on the connection that it came over', () => {
    const next = new FakeFlow('tcp', 'tcp-2');
    transports.receive(testRequest('INFO'), udp);
    respond(200);
    transports.receive(testRequest('INFO'), next);
    expect(next.take()).toEqual(['200']);
  });
});

describe('CANCEL', () => {
  it('[SIP47] is answered 200 and told once; the user then says 487', () => {
    let cancels = 0;
    transports.receive(testRequest('INVITE'), udp);
    first().onCancel(() => cancels++);
    respond(180);
    udp.take();
    transports.receive(testCancel(), udp);
    transports.receive(testCancel(), udp);
    const [answer] = udp.sent;
    expect(udp.take()).toEqual(['200', '200']);
    expect(answer?.headers.get('To')).toContain('tag=t');
    expect(cancels).toBe(1);
    respond(487);
    expect(udp.take()).toEqual(['487']);
  });

  it('[SIP47] has no effect after a final answer', () => {
    let cancels = 0;
    transports.receive(testRequest('INVITE'), udp);
    first().onCancel(() => cancels++);
    respond(200);
    udp.take();
    transports.receive(testCancel(), udp);
    expect(udp.take()).toEqual(['200']);
    expect(cancels).toBe(0);
  });

  it('[SIP47] reaches a user who asks late', () => {
    let cancels = 0;
    transports.receive(testRequest('INVITE'), udp);
    transports.receive(testCancel(), udp);
    first().onCancel(() => cancels++);
    expect(cancels).toBe(1);
  });

  it.each([
    ['another branch', { branch: 'z9hG4bKother' }, '127.0.0.1'],
    ['another sent-by', { host: 'other.invalid' }, '127.0.0.1'],
    ['another address', {}, '192.0.2.9'],
  ])('[SIP47] from %s is answered 481 and cancels nothing', (_what, parts, address) => {
    const flow = new FakeFlow('udp', 'udp-2', { address });
    transports.receive(testRequest('INVITE'), udp);
    first().onCancel(() => expect.unreachable('not cancelled'));
    transports.receive(testCancel(parts), flow);
    expect(flow.take()).toEqual(['481']);
    expect(first().state).toBe('proceeding');
  });

  it('[SIP47] of the same user may come over his next WebSocket, of another user not', () => {
    const alice = { tenantId: 't', userId: 'alice', webSessionId: 's' };
    let cancels = 0;
    transports.receive(testRequest('INVITE'), new FakeFlow('ws', 'ws-1', { owner: alice }));
    first().onCancel(() => cancels++);
    const stranger = new FakeFlow('ws', 'ws-2', { owner: { ...alice, userId: 'mallory' } });
    transports.receive(testCancel(), stranger);
    expect(stranger.take()).toEqual(['481']);
    expect(cancels).toBe(0);
    clock.advance(32_000);
    transports.receive(testCancel(), new FakeFlow('ws', 'ws-3', { owner: alice }));
    expect(cancels).toBe(1);
  });
});

describe('matching', () => {
  it('[SIP45] tells branches, sent-by, methods and Call-IDs apart', () => {
    transports.receive(testRequest('INFO', { cseq: 1 }), udp);
    transports.receive(testRequest('INFO', { cseq: 2, branch: 'z9hG4bK2' }), udp);
    transports.receive(testRequest('INFO', { cseq: 3, host: 'other.invalid' }), udp);
    transports.receive(testRequest('BYE', { cseq: 4 }), udp);
    transports.receive(testRequest('INFO', { cseq: 5, callId: 'c2' }), udp);
    expect(told.map(({ request }) => request.headers.get('cseq'))).toEqual(['1 INFO', '2 INFO', '3 INFO', '4 BYE', '5 INFO']);
  });

  it.each(['', 'z9hG4bK', '1', 'other'])('[SIP45] matches a branch "%s" as RFC 2543 did', (branch) => {
    transports.receive(testRequest('INVITE', { branch }), udp);
    transports.receive(testRequest('INVITE', { branch }), udp);
    expect(told).toHaveLength(1);
    transports.receive(testRequest('INVITE', { branch, cseq: 2 }), udp);
    transports.receive(testRequest('INVITE', { branch, callId: 'c2' }), udp);
    expect(told).toHaveLength(3);
    respond(486);
    transports.receive(testAck({ branch }), udp);
    expect(first().state).toBe('confirmed');
  });

  it('[SIP46] answers 482 to the same request along a second path', () => {
    transports.receive(testRequest('INVITE'), udp);
    udp.take();
    transports.receive(testRequest('INVITE', { branch: 'z9hG4bKfork' }), udp);
    expect(udp.take()).toEqual(['482']);
    transports.receive(testRequest('INVITE', { branch: 'z9hG4bKagain', toTag: 'x' }), udp);
    transports.receive(testRequest('INVITE', { branch: 'z9hG4bKtagless', fromTag: '' }), udp);
    expect(told).toHaveLength(3);
  });

  it('[SIP49] passes an ACK that matches nothing, and never answers one', () => {
    transports.receive(testAck({ branch: 'z9hG4bKnew' }), udp);
    transports.receive(testAck({ headers: [['Require', 'nothing']] }), udp);
    const broken = testAck();
    broken.headers.delete('Call-ID');
    transports.receive(broken, udp);
    expect(acks).toHaveLength(2);
    expect(udp.take()).toEqual([]);
    expect(layer.size).toBe(0);
  });
});
