import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeCodes } from '../../../protocol/wire/envelope.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import { LiveSocket } from './live-socket.ts';
import { FakeNetwork } from './fake-network.fake.ts';

const catalogue = { 'thing.changed': z.object({ name: z.string() }), 'other.changed': z.object({}) };
const hello = { type: 'hello', protocolVersion, oldestSupportedVersion };
const forever = new AbortController().signal;

let network: FakeNetwork;
let live: LiveSocket<typeof catalogue>;
let told: string[];

beforeEach(() => {
  network = new FakeNetwork();
  live = new LiveSocket({ open: network.open, schedule: network.schedule, random: () => 1, catalogue });
  told = [];
  live.on('state', (state) => told.push(state), forever);
  live.on('missed', () => told.push('missed'), forever);
  live.on('failed', (attempts) => told.push(`failed ${attempts}`), forever);
  live.on('fit', (fit) => told.push(`fit ${fit}`), forever);
  live.on('unreadable', (name) => told.push(`unreadable ${name}`), forever);
});

function notification(sequence: number, name: string, data: unknown): object {
  return { type: 'notification', sequence, name, data };
}

describe('greeting', () => {
  it('[UI30] sends its versions when the line opens and is open after the server’s', () => {
    live.start();
    network.last.opens();
    expect(network.last.sent).toEqual([hello]);
    expect(live.state).toBe('connecting');
    network.last.says(hello);
    expect(told).toEqual(['connecting', 'open', 'fit same']);
  });

  it('[UI31] a newer server that still understands us is told as such, and the line works', () => {
    live.start();
    network.last.says({ ...hello, protocolVersion: protocolVersion + 1 });
    expect(told).toContain('fit page-behind');
    expect(live.state).toBe('open');
  });

  it('[UI31] versions that do not fit end the attempts', () => {
    live.start();
    network.last.says({ ...hello, protocolVersion: protocolVersion + 9, oldestSupportedVersion: protocolVersion + 1 });
    expect(live.state).toBe('refused');
    expect(told).toContain('fit page-too-old');
    network.pass(600_000);
    expect(network.sockets).toHaveLength(1);
  });

  it('[UI31] the server’s close code for an old page ends the attempts too', () => {
    live.start();
    network.last.closes(closeCodes.clientTooOld);
    expect(live.state).toBe('refused');
  });

  it('[UI32] a server that says nothing for 10 s counts as lost', () => {
    live.start();
    network.last.opens();
    network.pass(9_999);
    expect(live.state).toBe('connecting');
    network.pass(1);
    expect(live.state).toBe('waiting');
    expect(network.last.isClosed).toBe(true);
  });
});

describe('coming back', () => {
  it('[UI33] waits twice as long after each failure, at most 30 s', () => {
    live.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      network.last.closes(1006);
      waits.push(network.nextDelayMs);
      network.pass(network.nextDelayMs);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('[UI33] the jitter takes away at most half', () => {
    live = new LiveSocket({ open: network.open, schedule: network.schedule, random: () => 0, catalogue });
    live.start();
    network.last.closes(1006);
    expect(network.nextDelayMs).toBe(250);
  });

  it('[UI34] says that something may have been missed after a reconnect, not after the first connect', () => {
    live.start();
    network.last.says(hello);
    expect(told).not.toContain('missed');
    network.last.closes(1006);
    network.pass(500);
    network.last.says(hello);
    expect(told).toContain('missed');
  });

  it('starts the waiting anew after a connection that worked', () => {
    live.start();
    network.last.closes(1006);
    network.pass(500);
    network.last.closes(1006);
    network.pass(1000);
    network.last.says(hello);
    network.last.closes(1006);
    expect(network.nextDelayMs).toBe(500);
  });

  it('tries at once when told to, and only while waiting', () => {
    live.start();
    live.retryNow();
    expect(network.sockets).toHaveLength(1);
    network.last.closes(1006);
    live.retryNow();
    expect(network.sockets).toHaveLength(2);
    network.pass(60_000);
    expect(network.sockets.filter((socket) => !socket.isClosed)).toHaveLength(1);
  });

  it('[UI35] asks who we are when an attempt got no hello, and when the server ended the session', () => {
    live.start();
    network.last.closes(1006);
    expect(told).toContain('failed 1');
    network.pass(500);
    network.last.says(hello);
    told.length = 0;
    network.last.closes(1006);
    expect(told).toEqual(['waiting']);
    network.pass(500);
    network.last.says(hello);
    network.last.closes(closeCodes.sessionEnded);
    expect(told.at(-1)).toMatch(/^failed/);
  });

  it('is silent once closed', () => {
    live.start();
    const first = network.last;
    live.close();
    live.close();
    first.says(hello);
    first.closes(1006);
    network.pass(600_000);
    expect(told).toEqual(['connecting', 'closed']);
    expect(network.sockets).toHaveLength(1);
  });
});

describe('notifications', () => {
  beforeEach(() => {
    live.start();
    network.last.says(hello);
    told.length = 0;
  });

  it('[UI36] reach who listens for their name, parsed, until the signal ends', () => {
    const heard: string[] = [];
    const listening = new AbortController();
    live.onNotification('thing.changed', ({ name }) => heard.push(name), listening.signal);
    live.onNotification('other.changed', () => heard.push('other'), forever);
    network.last.says(notification(1, 'thing.changed', { name: 'a' }));
    listening.abort();
    network.last.says(notification(2, 'thing.changed', { name: 'b' }));
    expect(heard).toEqual(['a']);
  });

  it('[UI34] a gap in the sequence means that something was missed', () => {
    network.last.says(notification(1, 'other.changed', {}));
    network.last.says(notification(2, 'other.changed', {}));
    expect(told).toEqual([]);
    network.last.says(notification(4, 'other.changed', {}));
    expect(told).toEqual(['missed']);
  });

  it('[UI36] what does not fit the catalogue is named and delivered to nobody', () => {
    const heard: unknown[] = [];
    live.onNotification('thing.changed', (data) => heard.push(data), forever);
    network.last.says(notification(1, 'thing.changed', { name: 7 }));
    network.last.says(notification(2, 'unknown.thing', {}));
    network.last.saysText('{not json');
    expect(heard).toEqual([]);
    expect(told).toEqual(['unreadable thing.changed', 'unreadable unknown.thing', 'unreadable frame']);
  });
});
