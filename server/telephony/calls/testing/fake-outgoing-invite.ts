import { EventEmitter } from 'node:events';
import type { Binding, InviteRequest, OutgoingInvite, OutgoingInviteEvents } from '../../sip/dialog/user-agent.ts';
import type { Flow } from '../../sip/transport/flow.ts';
import { FakeDialog } from './fake-dialog.ts';
import { responseOf } from './fake-messages.ts';
import { browserAnswer } from './fake-sdp.ts';
import type { FakeSdpOptions } from './fake-sdp.ts';

/** A phone as far as an INVITE to it is concerned. */
export interface InvitedPhone {
  readonly flow: Flow;
  readonly dialogs: FakeDialog[];
  handleInvite(invite: FakeOutgoingInvite): void;
}

/** Our INVITE to a phone, seen from both ends; the phone's are `ring`, `answer` and `reject`. */
export class FakeOutgoingInvite extends EventEmitter<OutgoingInviteEvents> implements OutgoingInvite {
  readonly request: InviteRequest;
  /** The Reason of our CANCEL; undefined while nobody cancelled, '' without a Reason. */
  cancelReason: string | undefined;
  readonly #flowClosed = (): void => this.#fail(503, 'The flow is closed');
  #phone: InvitedPhone | undefined;
  #isFinal = false;

  constructor(request: InviteRequest) {
    super();
    this.request = request;
  }

  get binding(): Binding {
    return this.request.binding;
  }

  get isOver(): boolean {
    return this.#isFinal;
  }

  header(name: string): string | undefined {
    return this.request.extras?.headers?.find(([each]) => each === name)?.[1];
  }

  arriveAt(phone: InvitedPhone | undefined): void {
    if (this.#isFinal) return;
    if (!phone || phone.flow.closed.aborted) return this.#fail(503, 'The flow is closed');
    this.#phone = phone;
    phone.flow.closed.addEventListener('abort', this.#flowClosed, { once: true });
    phone.handleInvite(this);
  }

  cancel(reason = ''): void {
    if (this.cancelReason !== undefined) return;
    this.cancelReason = reason;
    queueMicrotask(() => this.#fail(487, 'Request Terminated'));
  }

  ring(): void {
    if (!this.#isFinal && this.cancelReason === undefined) this.emit('progress', 180, responseOf(180, 'Ringing'));
  }

  /** The phone says 200. After our CANCEL the stack ACKs it and says BYE, and calls hear nothing of it. */
  answer(options: FakeSdpOptions = {}, sdp: string = browserAnswer(this.request.offer, options)): FakeDialog {
    const { tenantId, userId, pbxId, deviceId, flow } = this.binding;
    const dialog = new FakeDialog({ tenantId, userId, pbxId, ...(deviceId === undefined ? {} : { deviceId }) }, flow);
    this.#phone?.dialogs.push(dialog);
    if (this.#isFinal || this.cancelReason !== undefined) {
      dialog.bye();
      return dialog;
    }
    this.#settle();
    this.emit('accepted', dialog, sdp);
    return dialog;
  }

  reject(status: number): void {
    this.#fail(status, 'Rejected');
  }

  #fail(status: number, reason: string): void {
    if (this.#isFinal) return;
    this.#settle();
    this.emit('failed', status, reason, undefined);
  }

  #settle(): void {
    this.#isFinal = true;
    this.#phone?.flow.closed.removeEventListener('abort', this.#flowClosed);
  }
}
