import { EventEmitter } from 'node:events';
import { SipFailure } from '../../sip/dialog/user-agent.ts';
import type { Dialog, DialogEvents, SipExtras, SipPrincipal } from '../../sip/dialog/user-agent.ts';
import type { SipRequest, SipResponse } from '../../sip/message/message.ts';
import type { Flow } from '../../sip/transport/flow.ts';
import { browserAnswer } from './fake-sdp.ts';
import { requestOf, responseOf, uriOf } from './fake-messages.ts';

export interface FinalAnswer {
  readonly status: number;
  readonly sdp?: string;
  readonly response?: SipResponse;
}

let nextDialog = 1;

/**
 * A confirmed dialog with both its ends in memory: the server's (`Dialog`) and, in the members that begin with `phone`, the
 * far end's. Requests cross it one microtask later, as over a wire.
 */
export class FakeDialog extends EventEmitter<DialogEvents> implements Dialog {
  readonly id: string;
  readonly callId: string;
  readonly localTag = 'local';
  readonly remoteTag = 'remote';
  readonly principal: SipPrincipal;
  #flow: Flow;
  #isEnded = false;

  /** In-dialog requests that the phone got, oldest first. */
  readonly phoneGot: SipRequest[] = [];
  /** How many requests the phone refused. */
  phoneRefused = 0;
  /** The BYE that the phone got. */
  phoneBye: SipRequest | undefined;
  /** Offers that the phone got in re-INVITEs. */
  readonly phoneOffers: string[] = [];
  /** How the phone answers a re-INVITE; the default accepts. */
  phoneAnswers: (offer: string) => Promise<string> | string = (offer) => browserAnswer(offer);

  /** What the phone answers to any other request. */
  phoneStatus = 200;

  constructor(principal: SipPrincipal, flow: Flow) {
    super();
    this.id = `dialog-${nextDialog++}`;
    this.callId = `${this.id}@phone`;
    this.principal = principal;
    this.#flow = flow;
  }

  get flow(): Flow {
    return this.#flow;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  async reinvite(offer: string): Promise<string> {
    await this.#crossing();
    this.phoneOffers.push(offer);
    return this.phoneAnswers(offer);
  }

  async send(method: string, extras: SipExtras = {}): Promise<SipResponse> {
    await this.#crossing();
    if (this.phoneStatus < 300) this.phoneGot.push(requestOf(method, uriOf('phone', 'invalid'), extras));
    else this.phoneRefused += 1;
    return responseOf(this.phoneStatus, 'Answer');
  }

  bye(extras: SipExtras = {}): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    if (!this.#flow.closed.aborted) this.phoneBye = requestOf('BYE', uriOf('phone', 'invalid'), extras);
  }

  /** The registrar found the phone on a new flow. */
  rebind(flow: Flow): void {
    if (this.#isEnded) return;
    this.#flow = flow;
    this.emit('rebound', flow);
  }

  /** The dialog dies without BYE. */
  fail(why: 'no-ack' | 'gone'): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.emit('failed', why);
  }

  phoneHangsUp(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.emit('bye', requestOf('BYE', uriOf('server', 'invalid')));
  }

  /** The phone sends a re-INVITE; resolves to the final response. */
  phoneReinvites(offer: string | undefined): Promise<FinalAnswer> {
    return new Promise((resolve) => {
      this.emit('reinvite', offer, { accept: (sdp) => resolve({ status: 200, sdp }), reject: (status) => resolve({ status }) });
    });
  }

  /** The phone sends any other in-dialog request; resolves to the final response. */
  phoneSends(method: string, extras: SipExtras = {}): Promise<SipResponse> {
    const request = requestOf(method, uriOf('server', 'invalid'), extras);
    return new Promise((resolve) => {
      this.emit('request', request, {
        headers: request.headers,
        respond: (status, reason, more) => resolve(responseOf(status, reason, more)),
      });
    });
  }

  async #crossing(): Promise<void> {
    await Promise.resolve();
    // RFC 3261 §12.2.1.2: no dialog, no answer.
    if (this.#isEnded) throw new SipFailure(481, 'Call/Transaction Does Not Exist');
    if (this.#flow.closed.aborted) throw new SipFailure(503, 'The flow is closed');
  }
}
