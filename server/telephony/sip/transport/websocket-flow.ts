import type { Timer } from '../../../platform/clock.ts';
import { isUtf8 } from 'node:buffer';
import type { SipMessage } from '../message/message.ts';
import { parseMessage } from '../message/parse-message.ts';
import { serialise } from '../message/serialise.ts';
import { SipError } from '../message/sip-error.ts';
import { FlowClosedError, type Flow, type FlowOwner } from './flow.ts';
import { SourceLimiter } from './source-limiter.ts';
import type { TransportContext, TransportError } from './transport-options.ts';
import type { WebSocketFlowOptions, WebSocketLike } from './transports.ts';
import type { Receive } from './udp-transport.ts';

/** RFC 6455 §7.4.1: going away. */
const goingAway = 1001;

/** How long the closing handshake may take. */
const closeMs = 2_000;

/** A burst that a softphone may send at once, in seconds of its rate. */
const burstSeconds = 4;

export interface WebSocketFlowParts {
  readonly id: string;
  readonly socket: WebSocketLike;
  readonly options: WebSocketFlowOptions;
  readonly local: { readonly address: string; readonly port: number };
  readonly context: TransportContext;
  readonly receive: Receive;
  readonly onClosed: (flow: Flow) => void;
}

/**
 * One WebSocket (RFC 7118). §5: each message is one SIP message, in a text or binary frame. The owner never changes; the
 * server pings every 20 s and cuts the flow when two pings in a row were not answered.
 */
export class WebSocketFlow implements Flow {
  readonly id: string;
  readonly kind: 'ws' | 'wss';
  readonly isReliable = true;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  readonly owner: FlowOwner;
  readonly #parts: WebSocketFlowParts;
  readonly #ended = new AbortController();
  readonly #limiter: SourceLimiter;
  readonly #pings: Timer;
  #unansweredPings = 0;
  #outgoingBytes = 0;
  #closing: Timer | undefined;

  constructor(parts: WebSocketFlowParts) {
    const { options, socket, context, local } = parts;
    const rate = context.limits.messagesPerSecondPerWebSocket;
    this.#parts = parts;
    this.#limiter = new SourceLimiter(context.clock, rate, rate * burstSeconds);
    this.id = parts.id;
    this.kind = options.isSecure ? 'wss' : 'ws';
    this.remoteAddress = options.remoteAddress;
    this.remotePort = options.remotePort;
    this.localAddress = local.address;
    this.localPort = local.port;
    this.owner = options.owner;
    socket.on('message', (data) => this.#onFrame(data));
    socket.on('pong', () => {
      this.#unansweredPings = 0;
    });
    socket.on('error', (error) => {
      this.#count('socket');
      context.logger.debug({ flow: this.id, err: error }, 'SIP WebSocket failed');
    });
    socket.on('close', () => this.#onClosed());
    this.#pings = context.clock.every(context.limits.pingMs, () => this.#ping());
  }

  get closed(): AbortSignal {
    return this.#ended.signal;
  }

  async send(message: SipMessage): Promise<void> {
    if (this.closed.aborted || this.#closing) throw new FlowClosedError(this.id);
    const bytes = serialise(message);
    this.#outgoingBytes += bytes.length;
    if (this.#outgoingBytes > this.#parts.context.limits.outgoingBytesPerFlow) {
      this.#count('backpressure');
      this.#parts.socket.terminate();
      throw new FlowClosedError(this.id);
    }
    // Text wherever it is text: that is what browsers' stacks and people with a network inspector read best.
    const isText = message.body.length === 0 || isUtf8(message.body);
    await new Promise<void>((resolve, reject) => {
      this.#parts.socket.send(bytes, { binary: !isText }, (error) => {
        this.#outgoingBytes -= bytes.length;
        if (error) reject(new FlowClosedError(this.id, { cause: error }));
        else resolve();
      });
    });
  }

  close(reason: string): void {
    if (this.closed.aborted || this.#closing) return;
    this.#parts.context.logger.debug({ flow: this.id, reason }, 'SIP WebSocket closes');
    this.#parts.socket.close(goingAway, reason);
    this.#closing = this.#parts.context.clock.after(closeMs, () => this.#parts.socket.terminate());
  }

  #onFrame(data: Uint8Array): void {
    if (this.#closing) return;
    if (data.length <= 4) return this.#onKeepAlive(data);
    if (!this.#limiter.admits(this.id)) return this.#count('rate-limited');
    try {
      this.#parts.receive(parseMessage(data), this);
    } catch (error) {
      if (!(error instanceof SipError)) throw error;
      this.#count('garbage');
    }
  }

  /** RFC 5626 §3.5.1, which some clients use over WebSocket too: double CRLF is answered with one. */
  #onKeepAlive(data: Uint8Array): void {
    if (data.length === 4 && data[0] === 13) this.#parts.socket.send('\r\n', { binary: false }, (error) => error && this.#count('socket'));
  }

  #ping(): void {
    if (this.#unansweredPings >= 2) {
      this.#count('no-pong');
      this.#parts.socket.terminate();
      return;
    }
    this.#unansweredPings++;
    this.#parts.socket.ping();
  }

  #onClosed(): void {
    this.#pings.stop();
    this.#closing?.stop();
    if (this.closed.aborted) return;
    this.#ended.abort();
    this.#parts.onClosed(this);
  }

  #count(why: TransportError): void {
    this.#parts.context.metrics.transportError(this.kind, why);
  }
}
