import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { setMaxListeners } from 'node:events';
import { isIPv6 } from 'node:net';
import type { SipMessage } from '../message/message.ts';
import { parseMessage } from '../message/parse-message.ts';
import { serialise } from '../message/serialise.ts';
import { SipError } from '../message/sip-error.ts';
import { FlowClosedError, type Flow } from './flow.ts';
import type { SourceLimiter } from './source-limiter.ts';
import type { TransportContext } from './transport-options.ts';
import { responseTarget } from './via-stamp.ts';

/** Hands a framed message up. */
export type Receive = (message: SipMessage, flow: Flow) => void;

/** Room for a burst of 64 KiB datagrams in the kernel. */
const receiveBufferBytes = 2_097_152;

/** An address as the other side writes it: without the prefix that a dual-stack socket adds. */
export function plainAddress(address: string | undefined): string {
  if (address === undefined) return '';
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}

/**
 * One UDP socket. Its flows are values, not entries of a table: a flow is the pair of addresses, its id says them, and
 * a flood of forged sources leaves nothing behind.
 */
export class UdpTransport {
  readonly #socket: Socket;
  readonly #context: TransportContext;
  readonly #limiter: SourceLimiter;
  readonly #ended = new AbortController();
  #receive: Receive | undefined;
  #port = 0;
  readonly #address: string;

  constructor(address: string, context: TransportContext, limiter: SourceLimiter) {
    this.#address = address;
    this.#context = context;
    this.#limiter = limiter;
    setMaxListeners(0, this.#ended.signal);
    this.#socket = createSocket({
      type: isIPv6(address) ? 'udp6' : 'udp4',
      recvBufferSize: receiveBufferBytes,
      // Targets are addresses already; the default would ask the resolver's thread pool for each datagram.
      lookup: (host, _options, callback) => callback(null, host, isIPv6(host) ? 6 : 4),
    });
  }

  get port(): number {
    return this.#port;
  }

  /** @throws the socket's error, e.g. EADDRINUSE */
  async listen(port: number, receive: Receive): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.once('error', reject);
      this.#socket.bind(port, this.#address, () => {
        this.#socket.off('error', reject);
        resolve();
      });
    });
    this.#port = this.#socket.address().port;
    this.#receive = receive;
    this.#socket.on('error', (error) => {
      this.#context.metrics.transportError('udp', 'socket');
      this.#context.logger.warn({ err: error }, 'SIP UDP socket reports an error');
    });
    this.#socket.on('message', (bytes, remote) => this.#onDatagram(bytes, remote));
  }

  flowTo(host: string, port: number): Flow {
    return new UdpFlow(this, host, port, this.#ended.signal);
  }

  get localAddress(): string {
    return this.#address;
  }

  async send(bytes: Buffer, host: string, port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.send(bytes, port, host, (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    await new Promise<void>((resolve) => this.#socket.close(resolve));
  }

  #onDatagram(bytes: Buffer, remote: RemoteInfo): void {
    const host = plainAddress(remote.address);
    if (isKeepAlive(bytes)) return;
    if (!this.#limiter.admits(host)) return this.#context.metrics.transportError('udp', 'rate-limited');
    try {
      this.#receive?.(parseMessage(bytes), this.flowTo(host, remote.port));
    } catch (error) {
      if (!(error instanceof SipError)) throw error;
      this.#context.metrics.transportError('udp', 'garbage');
    }
  }
}

/** Double CRLF, a few zeros or STUN (RFC 5626 §3.5.2): what devices send to keep a NAT's hole open. */
function isKeepAlive(bytes: Buffer): boolean {
  const first = bytes[0];
  return bytes.length <= 4 || (first !== undefined && first <= 3);
}

class UdpFlow implements Flow {
  readonly id: string;
  readonly kind = 'udp';
  readonly isReliable = false;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly owner = undefined;
  readonly closed: AbortSignal;
  readonly #transport: UdpTransport;

  constructor(transport: UdpTransport, host: string, port: number, closed: AbortSignal) {
    this.#transport = transport;
    this.id = udpFlowId(host, port);
    this.remoteAddress = host;
    this.remotePort = port;
    this.closed = closed;
  }

  get localAddress(): string {
    return this.#transport.localAddress;
  }

  get localPort(): number {
    return this.#transport.port;
  }

  async send(message: SipMessage): Promise<void> {
    if (this.closed.aborted) throw new FlowClosedError(this.id);
    const source = { host: this.remoteAddress, port: this.remotePort };
    const target = message.kind === 'response' ? responseTarget(message, source) : source;
    await this.#transport.send(serialise(message), target.host, target.port);
  }

  close(): void {
    // RFC 3261 §18: UDP has no connection to end.
  }
}

function udpFlowId(host: string, port: number): string {
  return `udp|${host}|${String(port)}`;
}

/** The addresses in a UDP flow's id, or undefined for another id. */
export function parseUdpFlowId(id: string): { host: string; port: number } | undefined {
  const [kind, host, port] = id.split('|');
  return kind === 'udp' && host && port ? { host, port: Number(port) } : undefined;
}
