import type { SipUri } from '../message/uri.ts';
import type { SipMessage } from '../message/message.ts';
import type { Flow, FlowOwner, TransportKind } from './flow.ts';

/** A bidirectional byte pipe that the gateway hands over after an authenticated upgrade to subprotocol `sip`. */
export interface WebSocketLike {
  send(data: string | Uint8Array, options: { readonly binary: boolean }, done: (error?: Error | null) => void): void;
  ping(): void;
  close(code?: number, reason?: string): void;
  terminate(): void;
  on(event: 'message', listener: (data: Uint8Array, isBinary: boolean) => void): void;
  on(event: 'pong', listener: () => void): void;
  on(event: 'close', listener: (code: number, reason: Buffer) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
}

export interface WebSocketFlowOptions {
  readonly owner: FlowOwner;
  readonly isSecure: boolean;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

/** What a transport tells the layer above. */
export interface TransportListener {
  /** A message that could be framed; `message` passed lenient framing, strict accessors may still throw. */
  onMessage(message: SipMessage, flow: Flow): void;
  onFlowClosed(flow: Flow): void;
}

/** All listeners and connections of this server (RFC 3261 §18, RFC 7118, RFC 5626). */
export interface Transports {
  listen(listener: TransportListener): Promise<void>;
  acceptWebSocket(socket: WebSocketLike, options: WebSocketFlowOptions): Flow;
  /** A flow to a device's address, reusing an open one; UDP and TCP/TLS only. @throws when it cannot be reached. */
  open(target: { readonly kind: TransportKind; readonly host: string; readonly port: number }): Promise<Flow>;
  flow(id: string): Flow | undefined;
  /** Closes every flow that a web session opened (sign-out, revocation). Resolves to how many. */
  closeFlowsOf(webSessionId: string): number;
  /** What we write in Via and Contact for messages over this flow. */
  localUri(flow: Flow, user?: string): SipUri;
  /** Bound ports, for tests and the start-up table. */
  readonly bound: { readonly udp?: number; readonly tcp?: number; readonly tls?: number };
  close(): Promise<void>;
}
