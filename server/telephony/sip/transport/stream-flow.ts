import type { Socket } from 'node:net';
import type { Timer } from '../../../platform/clock.ts';
import type { SipMessage } from '../message/message.ts';
import { serialise } from '../message/serialise.ts';
import { SipError } from '../message/sip-error.ts';
import { FlowClosedError, type Flow } from './flow.ts';
import type { SourceLimiter } from './source-limiter.ts';
import { StreamFramer, type Frame } from './stream-framer.ts';
import type { TransportContext, TransportError } from './transport-options.ts';
import { plainAddress, type Receive } from './udp-transport.ts';

const pong = Buffer.from('\r\n');

/** How long answers to what came before a framing fault may take, until the connection is closed. */
const lingerMs = 200;

/** How long a closing connection may take to flush before it is cut. */
const flushMs = 2_000;

export interface StreamFlowParts {
  readonly id: string;
  readonly kind: 'tcp' | 'tls';
  readonly socket: Socket;
  readonly context: TransportContext;
  readonly limiter: SourceLimiter;
  readonly receive: Receive;
  readonly onClosed: (flow: Flow) => void;
}

/**
 * One TCP or TLS connection.
 *
 *     open ──framing fault, answered 400 or 513──▶ broken ──200 ms──▶ closing ──flushed, or 2 s──▶ closed
 *       ├──half message for 10 s, answered 408─────▶ broken
 *       ├──close(), the other side ends────────────────────────────────▶ closing
 *       └──error, backpressure──────────────────────────────────────────────────────────────────▶ closed
 *
 * Broken reads nothing more; answers to what came before may still leave.
 */
export class StreamFlow implements Flow {
  readonly id: string;
  readonly kind: 'tcp' | 'tls';
  readonly isReliable = true;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  readonly owner = undefined;
  readonly #ended = new AbortController();
  readonly #framer = new StreamFramer();
  readonly #parts: StreamFlowParts;
  #halfMessage: Timer | undefined;
  #linger: Timer | undefined;
  #flush: Timer | undefined;

  constructor(parts: StreamFlowParts) {
    const { socket } = parts;
    this.#parts = parts;
    this.id = parts.id;
    this.kind = parts.kind;
    this.remoteAddress = plainAddress(socket.remoteAddress);
    this.remotePort = socket.remotePort ?? 0;
    this.localAddress = plainAddress(socket.localAddress);
    this.localPort = socket.localPort ?? 0;
    socket.setNoDelay(true);
    socket.setTimeout(parts.context.limits.firstMessageMs, () => this.close('idle'));
    socket.on('data', (chunk) => this.#onData(chunk));
    socket.on('error', (error) => this.#onError(error));
    socket.on('end', () => this.close('ended by the other side'));
    socket.on('close', () => this.#onClosed());
  }

  get closed(): AbortSignal {
    return this.#ended.signal;
  }

  async send(message: SipMessage): Promise<void> {
    const { socket, context } = this.#parts;
    if (this.closed.aborted || !socket.writable) throw new FlowClosedError(this.id);
    if (socket.writableLength > context.limits.outgoingBytesPerFlow) {
      this.#count('backpressure');
      socket.destroy();
      throw new FlowClosedError(this.id);
    }
    await new Promise<void>((resolve, reject) => {
      socket.write(serialise(message), (error) => (error ? reject(new FlowClosedError(this.id, { cause: error })) : resolve()));
    });
  }

  close(reason: string): void {
    const { socket, context } = this.#parts;
    if (this.closed.aborted || this.#flush) return;
    context.logger.debug({ flow: this.id, reason }, 'SIP connection closes');
    this.#halfMessage?.stop();
    this.#linger?.stop();
    socket.end();
    this.#flush = context.clock.after(flushMs, () => socket.destroy());
  }

  #onData(chunk: Buffer): void {
    if (this.#flush || this.#linger) return;
    for (const frame of this.#framer.push(chunk)) this.#onFrame(frame);
    if (!this.#framer.isInMessage) {
      this.#halfMessage?.stop();
      this.#halfMessage = undefined;
    } else if (!this.#linger) {
      this.#halfMessage ??= this.#parts.context.clock.after(this.#parts.context.limits.halfMessageMs, () => this.#onHalfMessage());
    }
  }

  #onFrame(frame: Frame): void {
    this.#parts.socket.setTimeout(this.#parts.context.limits.idleStreamMs);
    if (frame.kind === 'ping') {
      if (this.#parts.socket.writable) this.#parts.socket.write(pong);
    } else if (frame.kind === 'broken') this.#onBroken('framing', frame.message);
    else if (this.#parts.limiter.admits(this.remoteAddress)) this.#parts.receive(frame.message, this);
    else this.#count('rate-limited');
  }

  #onHalfMessage(): void {
    this.#onBroken('half-message', this.#framer.unfinished(new SipError(408, 'Request Timeout')));
  }

  /** Lets the layer above answer the fault, then closes: nobody knows where the next message begins. */
  #onBroken(why: TransportError, message: SipMessage | undefined): void {
    this.#count(why);
    if (message) this.#parts.receive(message, this);
    this.#linger = this.#parts.context.clock.after(lingerMs, () => this.close(why));
  }

  #onError(error: Error): void {
    this.#count('socket');
    this.#parts.context.logger.debug({ flow: this.id, err: error }, 'SIP connection failed');
  }

  #onClosed(): void {
    this.#halfMessage?.stop();
    this.#linger?.stop();
    this.#flush?.stop();
    if (this.closed.aborted) return;
    this.#ended.abort();
    this.#parts.onClosed(this);
  }

  #count(why: TransportError): void {
    this.#parts.context.metrics.transportError(this.kind, why);
  }
}
