import type { Clock, Timer } from '../../../platform/clock.ts';
import type { MessageExtras } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { NameAddr } from '../message/values.ts';
import type { TransactionLayer } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';
import type { DialogPath } from './dialog-path.ts';

/** What became of one request of ours. */
export interface RequestOutcome {
  /** Provisional and final responses; for INVITE every repeated 2xx too. */
  onResponse(response: SipResponse, request: SipRequest): void;
  /** 408: no answer in time (RFC 3261 §8.1.3.1); 503: the far end did not come back or cannot be reached. */
  onFailure(status: 408 | 503, reason: string): void;
}

export interface RequestSenderOptions {
  readonly clock: Clock;
  readonly layer: Pick<TransactionLayer, 'send'>;
  readonly path: DialogPath;
  /** The flow that the dialog has now, open or closed. */
  flow(): Flow;
  readonly contactFor: (flow: Flow) => NameAddr;
}

interface Attempt {
  readonly method: string;
  readonly extras: MessageExtras;
  readonly outcome: RequestOutcome;
  /** The copy under way; an older one's answers count no more. */
  current: { readonly request: SipRequest; readonly flow: Flow } | undefined;
  sendings: number;
  waiting: Timer | undefined;
}

/** A browser comes back within seconds or not at all; a request that waited longer would surprise its receiver. */
export const flowWaitMs = 32_000;
const maxSendings = 4;

/**
 * Sends the requests of one dialog. While the far end's flow is gone they wait for its return; one that was under way when
 * the flow went is sent again, with a new number, over the next.
 */
export class RequestSender {
  readonly #options: RequestSenderOptions;
  readonly #attempts = new Set<Attempt>();

  constructor(options: RequestSenderOptions) {
    this.#options = options;
  }

  send(method: string, extras: MessageExtras, outcome: RequestOutcome): void {
    const attempt: Attempt = { method, extras, outcome, current: undefined, sendings: 0, waiting: undefined };
    this.#attempts.add(attempt);
    this.#start(attempt);
  }

  /** The dialog has another flow: what waits or was sent into the dead one goes out again. */
  moved(): void {
    for (const attempt of this.#attempts) {
      if (!attempt.current || attempt.current.flow.id !== this.#options.flow().id) this.#start(attempt);
    }
  }

  /** Gives up everything that is not answered yet. */
  close(): void {
    for (const attempt of this.#attempts) this.#fail(attempt, 503, 'Dialog Ended');
  }

  #start(attempt: Attempt): void {
    const flow = this.#options.flow();
    if (flow.closed.aborted) {
      this.#wait(attempt);
      return;
    }
    attempt.waiting?.stop();
    attempt.sendings += 1;
    if (attempt.sendings > maxSendings) {
      this.#fail(attempt, 503, 'Connection Unstable');
      return;
    }
    const request = this.#options.path.next(attempt.method, this.#options.contactFor(flow), attempt.extras);
    attempt.current = { request, flow };
    this.#options.layer.send(request, flow, {
      onResponse: (response) => {
        if (attempt.current?.request !== request) return;
        if (response.status >= 200) this.#attempts.delete(attempt);
        attempt.outcome.onResponse(response, request);
      },
      onTimeout: () => this.#interrupted(attempt, request, 408),
      onTransportError: () => this.#interrupted(attempt, request, 503),
    });
  }

  #interrupted(attempt: Attempt, request: SipRequest, status: 408 | 503): void {
    if (attempt.current?.request !== request || !this.#attempts.has(attempt)) return;
    const { flow } = attempt.current;
    if (flow.closed.aborted || flow.id !== this.#options.flow().id) this.#start(attempt);
    // A connection that takes nothing more is about to be noticed as closed.
    else if (status === 503 && flow.isReliable) this.#wait(attempt);
    else this.#fail(attempt, status, status === 408 ? 'Request Timeout' : 'Transport Error');
  }

  #wait(attempt: Attempt): void {
    attempt.current = undefined;
    attempt.waiting?.stop();
    attempt.waiting = this.#options.clock.after(flowWaitMs, () => this.#fail(attempt, 503, 'Flow Gone'));
  }

  #fail(attempt: Attempt, status: 408 | 503, reason: string): void {
    attempt.waiting?.stop();
    attempt.current = undefined;
    if (this.#attempts.delete(attempt)) attempt.outcome.onFailure(status, reason);
  }
}
