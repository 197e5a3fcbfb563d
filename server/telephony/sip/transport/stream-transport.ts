import { connect as connectTcp, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { isIP } from 'node:net';
import type { Flow } from './flow.ts';
import type { SourceLimiter } from './source-limiter.ts';
import { StreamFlow } from './stream-flow.ts';
import type { TransportContext } from './transport-options.ts';
import { plainAddress, type Receive } from './udp-transport.ts';
import type { Address } from './via-stamp.ts';

/** How long a stranger may take to shake hands over TLS. */
const handshakeMs = 10_000;

/** How long a connection of ours may take to be made. */
const connectMs = 5_000;

export interface StreamTransportParts {
  readonly kind: 'tcp' | 'tls';
  readonly address: string;
  /** For `tls`. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly context: TransportContext;
  readonly limiter: SourceLimiter;
  readonly onOpen: (flow: Flow) => void;
  readonly onClosed: (flow: Flow) => void;
}

/** A TCP or TLS listener with its connections, incoming and outgoing. */
export class StreamTransport {
  readonly #parts: StreamTransportParts;
  readonly #server: Server;
  readonly #flows = new Map<string, StreamFlow>();
  readonly #perAddress = new Map<string, number>();
  readonly #sockets = new Set<Socket>();
  #receive: Receive | undefined;
  #port = 0;
  #nextId = 1;

  constructor(parts: StreamTransportParts) {
    this.#parts = parts;
    const accept = (socket: Socket): void => this.#accept(socket);
    this.#server =
      parts.kind === 'tls'
        ? createTlsServer({ ...parts.tls, minVersion: 'TLSv1.2', handshakeTimeout: handshakeMs }, accept)
        : createTcpServer(accept);
    // Counted before TLS has shaken hands, which a stranger may never finish.
    this.#server.on('connection', (socket: Socket) => this.#guard(socket));
    this.#server.on('tlsClientError', () => this.#parts.context.metrics.transportError(parts.kind, 'socket'));
  }

  get port(): number {
    return this.#port;
  }

  /** @throws the socket's error, e.g. EADDRINUSE */
  async listen(port: number, receive: Receive): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, this.#parts.address, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const bound = this.#server.address();
    this.#port = typeof bound === 'object' && bound ? bound.port : 0;
    this.#receive = receive;
    this.#server.on('error', (error) => {
      this.#parts.context.metrics.transportError(this.#parts.kind, 'socket');
      this.#parts.context.logger.warn({ err: error }, 'SIP listener reports an error');
    });
  }

  /** An open connection to there, or a new one. @throws when it cannot be made within 5 s */
  async open(target: Address): Promise<Flow> {
    for (const flow of this.#flows.values()) {
      if (flow.remoteAddress === target.host && flow.remotePort === target.port && !flow.closed.aborted) return flow;
    }
    const socket = await this.#connect(target);
    return this.#adopt(socket);
  }

  async close(): Promise<void> {
    for (const flow of this.#flows.values()) flow.close('the server stops');
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    for (const socket of this.#sockets) socket.destroySoon();
    await closed;
  }

  async #connect(target: Address): Promise<Socket> {
    const { kind } = this.#parts;
    const options = { host: target.host, port: target.port };
    const socket =
      kind === 'tls' ? connectTls({ ...options, ...(isIP(target.host) === 0 && { servername: target.host }) }) : connectTcp(options);
    this.#track(socket);
    const timer = this.#parts.context.clock.after(connectMs, () =>
      socket.destroy(new Error(`no ${kind} connection within ${String(connectMs)} ms`)),
    );
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.once(kind === 'tls' ? 'secureConnect' : 'connect', () => {
          socket.off('error', reject);
          resolve();
        });
      });
    } finally {
      timer.stop();
    }
    return socket;
  }

  /** Refuses what is too much, and keeps count. */
  #guard(socket: Socket): void {
    const { limits, metrics } = this.#parts.context;
    const address = plainAddress(socket.remoteAddress);
    const count = this.#perAddress.get(address) ?? 0;
    // Until TLS or a flow takes over, an error must not be without a listener.
    socket.on('error', () => metrics.transportError(this.#parts.kind, 'socket'));
    if (count >= limits.connectionsPerAddress || this.#sockets.size >= limits.connections) {
      metrics.transportError(this.#parts.kind, 'too-many-connections');
      socket.destroy();
      return;
    }
    this.#perAddress.set(address, count + 1);
    this.#track(socket);
    socket.once('close', () => {
      const left = (this.#perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#perAddress.set(address, left);
      else this.#perAddress.delete(address);
    });
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #accept(socket: Socket): void {
    if (!socket.destroyed) this.#adopt(socket);
  }

  #adopt(socket: Socket): Flow {
    const { kind, context, limiter } = this.#parts;
    const flow = new StreamFlow({
      id: `${kind}-${String(this.#nextId++)}`,
      kind,
      socket,
      context,
      limiter,
      receive: (message, from) => this.#receive?.(message, from),
      onClosed: (closed) => {
        this.#flows.delete(closed.id);
        this.#parts.onClosed(closed);
      },
    });
    this.#flows.set(flow.id, flow);
    this.#parts.onOpen(flow);
    return flow;
  }
}
