import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTimers } from './timers.fake.ts';
import { connectTimeoutMs, keepAliveAnswerMs, keepAliveMs, TokenSocket } from './token-socket.ts';

/** The browser's WebSocket as far as it is used, opened and closed by the test. */
class FakeWebSocket extends EventTarget {
  static readonly OPEN = 1;
  static readonly made: FakeWebSocket[] = [];
  readyState = 0;
  readonly sent: string[] = [];
  constructor() {
    super();
    FakeWebSocket.made.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 3;
  }
  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  say(data: string): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};
let timers: FakeTimers;
let events: string[];
let fetching: () =>
  | Promise<never>
  | Promise<{ token: string; tokenExpiresInSeconds: number; address: string; displayName: string; path: '/sip' }>;

function make(): TokenSocket {
  const socket = new TokenSocket({
    url: 'wss://desk.example/sip',
    timers,
    fetchRegistration: () => fetching(),
    onRegistration: ({ token }) => events.push(token),
    onTokenRefused: () => events.push('refused'),
  });
  Object.assign(socket, {
    onconnect: () => events.push('connected'),
    ondisconnect: (_isError: boolean, _code?: number, reason = '') => events.push(`lost: ${reason}`),
    ondata: (data: unknown) => events.push(`data: ${String(data)}`),
  });
  return socket;
}

const latest = (): FakeWebSocket => {
  const socket = FakeWebSocket.made.at(-1);
  if (socket === undefined) throw new Error('no WebSocket was made');
  return socket;
};

beforeEach(() => {
  vi.stubGlobal('WebSocket', FakeWebSocket);
  FakeWebSocket.made.length = 0;
  timers = new FakeTimers();
  events = [];
  fetching = () => Promise.resolve({ token: 't', tokenExpiresInSeconds: 60, address: 'sip:a@b', displayName: 'A', path: '/sip' as const });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the socket under the library', () => {
  it('[SP01] fetches a token before it connects, each time', async () => {
    const socket = make();
    socket.connect();
    expect(FakeWebSocket.made).toHaveLength(0);
    await settle();
    latest().open();
    socket.drop('offline');
    socket.connect();
    await settle();
    expect(events).toEqual(['t', 'connected', 'lost: offline', 't']);
  });

  it('[SP05] gives an attempt up that hangs, and a token that cannot be had', async () => {
    const socket = make();
    socket.connect();
    await settle();
    timers.advance(connectTimeoutMs);
    expect(events).toEqual(['t', 'lost: timeout']);
    fetching = () => Promise.reject(new Error('no'));
    socket.connect();
    await settle();
    expect(events.slice(2)).toEqual(['lost: no token', 'refused']);
    expect(timers.pending).toBe(0);
  });

  it('[SP05] a server that answered pings and falls silent is lost', async () => {
    const socket = make();
    socket.connect();
    await settle();
    latest().open();
    timers.advance(keepAliveMs);
    expect(latest().sent).toEqual(['\r\n\r\n']);
    latest().say('\r\n');
    timers.advance(keepAliveMs + keepAliveAnswerMs);
    expect(events.at(-1)).toBe('lost: no answer to ping');
  });

  it('[SP05] a server that never answers pings is not judged by them', async () => {
    const socket = make();
    socket.connect();
    await settle();
    latest().open();
    timers.advance((keepAliveMs + keepAliveAnswerMs) * 3);
    expect(events).toEqual(['t', 'connected']);
  });

  it('a socket that was dropped is not heard any more, and a closed one does not connect', async () => {
    const socket = make();
    socket.connect();
    await settle();
    const old = latest();
    old.open();
    socket.close();
    old.say('INVITE');
    socket.connect();
    await settle();
    expect(events).toEqual(['t', 'connected']);
    expect(timers.pending).toBe(0);
  });
});
