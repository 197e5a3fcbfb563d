import type { Clock, Timer } from '../../../platform/clock.ts';
import { recordRoutesOf } from '../message/accessors.ts';
import type { HeaderEntry } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { formatNameAddr } from '../message/name-addr.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';
import { answer } from './answers.ts';
import { capabilityHeaders } from './capabilities.ts';
import { pathOfUas } from './dialog-path.ts';
import { type DialogContext, SipDialog } from './sip-dialog.ts';
import { newTag } from './tags.ts';
import { type Dialog, type Invitation, type SipExtras, SipFailure, type SipPrincipal } from './user-agent.ts';

export interface IncomingInviteFields {
  readonly transaction: ServerTransaction;
  readonly principal: SipPrincipal;
  readonly offer: string | undefined;
  readonly replaces: Dialog | undefined;
  readonly bindingKey: string | undefined;
}

export interface IncomingInviteContext extends DialogContext {
  readonly clock: Clock;
  dialogMade(dialog: SipDialog): void;
  /** Told once, when the INVITE has its final answer. */
  inviteEnded(invite: IncomingInvite): void;
}

/** RFC 3261 §13.3.1.1: "a non-100 provisional response at every minute, to handle the possibility of lost provisional responses". */
const provisionalRepeatMs = 60_000;

/** An INVITE to us that makes a dialog (RFC 3261 §13.3). */
export class IncomingInvite implements Invitation {
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly principal: SipPrincipal;
  readonly offer: string | undefined;
  readonly replaces: Dialog | undefined;
  readonly cancelled: AbortSignal;
  readonly #fields: IncomingInviteFields;
  readonly #context: IncomingInviteContext;
  readonly #localTag = newTag();
  readonly #cancel = new AbortController();
  readonly #flowClosed = (): void => this.#end(() => this.#cancel.abort());
  #repeat: Timer | undefined;
  #isOpen = true;

  constructor(fields: IncomingInviteFields, context: IncomingInviteContext) {
    this.#fields = fields;
    this.#context = context;
    this.request = fields.transaction.request;
    this.flow = fields.transaction.flow;
    this.principal = fields.principal;
    this.offer = fields.offer;
    this.replaces = fields.replaces;
    this.cancelled = this.#cancel.signal;
    // Until the final answer the caller's own transaction hangs on this flow: JsSIP ends the call when it goes.
    this.flow.closed.addEventListener('abort', this.#flowClosed, { once: true });
  }

  progress(status: number, reason: string, extras: SipExtras = {}): void {
    if (!this.#isOpen) return;
    this.#repeat?.stop();
    const send = (): void =>
      void this.#respond(status, reason, { ...extras, headers: [...this.#dialogHeaders(), ...(extras.headers ?? [])] });
    send();
    this.#repeat = this.#context.clock.every(provisionalRepeatMs, send);
  }

  accept(sdp: string, extras: SipExtras = {}): Dialog {
    if (!this.#isOpen) throw this.cancelled.aborted ? new SipFailure(487, 'Request Terminated') : new SipFailure(500, 'Already Answered');
    const { bindingKey, transaction } = this.#fields;
    const path = pathOfUas(this.request, this.#localTag);
    const dialog = new SipDialog({ path, flow: this.flow, principal: this.principal, bindingKey, state: 'unacknowledged' }, this.#context);
    this.#end(() => {
      this.#context.dialogMade(dialog);
      const headers = [
        ...this.#dialogHeaders(),
        ...dialog.sessionTimer.answer(this.request),
        ...capabilityHeaders,
        ...(extras.headers ?? []),
      ];
      const response = this.#respond(200, 'OK', { headers, body: { type: 'application/sdp', content: sdp } });
      dialog.acceptedInvite(transaction, response);
    });
    return dialog;
  }

  reject(status: number, reason: string, extras: SipExtras = {}): void {
    this.#end(() => void this.#respond(status, reason, extras));
  }

  /** The caller's CANCEL came. RFC 3261 §9.2: the UAS "SHOULD immediately respond to the INVITE with a 487 (Request Terminated)". */
  cancelByCaller(): void {
    this.#end(() => {
      this.#respond(487, 'Request Terminated', {});
      this.#cancel.abort();
    });
  }

  /** The one way out: exactly one final answer, whoever comes first. */
  #end(finish: () => void): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#repeat?.stop();
    this.flow.closed.removeEventListener('abort', this.#flowClosed);
    finish();
    this.#context.inviteEnded(this);
  }

  #respond(status: number, reason: string, extras: SipExtras): SipResponse {
    return answer(this.#fields.transaction, status, reason, { ...extras, toTag: this.#localTag });
  }

  /** RFC 3261 §12.1.1: "the UAS MUST copy all Record-Route header field values from the request into the response" and "MUST add a Contact". */
  #dialogHeaders(): HeaderEntry[] {
    const routes = recordRoutesOf(this.request.headers).map((route): HeaderEntry => ['Record-Route', formatNameAddr(route)]);
    return [...routes, ['Contact', formatNameAddr(this.#context.contactFor(this.flow))]];
  }
}
