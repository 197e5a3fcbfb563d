import { connect as connectTls } from 'node:tls';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/clock.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { createRequest } from '../message/builders.ts';
import { nameAddr } from '../message/name-addr.ts';
import { serialise } from '../message/serialise.ts';
import { sipUri } from '../message/uri-parser.ts';
import { testRequest } from '../testing/requests.ts';
import { selfSigned } from '../testing/self-signed.ts';
import { SimpleUser } from '../testing/simple-user.ts';
import { startLayers, type RunningStack, type StackOptions } from '../testing/stack.ts';
import { tcpWire, udpWire, webSocketWire, type Wire } from '../testing/wires.ts';
import { createTransports } from './create-transports.ts';
import type { Transports } from './transports.ts';

const host = '127.0.0.1';
let user: SimpleUser;
let stack: RunningStack<Transports>;
let open: Wire[];

beforeEach(async () => {
  user = new SimpleUser();
  open = [];
  stack = await startLayers(user);
});

afterEach(async () => {
  for (const wire of open) wire.close();
  await stack.close();
});

async function restart(options: StackOptions): Promise<void> {
  await stack.close();
  stack = await startLayers(user, options);
}

async function wire(kind: 'udp' | 'tcp' | 'ws'): Promise<Wire> {
  const port = stack.ports[kind];
  const made =
    kind === 'udp'
      ? await udpWire({ host, port }, '127.0.0.1')
      : kind === 'tcp'
        ? await tcpWire({ host, port })
        : await webSocketWire({ host, port });
  open.push(made);
  return made;
}

let serial = 0;

/** An OPTIONS of its own transaction, whose answer comes back over UDP too. */
function options(): Buffer {
  serial++;
  return serialise(testRequest('OPTIONS', { branch: `z9hG4bKo${String(serial)};rport`, callId: `o${String(serial)}` }));
}

const isOk = (text: string): boolean => text.startsWith('SIP/2.0 200');

describe.each(['udp', 'tcp', 'ws'] as const)('over %s', (kind) => {
  it('[SIP20] [SIP21] answers where the request came from and says so in Via', async () => {
    const end = await wire(kind);
    await end.send(options());
    expect(await end.until(isOk)).toContain('received=127.0.0.1');
  });

  it('[SIP34] drops garbage and lives on', async () => {
    const end = await wire(kind);
    if (kind !== 'tcp') await end.send(Buffer.from('hello, this is no SIP\r\n\r\n'));
    await end.send(options());
    await end.until(isOk);
    expect(stack.faults).toEqual(kind === 'tcp' ? [] : ['garbage']);
  });

  it('[SIP31] drops responses that are not ours or are malformed', async () => {
    const end = await wire(kind);
    const ours = `${host}:${String(kind === 'ws' ? 5060 : stack.ports[kind])}`;
    for (const sentBy of ['192.0.2.1', 'pbx.example', `${host}:1`, ours]) {
      await end.send(
        Buffer.from(`SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP ${sentBy};branch=z9hG4bK1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n`),
      );
    }
    await end.send(
      Buffer.from(`SIP/2.0 999 OK\r\nVia: SIP/2.0/UDP ${ours};branch=z9hG4bK1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n`),
    );
    await end.send(options());
    await end.until(isOk);
    expect(user.strayResponses).toBe(1);
    expect(stack.faults.filter((fault) => fault === 'foreign-response')).toHaveLength(4);
  });

  it('[SIP33] an exception above is counted and logged and ends nothing; [SIP34] no body is in the log', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    await restart({ logger });
    user.onAck = () => {
      throw new Error('a bug in an upper layer');
    };
    const end = await wire(kind);
    const ack = createRequest({
      method: 'ACK',
      uri: sipUri('x', 'y'),
      from: nameAddr(sipUri('a', 'b')),
      to: nameAddr(sipUri('a', 'b')),
      callId: 'ack',
      cseq: 1,
      body: { type: 'text/plain', content: 'the secret body' },
    });
    ack.headers.prepend('Via', 'SIP/2.0/UDP x;branch=z9hG4bKack');
    await end.send(serialise(ack));
    await end.send(options());
    await end.until(isOk);
    expect(stack.faults).toContain('handler');
    expect(lines.join('')).toContain('a bug in an upper layer');
    expect(lines.join('')).not.toContain('the secret body');
  });
});

