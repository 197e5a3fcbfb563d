import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** A SIP message as the load generator sees it: enough to answer it, no more. */
export interface WireMessage {
  readonly startLine: string;
  /** 0 for a request. */
  readonly status: number;
  readonly method: string;
  /** All header lines in order, names as written. */
  readonly lines: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export type Listener = (message: WireMessage) => void;

/** One connection to the subject, over TCP or WebSocket; the same for every server that is measured. */
export interface SipConnection {
  readonly transport: 'TCP' | 'WS';
  readonly local: string;
  send(text: string): void;
  onMessage(listener: Listener): void;
  close(): void;
}

export function headerOf(message: WireMessage, name: string): string {
  return message.lines.find(([known]) => known.toLowerCase() === name)?.[1] ?? '';
}

export function readMessage(text: string): WireMessage {
  const end = text.indexOf('\r\n\r\n');
  const [startLine = '', ...rest] = text.slice(0, end).split('\r\n');
  const lines = rest.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  const isResponse = startLine.startsWith('SIP/2.0 ');
  const cseq = lines.find(([name]) => name.toLowerCase() === 'cseq')?.[1] ?? '';
  return {
    startLine,
    status: isResponse ? Number(startLine.slice(8, 11)) : 0,
    method: isResponse ? (cseq.split(' ')[1] ?? '') : (startLine.split(' ')[0] ?? ''),
    lines,
    body: text.slice(end + 4),
  };
}

/** Connects over TCP; messages are framed by Content-Length. */
export function connectTcp(port: number, localAddress = '127.0.0.1'): Promise<SipConnection> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', localAddress }, () => {
      socket.setNoDelay(true);
      resolve({
        transport: 'TCP',
        local: `${localAddress}:${String(socket.localPort)}`,
        send: (text) => socket.write(text),
        onMessage: (listener) => frame(socket, listener),
        close: () => socket.destroy(),
      });
    });
    socket.once('error', reject);
  });
}

function frame(socket: Socket, listener: Listener): void {
  let pending = '';
  socket.on('data', (chunk: Buffer) => {
    pending += chunk.toString('latin1');
    for (;;) {
      pending = pending.replace(/^(\r\n)+/, '');
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\n(?:content-length|l)\s*:\s*(\d+)/i.exec(pending.slice(0, end + 2))?.[1] ?? 0);
      if (pending.length < end + 4 + length) return;
      listener(readMessage(pending.slice(0, end + 4 + length)));
      pending = pending.slice(end + 4 + length);
    }
  });
}

export interface WebSocketWay {
  readonly headers?: Record<string, string>;
  /** One of 127.0.0.0/8: servers limit what one address may do. */
  readonly localAddress?: string | undefined;
}

/** Connects over WebSocket with subprotocol `sip`; a signed-in browser's cookie and Origin where the server asks for them. */
export function connectWebSocket(url: string, { headers = {}, localAddress = '127.0.0.1' }: WebSocketWay = {}): Promise<SipConnection> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'sip', { headers, localAddress, family: 4, perMessageDeflate: false });
    socket.once('error', reject);
    socket.once('open', () => resolve(asConnection(socket)));
  });
}

/** An open WebSocket of either end. */
export function asConnection(socket: WebSocket): SipConnection {
  return {
    transport: 'WS',
    local: `${Math.random().toString(36).slice(2, 12)}.invalid`,
    send: (text) => socket.send(text),
    onMessage: (listener) => {
      socket.on('message', (data: Buffer) => listener(readMessage(data.toString('latin1'))));
    },
    close: () => socket.terminate(),
  };
}
