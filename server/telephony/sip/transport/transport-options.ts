import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { TransportKind } from './flow.ts';

/** Bounds that keep memory and descriptors finite whatever arrives. */
export interface TransportLimits {
  /** TCP and TLS connections from one address. */
  readonly connectionsPerAddress: number;
  /** TCP and TLS connections together. */
  readonly connections: number;
  /** Messages from one address per second over UDP, TCP and TLS; twice as many in a burst. */
  readonly messagesPerSecondPerAddress: number;
  /** Messages per second over one WebSocket; four times as many in a burst. */
  readonly messagesPerSecondPerWebSocket: number;
  /** Bytes written but not yet taken by the operating system before a flow is cut. */
  readonly outgoingBytesPerFlow: number;
  /** How long a begun message may take to arrive over a stream. */
  readonly halfMessageMs: number;
  /** How long a new stream may take to its first message or keep-alive. */
  readonly firstMessageMs: number;
  /** How long a stream may say nothing after that. */
  readonly idleStreamMs: number;
  /** Period of WebSocket pings; two unanswered ones end the flow. */
  readonly pingMs: number;
}

export const defaultTransportLimits: TransportLimits = {
  connectionsPerAddress: 256,
  connections: 4_096,
  messagesPerSecondPerAddress: 2_000,
  messagesPerSecondPerWebSocket: 300,
  outgoingBytesPerFlow: 1_048_576,
  halfMessageMs: 10_000,
  firstMessageMs: 32_000,
  idleStreamMs: 900_000,
  pingMs: 20_000,
};

export type TransportError =
  | 'garbage'
  | 'framing'
  | 'half-message'
  | 'rate-limited'
  | 'too-many-connections'
  | 'backpressure'
  | 'no-pong'
  | 'socket'
  | 'foreign-response'
  | 'handler';

/** `sip_transport_errors{transport,why}` */
export interface TransportMetrics {
  transportError(transport: TransportKind, why: TransportError): void;
}

export interface TransportOptions {
  /** Address to bind, e.g. `0.0.0.0` or `127.0.0.1`. */
  readonly listenAddress: string;
  /** A port (0 for any free one); undefined: this transport is not offered. */
  readonly udpPort?: number;
  readonly tcpPort?: number;
  readonly tlsPort?: number;
  /** PEM texts; needed with `tlsPort`. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Host name or address that we write in Via and Contact. */
  readonly publicHost: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: Partial<TransportLimits>;
  readonly metrics?: TransportMetrics;
}

/** What every transport of this server shares. */
export interface TransportContext {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: TransportLimits;
  readonly metrics: TransportMetrics;
}
