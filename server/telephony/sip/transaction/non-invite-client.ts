import type { SipRequest, SipResponse } from '../message/message.ts';
import type { Flow } from '../transport/flow.ts';
import { T2, timers } from './timers.ts';
import type { ClientTransaction, ClientTransactionListener } from './transaction.ts';
import { checkTransition, TimerSet, type TransactionContext } from './transaction-context.ts';

type State = 'trying' | 'proceeding' | 'completed' | 'terminated';

const transitions: Readonly<Record<State, readonly State[]>> = {
  trying: ['proceeding', 'completed', 'terminated'],
  proceeding: ['completed', 'terminated'],
  completed: ['terminated'],
  terminated: [],
};

export interface NonInviteClientParts {
  readonly context: TransactionContext;
  readonly listener: ClientTransactionListener;
  readonly onTerminated: (transaction: NonInviteClientTransaction) => void;
}

/**
 * Non-INVITE client transaction (RFC 3261 §17.1.2).
 *
 *     trying ──1xx──▶ proceeding ──final──▶ completed ──timer K──▶ terminated
 *       └──────────────final──────────────────▲
 *
 * Timer E: the request again (unreliable). Timer F in trying and proceeding: timeout.
 */
export class NonInviteClientTransaction implements ClientTransaction {
  readonly id: string;
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly #parts: NonInviteClientParts;
  readonly #timers: TimerSet;
  #state: State = 'trying';

  constructor(id: string, request: SipRequest, flow: Flow, parts: NonInviteClientParts) {
    this.id = id;
    this.request = request;
    this.flow = flow;
    this.#parts = parts;
    this.#timers = new TimerSet(parts.context.clock);
    this.#send();
    this.#timers.start('F', timers.F, () => this.#onTimeout());
    if (!flow.isReliable) this.#startE(timers.E);
  }

  get state(): State {
    return this.#state;
  }

  cancel(): void {
    // RFC 3261 §9.1: "A CANCEL request SHOULD NOT be sent to cancel a request other than INVITE."
  }

  receive(response: SipResponse): void {
    if (this.#state !== 'trying' && this.#state !== 'proceeding') return;
    if (response.status >= 200) this.#enterCompleted();
    else if (this.#state === 'trying') this.#enter('proceeding');
    this.#parts.listener.onResponse(response);
  }

  flowClosed(error: Error): void {
    if (this.#state === 'trying' || this.#state === 'proceeding') this.#onTransportError(error);
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#enter('terminated');
    this.#parts.onTerminated(this);
  }

  #enterCompleted(): void {
    this.#enter('completed');
    // §17.1.2.2: timer K is "T4 seconds for unreliable transports, and zero seconds for reliable transports."
    if (this.flow.isReliable) this.terminate();
    else this.#timers.start('K', timers.K, () => this.terminate());
  }

  /** §17.1.2.2: in trying the interval doubles up to T2; "If Timer E fires while in the "Proceeding" state", it is T2. */
  #startE(delayMs: number): void {
    this.#timers.start('E', delayMs, () => {
      this.#send();
      this.#startE(this.#state === 'proceeding' ? T2 : Math.min(2 * delayMs, T2));
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

  /** The only place where the state changes. Timers E and F run on from trying into proceeding (§17.1.2.2). */
  #enter(next: State): void {
    checkTransition(transitions, this.#state, next);
    if (next !== 'proceeding') this.#timers.stopAll();
    this.#state = next;
  }

  #send(): void {
    this.#parts.context.send(this.request, this.flow, (error) => {
      if (this.#state === 'trying' || this.#state === 'proceeding') this.#onTransportError(error);
    });
  }
}
