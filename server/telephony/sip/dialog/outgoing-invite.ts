import { EventEmitter } from 'node:events';
import type { Timer } from '../../../platform/clock.ts';
import { cseqOf, toOf } from '../message/accessors.ts';
import { createRequest, type HeaderEntry } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { nameAddr, tagOf, withTag } from '../message/name-addr.ts';
import { remembered } from '../message/remembered.ts';
import { SipError } from '../message/sip-error.ts';
import { parseUri } from '../message/uri-parser.ts';
import type { ClientTransaction } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';
import type { Acknowledger } from './acknowledger.ts';
import { capabilityHeaders } from './capabilities.ts';
import { pathOfUac } from './dialog-path.ts';
import { readSdp } from './sdp-body.ts';
import { sessionOffer } from './session-timer.ts';
import { type DialogContext, SipDialog } from './sip-dialog.ts';
import { newCallId, newTag } from './tags.ts';
import type { Binding, InviteRequest, OutgoingInvite, OutgoingInviteEvents, SipPrincipal } from './user-agent.ts';

export interface OutgoingInviteContext extends DialogContext {
  readonly bindingKeyOf: (binding: Binding) => string | undefined;
  /** The flow of a binding, or the one that its instance has come back by. */
  flowOf(binding: Binding): Flow;
  dialogMade(dialog: SipDialog): void;
  /** Told once, when no response to it can mean anything any more. */
  inviteForgotten(invite: SipOutgoingInvite): void;
}

/** 64*T1: how long copies of a 2xx and forks may still come (RFC 3261 §13.2.2.4), and a cancelled callee may stay silent (§9.1). */
const lingerMs = 32_000;
/** Dialogs that one INVITE may make; a callee that answers more often is ignored. */
const maxForks = 8;

/** Our INVITE to one registered contact (RFC 3261 §13.2). */
export class SipOutgoingInvite extends EventEmitter<OutgoingInviteEvents> implements OutgoingInvite {
  readonly binding: Binding;
  readonly callId = newCallId();
  readonly #context: OutgoingInviteContext;
  #request: SipRequest;
  /** Dialogs by remote tag: the first is the call, others are forks that were sent away. Of those that ended, what acknowledges. */
  readonly #dialogs = new Map<string, Acknowledger | SipDialog>();
  readonly #tagsWithSdp = new Set<string>();
  #transaction: ClientTransaction | undefined;
  #isCancelled = false;
  #isSettled = false;
  #linger: Timer | undefined;

  constructor(invite: InviteRequest, context: OutgoingInviteContext) {
    super();
    this.binding = invite.binding;
    this.#context = context;
    this.#request = inviteOf(invite, this.callId, context);
    // "Events come later, never before this returns": the caller has yet to listen.
    queueMicrotask(() => this.#start());
  }

  cancel(reason?: string): void {
    if (this.#isSettled || this.#isCancelled) return;
    this.#isCancelled = true;
    this.#transaction?.cancel(reason);
    // §9.1: "If there is no final response for the original request in 64*T1 seconds […], the client SHOULD then consider the
    // original transaction cancelled".
    this.#linger = this.#context.clock.after(lingerMs, () => this.#fail(487, 'Request Terminated', undefined));
  }

  /** A 2xx that came when the transaction was over already, or over another flow. */
  handleStray(response: SipResponse): void {
    if (response.status >= 200 && response.status < 300) this.#answered(response);
  }

  /** The server stops. */
  close(): void {
    this.#isSettled = true;
    this.#forget();
  }

  #start(): void {
    if (this.#isSettled) return;
    if (this.#isCancelled) {
      this.#fail(487, 'Request Terminated', undefined);
      return;
    }
    const flow = this.#context.flowOf(this.binding);
    if (flow.closed.aborted) {
      this.#fail(503, 'Flow Gone', undefined);
      return;
    }
    this.#transaction = this.#context.layer.send(this.#request, flow, {
      onResponse: (response) => this.#answered(response),
      onTimeout: () => this.#fail(408, 'Request Timeout', undefined),
      onTransportError: () => this.#fail(503, 'Flow Gone', undefined),
    });
  }

