import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { createResponse } from '../message/builders.ts';
import { testRequest } from '../testing/requests.ts';
import { createTransports } from './create-transports.ts';
import type { Flow } from './flow.ts';
import type { WebSocketLike } from './transports.ts';

class FakeSocket
  extends EventEmitter<{ message: [Uint8Array, boolean]; pong: []; close: [number, Buffer]; error: [Error] }>
  implements WebSocketLike
{
  readonly done: ((error?: Error | null) => void)[] = [];
  pings = 0;
  closedWith: number | undefined;
  isTerminated = false;

  send(_data: string | Uint8Array, _options: { readonly binary: boolean }, done: (error?: Error | null) => void): void {
    this.done.push(done);
  }

  ping(): void {
    this.pings++;
  }

  close(code?: number): void {
    this.closedWith = code;
  }

  terminate(): void {
    this.isTerminated = true;
    this.emit('close', 1006, Buffer.alloc(0));
  }
}

let clock: FakeClock;
let socket: FakeSocket;
let flow: Flow;
let faults: string[];
let closed: Flow[];

beforeEach(async () => {
  clock = new FakeClock();
  socket = new FakeSocket();
  faults = [];
  closed = [];
  const metrics = { transportError: (_transport: string, why: string) => faults.push(why) };
  const transports = createTransports({ listenAddress: '127.0.0.1', publicHost: 'pbx.example', clock, logger: silentLogger, metrics });
  await transports.listen({ onMessage: () => undefined, onFlowClosed: (ended) => closed.push(ended) });
  const owner = { tenantId: 't', userId: 'u', webSessionId: 's' };
  flow = transports.acceptWebSocket(socket, { owner, isSecure: true, remoteAddress: '192.0.2.1', remotePort: 1 });
});

const answer = createResponse(testRequest('OPTIONS'), 200, 'OK');

describe('a WebSocket flow', () => {
  it('[SIP29] lives while pings are answered', () => {
    for (let i = 0; i < 10; i++) {
      clock.advance(20_000);
      socket.emit('pong');
    }
    expect(socket.pings).toBe(10);
    expect(flow.closed.aborted).toBe(false);
  });

  it('[SIP29] is cut after two unanswered pings', () => {
    clock.advance(40_000);
    expect(flow.closed.aborted).toBe(false);
    clock.advance(20_000);
    expect(flow.closed.aborted).toBe(true);
    expect(faults).toEqual(['no-pong']);
    expect(closed).toEqual([flow]);
    expect(clock.pending).toBe(0);
  });

  it('[SIP30] is cut when the browser takes nothing', async () => {
    const pending: Promise<void>[] = [];
    for (let i = 0; i < 10_000 && !flow.closed.aborted; i++) pending.push(flow.send(answer));
    expect(faults).toEqual(['backpressure']);
    for (const done of socket.done) done(new Error('cut'));
    const results = await Promise.allSettled(pending);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('[SIP30] counts what was taken', async () => {
    for (let i = 0; i < 10_000; i++) {
      const sent = flow.send(answer);
      socket.done.pop()?.();
      await sent;
    }
    expect(faults).toEqual([]);
  });

  it('[SIP32] closes once, and is cut when the browser does not answer', async () => {
    flow.close('signed out');
    flow.close('again');
    expect(socket.closedWith).toBe(1001);
    await expect(flow.send(answer)).rejects.toThrow('closed');
    clock.advance(2_000);
    expect(socket.isTerminated).toBe(true);
    expect(closed).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it('[SIP28] has the owner who upgraded', () => {
    expect(flow.owner).toEqual({ tenantId: 't', userId: 'u', webSessionId: 's' });
    expect(flow.kind).toBe('wss');
  });
});
