import type { SipMessage } from '../message/message.ts';

export type TransportKind = 'udp' | 'tcp' | 'tls' | 'ws' | 'wss';

/** Who authenticated the flow when it was opened (browsers: the web session that upgraded to WebSocket). */
export interface FlowOwner {
  readonly tenantId: string;
  readonly userId: string;
  readonly webSessionId: string;
}

/**
 * One bidirectional stream of messages between us and one remote address (RFC 5626 §2: "A Flow is a network
 * layer connection between two hosts"): a connection, or for UDP a pair of addresses.
 */
export interface Flow {
  /** Unique in this process for its whole life. */
  readonly id: string;
  readonly kind: TransportKind;
  /** TCP, TLS, WS, WSS: no retransmissions, timers D, I, J, K are zero (RFC 3261 §17). */
  readonly isReliable: boolean;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  /** Set by the gateway for browsers; undefined for devices, which answer a digest challenge per request. */
  readonly owner: FlowOwner | undefined;
  /** Aborted when the flow has ended, whoever ended it. */
  readonly closed: AbortSignal;
  /** Resolves when the message was handed to the operating system. @throws {FlowClosedError} */
  send(message: SipMessage): Promise<void>;
  /** Ends the connection (does nothing for UDP). Idempotent. */
  close(reason: string): void;
}

export class FlowClosedError extends Error {
  constructor(flowId: string, options?: ErrorOptions) {
    super(`flow ${flowId} is closed`, options);
    this.name = 'FlowClosedError';
  }
}
