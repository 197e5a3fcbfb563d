import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { createResponse } from '../message/builders.ts';
import type { SipRequest } from '../message/message.ts';
import { FakeFlow } from '../testing/fake-flow.ts';
import { FakeTransports } from '../testing/fake-transports.ts';
import { testRequest } from '../testing/requests.ts';
import { createTransactionLayer } from './transaction-layer.ts';
import type { ClientTransaction, TransactionLayer } from './transaction.ts';

let clock: FakeClock;
let transports: FakeTransports;
let layer: TransactionLayer;
let udp: FakeFlow;
let ws: FakeFlow;
let events: string[];

beforeEach(async () => {
  clock = new FakeClock();
  transports = new FakeTransports();
  layer = createTransactionLayer({ transports, clock, logger: silentLogger });
  udp = new FakeFlow('udp');
  ws = new FakeFlow('ws');
  events = [];
  await layer.start({
    onRequest: () => expect.unreachable('no requests here'),
    onAck: () => expect.unreachable('no requests here'),
    onStrayResponse: (response) => events.push(`stray ${String(response.status)}`),
  });
});

function send(method: string, flow: FakeFlow): ClientTransaction {
  const request = testRequest(method);
  request.headers.delete('Via');
  return layer.send(request, flow, {
    onResponse: (response) => events.push(String(response.status)),
    onTimeout: () => events.push('timeout'),
    onTransportError: () => events.push('transport error'),
  });
}

function answer(request: SipRequest, status: number, flow: FakeFlow): void {
  transports.receive(createResponse(request, status, 'x', { toTag: 't' }), flow);
}

/** When the copies went out, in ms. */
function times(flow: FakeFlow, untilMs: number): number[] {
  const found: number[] = [];
  const step = 100;
  for (let at = 0; at <= untilMs; at += step) {
    if (at > 0) clock.advance(step);
    if (flow.take().length > 0) found.push(at);
  }
  return found;
}

describe('INVITE client transaction', () => {
  it('[SIP42] sends a top Via of ours with a fresh branch', () => {
    const one = send('INVITE', ws).request.headers.get('Via');
    const two = send('INVITE', udp).request.headers.get('Via');
    expect(one).toMatch(/^SIP\/2\.0\/WS pbx\.example;branch=z9hG4bK[0-9a-f-]{36}$/);
    expect(two).toMatch(/^SIP\/2\.0\/UDP pbx\.example;branch=z9hG4bK[0-9a-f-]{36};rport$/);
    expect(one?.slice(-20)).not.toBe(two?.slice(-26, -6));
  });

  it('[SIP42] repeats by timer A over UDP, and times out by timer B', () => {
    send('INVITE', udp);
    expect(times(udp, 40_000)).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]);
    expect(events).toEqual(['timeout']);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP42] repeats nothing over a connection', () => {
    send('INVITE', ws);
    expect(times(ws, 40_000)).toEqual([0]);
    expect(events).toEqual(['timeout']);
  });

  it('[SIP42] rings without end once a provisional response came', () => {
    const { request } = send('INVITE', udp);
    answer(request, 180, udp);
    answer(request, 183, udp);
    udp.take();
    clock.advance(180_000);
    expect(udp.take()).toEqual([]);
    expect(events).toEqual(['180', '183']);
  });

  it('[SIP42] acknowledges each copy of a failure until timer D', () => {
    const transaction = send('INVITE', udp);
    udp.take();
    answer(transaction.request, 486, udp);
    answer(transaction.request, 486, udp);
    const [ack] = udp.sent;
    expect(udp.take()).toEqual(['ACK', 'ACK']);
    expect(ack?.headers.get('via')).toBe(transaction.request.headers.get('via'));
    expect(ack?.headers.get('to')).toContain('tag=t');
    expect(events).toEqual(['486']);
    clock.advance(31_999);
    expect(transaction.state).toBe('completed');
    clock.advance(1);
    expect(transaction.state).toBe('terminated');
    expect(clock.pending).toBe(0);
  });

  it('[SIP42] passes each 2xx until timer M, sends no ACK itself, then they are strays', () => {
    const { request } = send('INVITE', ws);
    ws.take();
    answer(request, 200, ws);
    answer(request, 200, ws);
    expect(ws.take()).toEqual([]);
    clock.advance(31_999);
    answer(request, 200, ws);
    clock.advance(1);
    answer(request, 200, ws);
    expect(events).toEqual(['200', '200', '200', 'stray 200']);
    expect(clock.pending).toBe(0);
  });

  it('[SIP52] fails when its flow ends before any answer, and lives on once it rings', () => {
    const unanswered = send('INVITE', ws);
    transports.end(ws);
    expect(events).toEqual(['transport error']);
    expect(unanswered.state).toBe('terminated');
    const first = new FakeFlow('ws', 'ws-2');
    const next = new FakeFlow('ws', 'ws-3');
    const ringing = send('INVITE', first);
    answer(ringing.request, 180, first);
    transports.end(first);
    answer(ringing.request, 486, next);
    expect(next.take()).toEqual(['ACK']);
    expect(events).toEqual(['transport error', '180', '486']);
  });

  it('[SIP52] fails when the request cannot be sent', async () => {
    udp.close();
    send('INVITE', udp);
    await Promise.resolve();
    await Promise.resolve();
    expect(events).toEqual(['transport error']);
    expect(clock.pending).toBe(0);
  });
});