describe('over TCP', () => {
  it('[SIP25] answers a double CRLF with one', async () => {
    const end = await wire('tcp');
    await end.send(Buffer.from('\r\n\r\n'));
    expect(await end.until((text) => text !== '')).toBe('\r\n');
  });

  it.each([
    ['a missing Content-Length', /Content-Length: 0\r\n/, '', '400'],
    ['a negative Content-Length', 'Content-Length: 0', 'Content-Length: -1', '400'],
    ['a message that is too large', 'Content-Length: 0', 'Content-Length: 99999', '513'],
  ])('[SIP23] answers %s and closes', async (_what, from, to, status) => {
    const end = await wire('tcp');
    await end.send(Buffer.from(options().toString().replace(from, to)));
    await end.untilClosed();
    expect(end.received).toMatch(new RegExp(`^SIP/2\\.0 ${status} `));
    expect(stack.faults).toEqual(['framing']);
  });

  it('[SIP23] closes at once when it is no SIP', async () => {
    const end = await wire('tcp');
    await end.send(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    await end.untilClosed();
    expect(end.received).toBe('');
  });

  it.each([
    ['head', (text: string) => text.slice(0, -20)],
    ['body', (text: string) => text.replace('Content-Length: 0', 'Content-Length: 10')],
  ])('[SIP24] answers an unfinished %s 408 and closes, not before its time', async (_what, cut) => {
    await restart({ limits: { halfMessageMs: 150 } });
    const end = await wire('tcp');
    await end.send(Buffer.from(cut(options().toString())));
    const began = performance.now();
    await end.untilClosed();
    expect(end.received).toMatch(/^SIP\/2\.0 408 /);
    expect(performance.now() - began).toBeGreaterThan(140);
    expect(stack.faults).toEqual(['half-message']);
  });

  it('[SIP26] refuses one connection too many and takes another when one has gone', async () => {
    await restart({ limits: { connectionsPerAddress: 2 } });
    const [one, two] = [await wire('tcp'), await wire('tcp')];
    const three = await wire('tcp');
    await three.untilClosed();
    await two.send(options());
    await two.until(isOk);
    one.close();
    await expect
      .poll(async () => {
        const four = await wire('tcp');
        await four.send(options());
        return four.until(isOk, 200).then(
          () => true,
          () => false,
        );
      })
      .toBe(true);
    expect(stack.faults).toContain('too-many-connections');
  });

  it('[SIP26] ends a connection that never says anything', async () => {
    await restart({ limits: { firstMessageMs: 100 } });
    const end = await wire('tcp');
    await end.untilClosed();
    expect(end.received).toBe('');
  });

  it('[SIP26] ends a connection that falls silent', async () => {
    await restart({ limits: { idleStreamMs: 100 } });
    const end = await wire('tcp');
    await end.send(options());
    await end.until(isOk);
    await end.untilClosed();
    expect(stack.faults).toEqual([]);
  });

  it('[SIP30] cuts a flow whose other side reads nothing', async () => {
    await restart({ limits: { outgoingBytesPerFlow: 50_000, messagesPerSecondPerAddress: 1_000_000 } });
    const { connect } = await import('node:net');
    const socket = connect({ host, port: stack.ports.tcp });
    socket.pause();
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    const write = (): void => {
      for (let i = 0; i < 200 && !socket.destroyed; i++) socket.write(options());
      if (!stack.faults.includes('backpressure') && !socket.destroyed) setImmediate(write);
    };
    write();
    await expect.poll(() => stack.faults.includes('backpressure'), { timeout: 20_000 }).toBe(true);
    socket.destroy();
    await closed;
  });
});

describe('over WebSocket', () => {
  it('[SIP28] takes text and binary frames and answers in text', async () => {
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`ws://${host}:${String(stack.ports.ws)}`, 'sip');
    const kinds: boolean[] = [];
    socket.on('message', (_data, isBinary) => kinds.push(isBinary));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(options().toString());
    socket.send(options());
    await expect.poll(() => kinds).toEqual([false, false]);
    socket.terminate();
  });

  it('[SIP28] takes one message from a frame', async () => {
    const end = await wire('ws');
    await end.send(Buffer.concat([options(), options()]));
    await end.send(options());
    const text = await end.until((received) => received.split('SIP/2.0 200').length === 3);
    expect(text).toContain(`Call-ID: o${String(serial)}`);
    expect(text).not.toContain(`Call-ID: o${String(serial - 1)}`);
  });

  it('[SIP25] answers a double CRLF with one', async () => {
    const end = await wire('ws');
    await end.send(Buffer.from('\r\n\r\n'));
    expect(await end.until((text) => text !== '')).toBe('\r\n');
  });

  it('[SIP32] closes the flows of a web session', async () => {
    const end = await wire('ws');
    await end.send(options());
    await end.until(isOk);
    expect(stack.transports.closeFlowsOf('another session')).toBe(0);
    expect(stack.transports.closeFlowsOf('session')).toBe(1);
    await end.untilClosed();
  });

  it('[SIP27] drops what comes faster than its rate', async () => {
    await restart({ limits: { messagesPerSecondPerWebSocket: 5 } });
    const end = await wire('ws');
    for (let i = 0; i < 40; i++) await end.send(options());
    await expect.poll(() => stack.faults.filter((fault) => fault === 'rate-limited').length).toBeGreaterThan(15);
    expect(user.requests.length).toBeLessThan(25);
  });
});

