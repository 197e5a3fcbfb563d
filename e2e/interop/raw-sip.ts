import { createHash, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { expect } from '@playwright/test';
import { WebSocket } from 'ws';

/** One end of a transport in a test's hands: any bytes out, text in. */
export interface Wire {
  readonly transport: 'UDP' | 'TCP' | 'WS';
  /** `address:port` for a Via. */
  readonly sentBy: string;
  send(bytes: string | Uint8Array): void;
  /** Everything that came in. */
  received(): string;
  isClosed(): boolean;
  close(): void;
}

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** A UDP socket on any loopback address, e.g. another one than the victim's. */
export async function udpWire(target: Target, address = '127.0.0.1', port = 0): Promise<Wire> {
  const socket = createSocket('udp4');
  let text = '';
  socket.on('message', (bytes) => (text += bytes.toString('utf8')));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, resolve);
  });
  return {
    transport: 'UDP',
    sentBy: `${address}:${String(socket.address().port)}`,
    send: (bytes) => socket.send(bytes, target.port, target.host),
    received: () => text,
    isClosed: () => false,
    close: () => socket.close(),
  };
}

export async function tcpWire(target: Target): Promise<Wire> {
  const socket = connect({ ...target, noDelay: true });
  let text = '';
  let isClosed = false;
  socket.on('data', (bytes) => (text += bytes.toString('utf8')));
  socket.on('close', () => (isClosed = true));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  // A reset by the server shows as closed.
  socket.on('error', () => (isClosed = true));
  return {
    transport: 'TCP',
    sentBy: `127.0.0.1:${String(socket.localPort)}`,
    send: (bytes) => socket.write(bytes),
    received: () => text,
    isClosed: () => isClosed,
    close: () => socket.destroy(),
  };
}

/** @param headers cookie and Origin of a signed-in page */
export async function webSocketWire(url: string, headers: Record<string, string>): Promise<Wire> {
  const socket = new WebSocket(url, 'sip', { headers });
  let text = '';
  let isClosed = false;
  socket.on('message', (data: Buffer) => (text += data.toString('utf8')));
  socket.on('close', () => (isClosed = true));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => (isClosed = true));
  return {
    transport: 'WS',
    sentBy: 'hostile.invalid',
    send: (bytes) => socket.send(bytes),
    received: () => text,
    isClosed: () => isClosed,
    close: () => socket.terminate(),
  };
}

export interface RequestParts {
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  readonly callId?: string;
  readonly cseq?: number;
  readonly headers?: readonly string[];
  readonly body?: string;
}

export interface Request {
  readonly text: string;
  readonly callId: string;
}

/** A well-formed request with a transaction of its own. */
export function request(wire: Wire, method: string, parts: RequestParts): Request {
  const callId = parts.callId ?? randomBytes(8).toString('hex');
  const { uri, from, to, cseq = 1, headers = [], body = '' } = parts;
  const lines = [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/${wire.transport} ${wire.sentBy};branch=z9hG4bK${randomBytes(8).toString('hex')};rport`,
    'Max-Forwards: 70',
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${callId}`,
    `CSeq: ${String(cseq)} ${method}`,
    ...headers,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
  ];
  return { text: `${lines.join('\r\n')}\r\n\r\n${body}`, callId };
}

/** Final answers with this Call-ID in what came in, oldest first: their status, each copy counted. */
export function finals(wire: Wire, callId: string): number[] {
  return answers(wire, callId)
    .map((answer) => Number(answer.slice(8, 11)))
    .filter((status) => status >= 200);
}

function answers(wire: Wire, callId: string): string[] {
  return wire
    .received()
    .split(/(?=^SIP\/2\.0 \d{3} )/m)
    .filter((message) => message.startsWith('SIP/2.0 ') && message.includes(`\r\nCall-ID: ${callId}\r\n`));
}

/** Sends a request and waits for its final answer, which comes back whole. */
export async function ask(wire: Wire, sent: Request): Promise<{ readonly status: number; readonly text: string }> {
  const before = finals(wire, sent.callId).length;
  wire.send(sent.text);
  await expect.poll(() => finals(wire, sent.callId).length, { timeout: 5_000, message: 'a final answer' }).toBeGreaterThan(before);
  const text = answers(wire, sent.callId).findLast((answer) => !answer.startsWith('SIP/2.0 1')) ?? '';
  return { status: Number(text.slice(8, 11)), text };
}

/** The server lives: an OPTIONS is answered 200. */
export async function expectAlive(wire: Wire, domain: string): Promise<void> {
  const options = request(wire, 'OPTIONS', { uri: `sip:${domain}`, from: `<sip:x@${domain}>;tag=x`, to: `<sip:${domain}>` });
  expect((await ask(wire, options)).status).toBe(200);
}

export interface DigestAccount {
  readonly username: string;
  readonly password: string;
  readonly domain: string;
}

/** The Authorization header that answers a 401 with SHA-256 (RFC 7616 §3.4.1). */
export function answerDigest(
  challenge: string,
  account: DigestAccount,
  asked: { readonly method: string; readonly uri: string; readonly nc?: string },
): string {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const { nc = '00000001' } = asked;
  const cnonce = 'c0ffee';
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const ha1 = hash(`${account.username}:${account.domain}:${account.password}`);
  const response = hash([ha1, nonce, nc, cnonce, 'auth', hash(`${asked.method}:${asked.uri}`)].join(':'));
  const quoted = Object.entries({ username: account.username, realm: account.domain, nonce, uri: asked.uri, response, cnonce });
  const parameters = [...quoted.map(([name, value]) => `${name}="${value}"`), `nc=${nc}`, 'qop=auth', 'algorithm=SHA-256'];
  return `Authorization: Digest ${parameters.join(', ')}`;
}
