import { SipFailure } from '../../sip/dialog/user-agent.ts';
import type { Dialog, Invitation, SipExtras, SipPrincipal } from '../../sip/dialog/user-agent.ts';
import type { SipRequest, SipResponse } from '../../sip/message/message.ts';
import type { Flow } from '../../sip/transport/flow.ts';
import { FakeDialog } from './fake-dialog.ts';
import { responseOf } from './fake-messages.ts';

export interface FakeCallOptions {
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly principal: SipPrincipal;
  readonly offer: string | undefined;
  readonly replaces: Dialog | undefined;
  readonly onDialog: (dialog: FakeDialog) => void;
}

/** A phone's INVITE to us, seen from both ends: `Invitation` for the server, the rest for the phone. */
export class FakeCall implements Invitation {
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly principal: SipPrincipal;
  readonly offer: string | undefined;
  readonly replaces: Dialog | undefined;
  readonly #onDialog: (dialog: FakeDialog) => void;
  readonly #cancelled = new AbortController();
  readonly #flowClosed = (): void => this.#abort();

  /** Every response that the phone got, oldest first. */
  readonly responses: SipResponse[] = [];
  answerSdp: string | undefined;
  dialog: FakeDialog | undefined;

  constructor(options: FakeCallOptions) {
    this.request = options.request;
    this.flow = options.flow;
    this.principal = options.principal;
    this.offer = options.offer;
    this.replaces = options.replaces;
    this.#onDialog = options.onDialog;
    this.flow.closed.addEventListener('abort', this.#flowClosed, { once: true });
  }

  get cancelled(): AbortSignal {
    return this.#cancelled.signal;
  }

  get final(): SipResponse | undefined {
    return this.responses.find((response) => response.status >= 200);
  }

  get isRinging(): boolean {
    return this.responses.some((response) => response.status === 180);
  }

  progress(status: number, reason: string, extras?: SipExtras): void {
    this.#requireOpen();
    this.responses.push(responseOf(status, reason, extras));
  }

  accept(answer: string, extras?: SipExtras): Dialog {
    this.#requireOpen();
    this.#settle();
    this.responses.push(responseOf(200, 'OK', extras));
    this.answerSdp = answer;
    this.dialog = new FakeDialog(this.principal, this.flow);
    this.#onDialog(this.dialog);
    return this.dialog;
  }

  reject(status: number, reason: string, extras?: SipExtras): void {
    this.#requireOpen();
    this.#settle();
    this.responses.push(responseOf(status, reason, extras));
  }

  /** The phone sends CANCEL. Too late after a final response (RFC 3261 §9.2). */
  cancel(): void {
    this.#abort();
  }

  #abort(): void {
    if (this.final) return;
    this.#settle();
    this.responses.push(responseOf(487, 'Request Terminated'));
    this.#cancelled.abort();
  }

  #settle(): void {
    this.flow.closed.removeEventListener('abort', this.#flowClosed);
  }

  /** A second final response is a mistake of whoever sends it. */
  #requireOpen(): void {
    if (this.final) throw new SipFailure(500, `there is a final response already: ${this.final.status}`);
  }
}