describe('listening', () => {
  it('[SIP27] ignores UDP keep-alives and STUN without counting them', async () => {
    const end = await wire('udp');
    await end.send(Buffer.from('\r\n\r\n'));
    await end.send(Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]));
    await end.send(options());
    await end.until(isOk);
    expect(stack.faults).toEqual([]);
  });

  it('[SIP36] names host, port and transport of a flow', async () => {
    const udp = await stack.transports.open({ kind: 'udp', host, port: 5999 });
    const tcp = await stack.transports.open({ kind: 'tcp', host, port: stack.ports.tcp });
    expect(stack.transports.localUri(udp, 'x')).toEqual(sipUri('x', host, stack.ports.udp));
    expect(stack.transports.localUri(tcp)).toEqual(sipUri(undefined, host, stack.ports.tcp, new Map([['transport', 'tcp']])));
    expect(stack.transports.flow(udp.id)).toMatchObject({ id: udp.id, remoteAddress: host, remotePort: 5999 });
    expect(await stack.transports.open({ kind: 'tcp', host, port: stack.ports.tcp })).toBe(tcp);
    await expect(stack.transports.open({ kind: 'tcp', host, port: 1 })).rejects.toThrow('ECONNREFUSED');
    await expect(stack.transports.open({ kind: 'tls', host, port: 1 })).rejects.toThrow('no outgoing tls');
  });

  it('[SIP36] says in one sentence that a port is taken', async () => {
    const second = createTransports({
      listenAddress: host,
      udpPort: stack.ports.udp,
      publicHost: host,
      clock: systemClock,
      logger: silentLogger,
    });
    const listening = second.listen({ onMessage: () => undefined, onFlowClosed: () => undefined });
    await expect(listening).rejects.toThrow(`cannot listen for SIP over UDP on ${host}:${String(stack.ports.udp)} (EADDRINUSE)`);
  });

  it('[SIP35] serves TLS like TCP', async () => {
    const tls = selfSigned('localhost');
    const methods: string[] = [];
    const transports = createTransports({
      listenAddress: host,
      tlsPort: 0,
      tls,
      publicHost: host,
      clock: systemClock,
      logger: silentLogger,
    });
    await transports.listen({
      onMessage: (message, flow) => methods.push(`${message.kind} ${flow.kind}`),
      onFlowClosed: () => methods.push('closed'),
    });
    const socket = connectTls({ host, port: transports.bound.tls ?? 0, ca: tls.cert, servername: 'localhost' });
    socket.on('error', () => undefined);
    socket.write(options());
    await expect.poll(() => methods).toEqual(['request tls']);
    socket.destroy();
    await expect.poll(() => methods).toEqual(['request tls', 'closed']);
    await transports.close();
  });
});
