import type { SipRequest, SipResponse } from '../message/message.ts';
import type { Flow } from '../transport/flow.ts';

/** INVITE server states of RFC 3261 §17.2.1 with `accepted` of RFC 6026 §7.1; non-INVITE ones of §17.2.2. */
export type ServerTransactionState = 'trying' | 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated';
/** Client states of RFC 3261 §17.1.1, §17.1.2, with `accepted` of RFC 6026 §7.2. */
export type ClientTransactionState = 'calling' | 'trying' | 'proceeding' | 'completed' | 'accepted' | 'terminated';

export interface ServerTransaction {
  readonly id: string;
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly state: ServerTransactionState;
  /**
   * Sends a response and moves the state machine; retransmits as §17.2 says. Responses after a final one are
   * ignored, but 2xx to INVITE may be repeated by the dialog (RFC 6026). The 100 to INVITE is sent by the layer.
   */
  respond(response: SipResponse): void;
  /** INVITE only: called once when a matching CANCEL came (which the layer answered 200). */
  onCancel(listener: (cancel: SipRequest) => void): void;
  /** INVITE only: the ACK to a non-2xx final came (`acked`), or timer H fired (`timeout`), or transport failed. */
  onEnd(listener: (why: 'acked' | 'done' | 'timeout' | 'transport-error') => void): void;
}

export interface ClientTransactionListener {
  /** Every provisional and the final response; for INVITE each 2xx (also from forks and retransmitted ones). */
  onResponse(response: SipResponse): void;
  /** Timer B or F fired: treat as 408 (RFC 3261 §8.1.3.1). */
  onTimeout(): void;
  /** The flow failed: treat as 503 (RFC 3261 §8.1.3.1). */
  onTransportError(error: Error): void;
}

export interface ClientTransaction {
  readonly id: string;
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly state: ClientTransactionState;
  /** INVITE only: sends CANCEL now, or as soon as a provisional response came (RFC 3261 §9.1). */
  cancel(reason?: string): void;
}

/** What the transaction user gets (RFC 3261 §17). */
export interface TransactionUser {
  /** A request that starts a transaction (not ACK, not CANCEL). Syntax, Max-Forwards etc. were checked; it must respond. */
  onRequest(transaction: ServerTransaction): void;
  /** An ACK for a 2xx: it belongs to a dialog. */
  onAck(ack: SipRequest, flow: Flow): void;
  /** A response that matches no transaction (a late 2xx after timer M): to be dropped or ACKed and BYEd. */
  onStrayResponse(response: SipResponse, flow: Flow): void;
}

export interface TransactionLayer {
  start(user: TransactionUser): Promise<void>;
  /**
   * Sends a request in a new client transaction. The layer adds the top Via with a fresh branch.
   * The request must be complete otherwise (RFC 3261 §8.1.1).
   */
  send(request: SipRequest, flow: Flow, listener: ClientTransactionListener): ClientTransaction;
  /** Sends an ACK to a 2xx outside any transaction (RFC 3261 §13.2.2.4); adds Via. */
  sendAck(ack: SipRequest, flow: Flow): void;
  /** Open transactions, for metrics and leak tests. */
  readonly size: number;
  close(): Promise<void>;
}