  #answered(response: SipResponse): void {
    try {
      this.#dispatch(response);
    } catch (error) {
      if (!(error instanceof SipError)) throw error;
      this.#fail(500, 'Malformed Response', response);
    }
  }

  #dispatch(response: SipResponse): void {
    if (response.status >= 300) this.#fail(response.status, response.reason, response);
    else if (response.status >= 200) this.#succeeded(response);
    else if (response.status > 100) this.#progressed(response);
  }

  /** RFC 3264 through §13.2.1: one description per early dialog counts; a second one in the same dialog is left out. */
  #progressed(response: SipResponse): void {
    if (this.#isSettled || this.#isCancelled) return;
    const tag = tagOf(toOf(response.headers)) ?? '';
    const isSecondSdp = response.body.length > 0 && this.#tagsWithSdp.has(tag);
    if (response.body.length > 0 && this.#tagsWithSdp.size < 16) this.#tagsWithSdp.add(tag);
    if (!isSecondSdp) this.emit('progress', response.status, response);
  }

  #succeeded(response: SipResponse): void {
    const tag = tagOf(toOf(response.headers)) ?? '';
    const number = cseqOf(this.#request.headers).number;
    const known = this.#dialogs.get(tag);
    if (known) {
      known.acknowledge(number);
      return;
    }
    if (this.#dialogs.size >= maxForks) return;
    const dialog = this.#dialogOf(response);
    this.#dialogs.set(tag, dialog);
    dialog.acknowledge(number);
    if (this.#isSettled || this.#isCancelled) {
      // §13.2.2.4: "the UAC […] MUST ACK […] and MAY then terminate with BYE": a fork that came late, or a 2xx that crossed our CANCEL.
      dialog.bye();
      this.#fail(487, 'Request Terminated', undefined);
    } else {
      this.#accept(dialog, response);
    }
  }

  #accept(dialog: SipDialog, response: SipResponse): void {
    const answer = readableSdp(response);
    if (answer === undefined) {
      dialog.bye();
      this.#fail(488, 'No Usable Answer', response);
      return;
    }
    dialog.sessionTimer.answered(response);
    this.#settle(() => this.emit('accepted', dialog, answer));
  }

  #dialogOf(response: SipResponse): SipDialog {
    const { binding } = this;
    const dialog = new SipDialog(
      {
        path: pathOfUac(this.#request, response),
        flow: this.#context.flowOf(binding),
        principal: principalOf(binding),
        bindingKey: this.#context.bindingKeyOf(binding),
        state: 'confirmed',
      },
      { ...this.#context, dialogEnded: (ended) => this.#dialogEnded(ended) },
    );
    this.#context.dialogMade(dialog);
    return dialog;
  }

  /** Copies of its 2xx may come for 32 s more, and the dialog with all its managers need not wait for them. */
  #dialogEnded(dialog: SipDialog): void {
    this.#context.dialogEnded(dialog);
    if (this.#dialogs.get(dialog.remoteTag) === dialog) this.#dialogs.set(dialog.remoteTag, dialog.acknowledger);
  }

  #fail(status: number, reason: string, response: SipResponse | undefined): void {
    if (this.#isSettled) return;
    if (this.#isCancelled) this.#settle(() => this.emit('failed', 487, 'Request Terminated', response));
    else this.#settle(() => this.emit('failed', status, reason, response));
  }

  /** Says the last word to whoever listened and lets them go: from here on copies and forks are our affair alone. */
  #settle(lastWord: () => void): void {
    this.#isSettled = true;
    this.#request = remembered(this.#request);
    this.#linger?.stop();
    this.#linger = this.#context.clock.after(lingerMs, () => this.#forget());
    lastWord();
    this.removeAllListeners();
  }

  #forget(): void {
    this.#linger?.stop();
    this.#context.inviteForgotten(this);
  }
}

function readableSdp(response: SipResponse): string | undefined {
  try {
    return readSdp(response);
  } catch {
    // Whatever is wrong with the body: without an answer there is no call, and the caller learns 488.
    return undefined;
  }
}

function principalOf(binding: Binding): SipPrincipal {
  const { tenantId, userId, pbxId, deviceId } = binding;
  return deviceId === undefined ? { tenantId, userId, pbxId } : { tenantId, userId, pbxId, deviceId };
}

/** RFC 3261 §8.1.1, §13.2.1. The Request-URI is the registered contact, To the address that it registered for. */
function inviteOf(invite: InviteRequest, callId: string, context: OutgoingInviteContext): SipRequest {
  const { binding, from, extras } = invite;
  // Browsers are judged by their ICE consent; only devices are asked to refresh the session (RFC 4028).
  const session: readonly HeaderEntry[] = binding.deviceId === undefined ? [] : sessionOffer;
  return createRequest({
    method: 'INVITE',
    uri: binding.contact,
    from: withTag(nameAddr(from.uri, from.displayName), newTag()),
    to: nameAddr(parseUri(binding.aor)),
    callId,
    cseq: 1,
    contact: context.contactFor(binding.flow),
    headers: [...capabilityHeaders, ...session, ...(extras?.headers ?? [])],
    body: { type: 'application/sdp', content: invite.offer },
  });
}
