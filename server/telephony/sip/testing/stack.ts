import { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { systemClock } from '../../../platform/clock.ts';
import { silentLogger, type Logger } from '../../../platform/logger.ts';
import { createTransactionLayer } from '../transaction/transaction-layer.ts';
import type { TransactionLayer, TransactionUser } from '../transaction/transaction.ts';
import { createTransports } from '../transport/create-transports.ts';
import type { TransportError, TransportLimits } from '../transport/transport-options.ts';
import type { Transports, WebSocketLike } from '../transport/transports.ts';

export interface RunningStack {
  readonly transports: Transports;
  readonly layer: TransactionLayer;
  /** Faults that the transports counted. */
  readonly faults: TransportError[];
  readonly ports: { readonly udp: number; readonly tcp: number; readonly ws: number };
  close(): Promise<void>;
}

export interface StackOptions {
  readonly user: TransactionUser;
  /** 127.0.0.1 unless a test needs another loopback address. */
  readonly address?: string;
  readonly limits?: Partial<TransportLimits>;
  readonly logger?: Logger;
}

/** Transports and transactions on free ports of a loopback address, with a WebSocket listener as the gateway has one. */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const { user, address = '127.0.0.1', limits = {}, logger = silentLogger } = options;
  const faults: TransportError[] = [];
  const transports = createTransports({
    listenAddress: address,
    udpPort: 0,
    tcpPort: 0,
    publicHost: address,
    clock: systemClock,
    logger,
    limits,
    metrics: { transportError: (_transport, why) => faults.push(why) },
  });
  const layer = createTransactionLayer({ transports, clock: systemClock, logger });
  await layer.start(user);
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'sip' });
  sockets.on('connection', (socket, request) => {
    transports.acceptWebSocket(new SocketAdapter(socket), {
      owner: { tenantId: 'tenant', userId: 'user', webSessionId: 'session' },
      isSecure: false,
      remoteAddress: request.socket.remoteAddress ?? '',
      remotePort: request.socket.remotePort ?? 0,
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, address, resolve);
  });
  const ports = { udp: transports.bound.udp ?? 0, tcp: transports.bound.tcp ?? 0, ws: portOf(http) };
  return {
    transports,
    layer,
    faults,
    ports,
    async close() {
      await layer.close();
      for (const client of sockets.clients) client.terminate();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
    },
  };
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}

interface SocketEvents {
  message: [data: Uint8Array, isBinary: boolean];
  pong: [];
  close: [code: number, reason: Buffer];
  error: [error: Error];
}

/** A `ws` socket as the transport wants it. */
class SocketAdapter extends EventEmitter<SocketEvents> implements WebSocketLike {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.on('message', (data, isBinary) => {
      const bytes = Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;
      this.emit('message', bytes, isBinary);
    });
    socket.on('pong', () => this.emit('pong'));
    socket.on('close', (code, reason) => this.emit('close', code, reason));
    socket.on('error', (error) => this.emit('error', error));
  }

  send(data: string | Uint8Array, done: (error?: Error | null) => void): void {
    this.#socket.send(data, done);
  }

  ping(): void {
    this.#socket.ping();
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
