import type { SipRequest, SipResponse } from '../message/message.ts';
import { toOf } from '../message/accessors.ts';
import { createResponse } from '../message/builders.ts';
import { tagOf } from '../message/name-addr.ts';
import { remembered } from '../message/remembered.ts';
import type { Flow } from '../transport/flow.ts';
import { T2, timers } from './timers.ts';
import type { ServerTransaction } from './transaction.ts';
import { checkTransition, TimerSet, type ServerParts } from './transaction-context.ts';
import { ServerListeners, type EndReason } from './server-listeners.ts';

type State = 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated';

const transitions: Readonly<Record<State, readonly State[]>> = {
  proceeding: ['accepted', 'completed', 'terminated'],
  accepted: ['terminated'],
  completed: ['confirmed', 'terminated'],
  confirmed: ['terminated'],
  terminated: [],
};

/**
 * INVITE server transaction (RFC 3261 §17.2.1, RFC 6026 §7.1).
 *
 *     proceeding ──1xx──▶ proceeding        INVITE again: the last provisional again
 *       ├──2xx──▶ accepted                  INVITE again: absorbed; ACK: to the user; 2xx: sent
 *       │            └──timer L──▶ terminated (done)
 *       └──3xx-6xx──▶ completed             INVITE again, timer G: the final response again
 *                        ├──ACK──▶ confirmed ──timer I──▶ terminated
 *                        └──timer H──▶ terminated (timeout)
 */
export class InviteServerTransaction implements ServerTransaction {
  readonly id: string;
  readonly flow: Flow;
  readonly #timers: TimerSet;
  readonly #listeners = new ServerListeners();
  readonly #parts: ServerParts;
  #state: State = 'proceeding';
  #request: SipRequest;
  #last: SipResponse;

  constructor(id: string, request: SipRequest, flow: Flow, parts: ServerParts) {
    this.id = id;
    this.#request = request;
    this.flow = flow;
    this.#parts = parts;
    this.#timers = new TimerSet(parts.context.clock);
    this.#last = trying(request);
    // §17.2.1: "The server transaction MUST generate a 100 (Trying) response unless it knows that the TU will generate a
    // provisional or final response within 200 ms": only of a stranger do we know it, who is challenged at once.
    if (isStranger(request, flow)) this.#timers.start('trying', tryingMs, () => this.#send(this.#last));
    else this.#send(this.#last);
  }

  get state(): State {
    return this.#state;
  }

  /** Only whose it is once a 2xx went out. */
  get request(): SipRequest {
    return this.#request;
  }

  /** The last response sent; its To tag is that of a CANCEL's answer (§9.2). */
  get lastResponse(): SipResponse {
    return this.#last;
  }

  onCancel(listener: (cancel: SipRequest) => void): void {
    this.#listeners.onCancel(listener);
  }

  onEnd(listener: (why: EndReason) => void): void {
    this.#listeners.onEnd(listener);
  }

  respond(response: SipResponse): void {
    const isSuccess = response.status >= 200 && response.status < 300;
    if (this.#state === 'accepted' && isSuccess) return this.#send(response);
    if (this.#state !== 'proceeding') return;
    this.#last = response;
    this.#timers.stop('trying');
    this.#send(response);
    if (response.status >= 200) this.#parts.onAnswered(response.status);
    if (isSuccess) this.#enterAccepted();
    else if (response.status >= 300) this.#enterCompleted();
  }

  /** The INVITE came again, maybe over another connection, which is then the living one. */
  receiveRetransmission(flow: Flow): void {
    if (this.#state === 'proceeding' || this.#state === 'completed') this.#send(this.#last, flow);
  }

  /** An ACK that matches. Returns whether it belongs to a dialog and not to us (RFC 6026 §7.1, state accepted). */
  receiveAck(): boolean {
    if (this.#state === 'completed') this.#enterConfirmed();
    return this.#state === 'accepted';
  }

  /** A CANCEL that matches; the layer answers it. After a final response it has no effect (§9.2). */
  receiveCancel(cancel: SipRequest): void {
    if (this.#state === 'proceeding') this.#listeners.cancelled(cancel);
  }

  /** Ends it early: the layer closes or needs the room. */
  terminate(why: EndReason): void {
    if (this.#state === 'terminated') return;
    this.#enter('terminated');
    this.#parts.onTerminated();
    this.#listeners.ended(why);
  }

  /** From here on only tags and Call-ID are asked for, and nobody who could cancel it is left. That for 32 s, with each call. */
  #enterAccepted(): void {
    this.#enter('accepted');
    this.#request = remembered(this.#request);
    this.#last = remembered(this.#last);
    this.#listeners.settled();
    this.#timers.start('L', timers.L, () => this.terminate('done'));
  }

  #enterCompleted(): void {
    this.#enter('completed');
    this.#timers.start('H', timers.H, () => this.terminate('timeout'));
    // §26.3.2.4: servers "SHOULD challenge questionable requests with only a single 401 (Unauthorized) […], forgoing the
    // normal response retransmission algorithm": whoever forges a source address would get eleven copies sent there.
    if (!this.flow.isReliable && this.#last.status !== 401) this.#startG(timers.G);
  }

  /** §17.2.1: "the response is passed to the transport layer once more for retransmission, and timer G is set to fire in MIN(2*T1, T2) seconds." */
  #startG(delayMs: number): void {
    this.#timers.start('G', delayMs, () => {
      this.#send(this.#last);
      this.#startG(Math.min(2 * delayMs, T2));
    });
  }

  #enterConfirmed(): void {
    this.#enter('confirmed');
    // §17.2.1: "set to fire in T4 seconds for unreliable transports, and zero seconds for reliable transports."
    if (this.flow.isReliable) this.terminate('acked');
    else {
      this.#listeners.ended('acked');
      this.#timers.start('I', timers.I, () => this.terminate('acked'));
    }
  }

  /** The only place where the state changes. */
  #enter(next: State): void {
    checkTransition(transitions, this.#state, next);
    this.#timers.stopAll();
    this.#state = next;
  }

  #send(response: SipResponse, flow: Flow = this.flow): void {
    this.#parts.context.send(response, flow, () => {
      // RFC 6026 §7.1: a 2xx that could not be sent is the dialog's affair, which repeats it, maybe over another flow.
      if (this.#state === 'completed') this.terminate('transport-error');
    });
  }
}

/** How long a 100 may wait (§17.2.1). */
const tryingMs = 200;

/**
 * A new call over UDP without credentials: its source may be forged. A 100 would be one answer more to the forged address,
 * and would keep an honest client from sending the INVITE again when our single 401 is lost.
 */
function isStranger(request: SipRequest, flow: Flow): boolean {
  return !flow.isReliable && !request.headers.has('authorization') && tagOf(toOf(request.headers)) === undefined;
}

/** §8.2.6.1: a 100 copies Timestamp, and needs no To tag. */
function trying(request: SipRequest): SipResponse {
  const timestamp = request.headers.get('timestamp');
  return createResponse(request, 100, 'Trying', timestamp === undefined ? {} : { headers: [['Timestamp', timestamp]] });
}
