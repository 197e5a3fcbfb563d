import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** One end of a transport in the hands of a test: raw bytes out, raw bytes in. */
export interface Wire {
  send(bytes: Uint8Array): Promise<void>;
  /** What came in and was not taken yet, as text. */
  readonly received: string;
  /** Forgets what came in. */
  clear(): void;
  /** Resolves with what came in once it satisfies the condition. @throws when it does not within `timeoutMs` */
  until(condition: (text: string) => boolean, timeoutMs?: number): Promise<string>;
  readonly isClosed: boolean;
  /** Resolves when the other side has closed. @throws after `timeoutMs` */
  untilClosed(timeoutMs?: number): Promise<void>;
  close(): void;
}

/** Collects text and wakes whoever waits for it. */
class Inbox {
  text = '';
  isClosed = false;
  readonly #waiting = new Set<() => void>();

  add(text: string): void {
    this.text += text;
    this.#wake();
  }

  close(): void {
    this.isClosed = true;
    this.#wake();
  }

  async until(condition: () => boolean, timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (!condition()) return;
        this.#waiting.delete(check);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`nothing fitting within ${String(timeoutMs)} ms; received: ${this.text.slice(0, 400)}`));
      }, timeoutMs);
      this.#waiting.add(check);
      check();
    });
  }

  #wake(): void {
    for (const check of this.#waiting) check();
  }
}

function wire(inbox: Inbox, send: (bytes: Uint8Array) => Promise<void>, close: () => void): Wire {
  return {
    send,
    close,
    get received() {
      return inbox.text;
    },
    get isClosed() {
      return inbox.isClosed;
    },
    clear() {
      inbox.text = '';
    },
    async until(condition, timeoutMs = 3_000) {
      await inbox.until(() => condition(inbox.text), timeoutMs);
      return inbox.text;
    },
    untilClosed: (timeoutMs = 3_000) => inbox.until(() => inbox.isClosed, timeoutMs),
  };
}

/** A UDP end at `address`, which also listens on further ports that Via headers name. */
export async function udpWire(target: { host: string; port: number }, address: string, ports: readonly number[] = []): Promise<Wire> {
  const inbox = new Inbox();
  const sockets = await Promise.all([0, ...ports].map((port) => bind(address, port, inbox)));
  const [sender] = sockets;
  return wire(
    inbox,
    (bytes) =>
      new Promise((resolve, reject) => {
        sender?.send(bytes, target.port, target.host, (error) => (error ? reject(error) : resolve()));
      }),
    () => {
      for (const socket of sockets) socket.close();
    },
  );
}

async function bind(address: string, port: number, inbox: Inbox): Promise<UdpSocket> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes) => inbox.add(bytes.toString('utf8')));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => resolve());
  });
  return socket;
}

export async function tcpWire(target: { host: string; port: number }): Promise<Wire> {
  const inbox = new Inbox();
  const socket: Socket = connect({ host: target.host, port: target.port, noDelay: true });
  socket.on('data', (bytes) => inbox.add(bytes.toString('utf8')));
  socket.on('close', () => inbox.close());
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  // A reset by the server shows as closed.
  socket.on('error', () => inbox.close());
  return wire(
    inbox,
    (bytes) =>
      new Promise((resolve) => {
        socket.write(bytes, () => resolve());
      }),
    () => socket.destroy(),
  );
}

export async function webSocketWire(target: { host: string; port: number }): Promise<Wire> {
  const inbox = new Inbox();
  const socket = new WebSocket(`ws://${target.host}:${String(target.port)}/sip`, 'sip');
  socket.on('message', (data: Buffer) => inbox.add(data.toString('utf8')));
  socket.on('close', () => inbox.close());
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => inbox.close());
  return wire(
    inbox,
    (bytes) =>
      new Promise((resolve) => {
        socket.send(bytes, () => resolve());
      }),
    () => socket.terminate(),
  );
}
