import type { SipRequest, SipResponse } from '../message/message.ts';
import type { Flow } from '../transport/flow.ts';
import { ServerListeners, type EndReason } from './server-listeners.ts';
import { timers } from './timers.ts';
import type { ServerTransaction } from './transaction.ts';
import { checkTransition, TimerSet, type ServerParts } from './transaction-context.ts';

type State = 'trying' | 'proceeding' | 'completed' | 'terminated';

const transitions: Readonly<Record<State, readonly State[]>> = {
  trying: ['proceeding', 'completed', 'terminated'],
  proceeding: ['completed', 'terminated'],
  completed: ['terminated'],
  terminated: [],
};

/**
 * Non-INVITE server transaction (RFC 3261 §17.2.2).
 *
 *     trying ──1xx──▶ proceeding ──final──▶ completed ──timer J──▶ terminated
 *       └──────────────final───────────────────▲
 *
 * The request again: nothing in trying, the last response in proceeding and completed.
 */
export class NonInviteServerTransaction implements ServerTransaction {
  readonly id: string;
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly #timers: TimerSet;
  readonly #listeners = new ServerListeners();
  readonly #parts: ServerParts;
  #state: State = 'trying';
  #last: SipResponse | undefined;

  constructor(id: string, request: SipRequest, flow: Flow, parts: ServerParts) {
    this.id = id;
    this.request = request;
    this.flow = flow;
    this.#parts = parts;
    this.#timers = new TimerSet(parts.context.clock);
  }

  get state(): State {
    return this.#state;
  }

  get lastResponse(): SipResponse | undefined {
    return this.#last;
  }

  onCancel(): void {
    // RFC 3261 §9.1: "a CANCEL has no effect on requests other than INVITE".
  }

  onEnd(listener: (why: EndReason) => void): void {
    this.#listeners.onEnd(listener);
  }

  respond(response: SipResponse): void {
    if (this.#state !== 'trying' && this.#state !== 'proceeding') return;
    this.#last = response;
    this.#send(response);
    if (response.status >= 200) {
      this.#parts.onAnswered(response.status);
      this.#enterCompleted();
    } else if (this.#state === 'trying') this.#enter('proceeding');
  }

  /** The request came again, maybe over another connection, which is then the living one. */
  receiveRetransmission(flow: Flow): void {
    if (this.#last) this.#send(this.#last, flow);
  }

  terminate(why: EndReason): void {
    if (this.#state === 'terminated') return;
    this.#enter('terminated');
    this.#parts.onTerminated();
    this.#listeners.ended(why);
  }

  #enterCompleted(): void {
    this.#enter('completed');
    // §17.2.2: "set Timer J to fire in 64*T1 seconds for unreliable transports, and zero seconds for reliable transports."
    if (this.flow.isReliable) this.terminate('done');
    else this.#timers.start('J', timers.J, () => this.terminate('done'));
  }

  /** The only place where the state changes. */
  #enter(next: State): void {
    checkTransition(transitions, this.#state, next);
    this.#timers.stopAll();
    this.#state = next;
  }

  #send(response: SipResponse, flow: Flow = this.flow): void {
    this.#parts.context.send(response, flow, () => this.terminate('transport-error'));
  }
}