describe('CANCEL of ours', () => {
  it('[SIP54] waits for a provisional response', () => {
    const transaction = send('INVITE', udp);
    udp.take();
    transaction.cancel('SIP;cause=200;text="Call completed elsewhere"');
    transaction.cancel();
    expect(udp.take()).toEqual([]);
    answer(transaction.request, 100, udp);
    const [cancel] = udp.sent;
    expect(udp.take()).toEqual(['CANCEL']);
    expect(cancel?.headers.get('Via')).toBe(transaction.request.headers.get('Via'));
    expect(cancel?.headers.get('Reason')).toContain('elsewhere');
    if (cancel?.kind === 'request') answer(cancel, 200, udp);
    answer(transaction.request, 487, udp);
    expect(udp.take()).toEqual(['ACK']);
    expect(events).toEqual(['100', '487']);
  });

  it('[SIP54] is not sent when the final response came first', () => {
    const transaction = send('INVITE', ws);
    transaction.cancel();
    answer(transaction.request, 200, ws);
    expect(ws.take()).toEqual(['INVITE']);
    expect(events).toEqual(['200']);
    transaction.cancel();
    expect(ws.take()).toEqual([]);
  });

  it('[SIP54] ends the INVITE 32 s later when nobody says anything', () => {
    const transaction = send('INVITE', ws);
    answer(transaction.request, 180, ws);
    transaction.cancel();
    clock.advance(31_999);
    expect(events).toEqual(['180']);
    clock.advance(1);
    expect(events).toEqual(['180', 'timeout']);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });
});

describe('non-INVITE client transaction', () => {
  it('[SIP43] repeats by timer E up to T2, and times out by timer F', () => {
    send('BYE', udp);
    expect(times(udp, 40_000)).toEqual([0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
    expect(events).toEqual(['timeout']);
    expect(clock.pending).toBe(0);
  });

  it('[SIP43] repeats every T2 while proceeding', () => {
    const { request } = send('BYE', udp);
    answer(request, 100, udp);
    expect(times(udp, 12_600)).toEqual([0, 500, 4_500, 8_500, 12_500]);
  });

  it('[SIP43] takes one final response and absorbs its copies until timer K', () => {
    const transaction = send('BYE', udp);
    answer(transaction.request, 200, udp);
    answer(transaction.request, 200, udp);
    expect(events).toEqual(['200']);
    clock.advance(5_000);
    expect(transaction.state).toBe('terminated');
    answer(transaction.request, 200, udp);
    expect(events).toEqual(['200', 'stray 200']);
    expect(clock.pending).toBe(0);
  });

  it('[SIP43] over a connection ends with its answer', () => {
    answer(send('BYE', ws).request, 481, ws);
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('[SIP45] matches responses by branch and CSeq method', () => {
    const { request } = send('BYE', ws);
    const other = createResponse(request, 200, 'OK');
    other.headers.set('CSeq', '1 INFO');
    transports.receive(other, ws);
    expect(events).toEqual(['stray 200']);
    const broken = createResponse(request, 200, 'OK');
    broken.headers.set('CSeq', 'x');
    transports.receive(broken, ws);
    expect(events).toEqual(['stray 200']);
  });

  it('[SIP56] leaves nothing behind when the layer closes', async () => {
    send('INVITE', udp);
    send('BYE', udp);
    await layer.close();
    expect(layer.size).toBe(0);
    expect(clock.pending).toBe(0);
    expect(transports.isClosed).toBe(true);
  });
});
