import { createAck, createCancel } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { remembered } from '../message/remembered.ts';
import type { Flow } from '../transport/flow.ts';
import { timers } from './timers.ts';
import type { ClientTransaction, ClientTransactionListener } from './transaction.ts';
import { checkTransition, TimerSet, type TransactionContext } from './transaction-context.ts';

type State = 'calling' | 'proceeding' | 'completed' | 'accepted' | 'terminated';

const transitions: Readonly<Record<State, readonly State[]>> = {
  calling: ['proceeding', 'completed', 'accepted', 'terminated'],
  proceeding: ['completed', 'accepted', 'terminated'],
  completed: ['terminated'],
  accepted: ['terminated'],
  terminated: [],
};

export interface InviteClientParts {
  readonly context: TransactionContext;
  readonly listener: ClientTransactionListener;
  readonly onTerminated: (transaction: InviteClientTransaction) => void;
  /** Sends a CANCEL in a transaction of its own (RFC 3261 §9.1). */
  readonly sendCancel: (cancel: SipRequest, flow: Flow) => void;
}

/**
 * INVITE client transaction (RFC 3261 §17.1.1, RFC 6026 §7.2).
 *
 *     calling ──1xx──▶ proceeding           timer A: the INVITE again (unreliable); timer B: timeout
 *       ├──2xx────────────┴──▶ accepted     each 2xx to the user; timer M ──▶ terminated
 *       └──3xx-6xx────────┴──▶ completed    ACK; the final response again: ACK again; timer D ──▶ terminated
 */
export class InviteClientTransaction implements ClientTransaction {
  readonly id: string;
  readonly flow: Flow;
  readonly #parts: InviteClientParts;
  readonly #timers: TimerSet;
  #state: State = 'calling';
  #request: SipRequest;
  #ack: SipRequest | undefined;
  /** A CANCEL that waits for a provisional response. */
  #wantedCancel: SipRequest | undefined;
  #isCancelled = false;

  constructor(id: string, request: SipRequest, flow: Flow, parts: InviteClientParts) {
    this.id = id;
    this.#request = request;
    this.flow = flow;
    this.#parts = parts;
    this.#timers = new TimerSet(parts.context.clock);
    this.#send(request, flow);
    this.#timers.start('B', timers.B, () => this.#onTimeout());
    if (!flow.isReliable) this.#startA(timers.A);
  }

  get state(): State {
    return this.#state;
  }

  /** Only whose it is once a 2xx came. */
  get request(): SipRequest {
    return this.#request;
  }

  /**
   * RFC 3261 §9.1: "If no provisional response has been received, the CANCEL request MUST NOT be sent; rather, the client
   * MUST wait for the arrival of a provisional response before sending the request."
   */
  cancel(reason?: string): void {
    if (this.#isCancelled || (this.#state !== 'calling' && this.#state !== 'proceeding')) return;
    this.#isCancelled = true;
    const cancel = createCancel(this.request, reason);
    if (this.#state === 'proceeding') this.#sendCancel(cancel);
    else this.#wantedCancel = cancel;
  }

  /** A response that matches, over whichever flow it came: a browser may have reconnected while it rang. */
  receive(response: SipResponse, flow: Flow): void {
    if (this.#state === 'terminated') return;
    if (response.status < 200) this.#onProvisional(response);
    else if (response.status < 300) this.#onSuccess(response);
    else this.#onFailure(response, flow);
  }

  /** The flow has ended. Before any answer nothing can come; later the answer may come over the next flow. */
  flowClosed(error: Error): void {
    if (this.#state === 'calling') this.#onTransportError(error);
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#enter('terminated');
    this.#parts.onTerminated(this);
  }

  #onProvisional(response: SipResponse): void {
    if (this.#state === 'calling') this.#enter('proceeding');
    if (this.#state !== 'proceeding') return;
    if (this.#wantedCancel) this.#sendCancel(this.#wantedCancel);
    this.#wantedCancel = undefined;
    this.#parts.listener.onResponse(response);
  }

  #onSuccess(response: SipResponse): void {
    if (this.#state === 'completed') return;
    if (this.#state !== 'accepted') {
      this.#enter('accepted');
      this.#request = remembered(this.#request);
      this.#timers.start('M', timers.M, () => this.terminate());
    }
    this.#parts.listener.onResponse(response);
  }

  #onFailure(response: SipResponse, flow: Flow): void {
    if (this.#state === 'completed' && this.#ack) return this.#send(this.#ack, flow);
    if (this.#state !== 'calling' && this.#state !== 'proceeding') return;
    this.#enter('completed');
    this.#ack = createAck(this.request, response);
    this.#send(this.#ack, flow);
    // §17.1.1.2: timer D is "at least 32 seconds for unreliable transports, and a value of zero seconds for reliable transports."
    if (this.flow.isReliable) this.terminate();
    else this.#timers.start('D', timers.D, () => this.terminate());
    this.#parts.listener.onResponse(response);
  }

  #sendCancel(cancel: SipRequest): void {
    this.#parts.sendCancel(cancel, this.flow);
    // §9.1: "If there is no final response for the original request in 64*T1 seconds […], the client SHOULD then consider the
    // original transaction cancelled and SHOULD destroy the client transaction handling the original request."
    this.#timers.start('cancelled', timers.B, () => this.#onTimeout());
  }

  #startA(delayMs: number): void {
    this.#timers.start('A', delayMs, () => {
      this.#send(this.request, this.flow);
      this.#startA(2 * delayMs);
    });
  }

  #onTimeout(): void {
    this.terminate();
    this.#parts.listener.onTimeout();
  }

  #onTransportError(error: Error): void {
    if (this.#state === 'terminated') return;
    this.terminate();
    this.#parts.listener.onTransportError(error);
  }

  /** The only place where the state changes. */
  #enter(next: State): void {
    checkTransition(transitions, this.#state, next);
    this.#timers.stopAll();
    this.#state = next;
  }

  #send(message: SipRequest, flow: Flow): void {
    this.#parts.context.send(message, flow, (error) => {
      if (this.#state === 'calling' || (this.#state === 'completed' && message.method === 'ACK')) this.#onTransportError(error);
    });
  }
}
