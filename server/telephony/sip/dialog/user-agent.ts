import type { EventEmitter } from 'node:events';
import type { SipHeaders } from '../message/headers.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { SipUri } from '../message/uri.ts';
import type { Flow } from '../transport/flow.ts';

/** Who sent a request, after authentication: a browser's web session or a device's digest. */
export interface SipPrincipal {
  readonly tenantId: string;
  readonly userId: string;
  /** The PBX that the authenticated address names. */
  readonly pbxId: string;
  /** Devices only. */
  readonly deviceId?: string;
}

/** Where to send a request for a registered contact (RFC 3261 §10, RFC 5626 §5.3). */
export interface Binding {
  readonly tenantId: string;
  readonly userId: string;
  readonly pbxId: string;
  /** `sip:alice@main.acme.example`, the address of record. */
  readonly aor: string;
  readonly contact: SipUri;
  /** `+sip.instance` without brackets and quotes; undefined when the device has none. */
  readonly instanceId: string | undefined;
  readonly regId: number | undefined;
  readonly flow: Flow;
  readonly nodeId: string;
  /** On the monotonic clock. */
  readonly expiresAtMs: number;
  readonly userAgent: string | undefined;
  readonly deviceId: string | undefined;
}

/** Whose registrations end by the server's will. */
export type Removal =
  | { readonly userId: string }
  | { readonly webSessionId: string }
  | { readonly deviceId: string }
  | { readonly tenantId: string };

export interface RegistrarEvents {
  /** After any change of a user's set of bindings. */
  bindingsChanged: [tenantId: string, userId: string, bindings: readonly Binding[]];
  /** The same (AOR, instance, reg-id) registered over a new flow: dialogs on the old flow move to it. */
  rebound: [before: Binding, after: Binding];
  /** A device proved who it is and registered, anew or again. */
  deviceSeen: [tenantId: string, deviceId: string];
  /** These may no longer be registered; their flows are still open, but not for long. */
  removed: [match: Removal];
}

/** Location service in memory (clients re-register after a restart). */
export interface Registrar extends EventEmitter<RegistrarEvents> {
  bindingsOf(tenantId: string, userId: string): readonly Binding[];
  /** The binding a request's flow belongs to, if any. */
  bindingOfFlow(flowId: string): Binding | undefined;
  /** Ends all bindings of a user, of one web session (sign-out), of a device or of a tenant; their flows are closed. */
  remove(match: Removal): number;
  readonly size: number;
}

export interface SipExtras {
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: { readonly type: string; readonly content: string };
}

/** An incoming INVITE that opens a dialog, authenticated and checked. We are UAS. */
export interface Invitation {
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly principal: SipPrincipal;
  /** The SDP offer; undefined for an offerless INVITE. */
  readonly offer: string | undefined;
  /** The confirmed dialog that the caller proved to own and wants replaced (RFC 3891); undefined without Replaces. */
  readonly replaces: Dialog | undefined;
  /** Aborted when the caller cancelled (we then answered 487) or its flow is gone for good. */
  readonly cancelled: AbortSignal;
  /** Sends a provisional response 101-199 with our To tag. */
  progress(status: number, reason: string, extras?: SipExtras): void;
  /**
   * Sends 200 with the SDP answer (an offer, if there was none) and returns the dialog at once; 2xx is repeated until ACK
   * (§13.3.1.4). @throws {SipFailure} 487 when it was cancelled, 500 when it was answered before
   */
  accept(answer: string, extras?: SipExtras): Dialog;
  /** Sends a final 3xx-6xx. */
  reject(status: number, reason: string, extras?: SipExtras): void;
}

export interface InviteRequest {
  readonly binding: Binding;
  readonly offer: string;
  /** Display name and address shown to the callee. */
  readonly from: { readonly displayName: string; readonly uri: SipUri };
  readonly extras?: SipExtras;
}

export interface OutgoingInviteEvents {
  /** Each 101-199, at most one SDP-bearing per early dialog. */
  progress: [status: number, response: SipResponse];
  /** 2xx: the dialog is confirmed and ACKed. A later 2xx of another fork was ACKed and BYEd by the layer. */
  accepted: [dialog: Dialog, answer: string];
  /** Final 300-699, 408 for a timeout, 503 for a dead flow, 487 after `cancel()`. */
  failed: [status: number, reason: string, response: SipResponse | undefined];
}

/** Our INVITE to one binding. We are UAC. */
export interface OutgoingInvite extends EventEmitter<OutgoingInviteEvents> {
  readonly binding: Binding;
  /** CANCEL, with a Reason header (RFC 3326), e.g. `SIP;cause=200;text="Call completed elsewhere"`. A crossing 200 gets ACK and BYE. */
  cancel(reason?: string): void;
}

export interface DialogEvents {
  /** A re-INVITE with an offer: answer it with `reply.accept(sdp)` or `reply.reject()`. Glare was handled below (§14.2). */
  reinvite: [offer: string | undefined, reply: ReinviteReply];
  /** In-dialog INFO, REFER, MESSAGE, NOTIFY, UPDATE …; must be replied to. */
  request: [request: SipRequest, reply: RequestReply];
  /** The ACK to our 2xx brought an answer: the INVITE had no offer and our 2xx made one (RFC 3261 §13.2.1). */
  answered: [answer: string];
  /** The far end said BYE (we answered 200). */
  bye: [request: SipRequest];
  /** The dialog ended for another reason: no ACK (timer H), 408/481 to our in-dialog request (§12.2.1.2). */
  failed: [why: 'no-ack' | 'gone'];
  /** The dialog moved to a new flow after a reconnect. */
  rebound: [flow: Flow];
}

export interface ReinviteReply {
  accept(answer: string): void;
  reject(status: number, reason: string, retryAfterSeconds?: number): void;
}

export interface RequestReply {
  readonly headers: SipHeaders;
  respond(status: number, reason: string, extras?: SipExtras): void;
}

/** A confirmed dialog (RFC 3261 §12) with one usage. */
export interface Dialog extends EventEmitter<DialogEvents> {
  readonly id: string;
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly principal: SipPrincipal;
  readonly flow: Flow;
  readonly isEnded: boolean;
  /** Re-INVITE with our offer; resolves to the answer. Waits its turn, retries after 491 (§14.1). Rejects with `SipFailure`. */
  reinvite(offer: string, extras?: SipExtras): Promise<string>;
  /** Any other in-dialog request; resolves to its final response. */
  send(method: string, extras?: SipExtras): Promise<SipResponse>;
  /** Sends BYE (after ACK where the RFC asks for it) and ends the dialog. Idempotent. */
  bye(extras?: SipExtras): void;
}

export class SipFailure extends Error {
  readonly status: number;
  constructor(status: number, reason: string, options?: ErrorOptions) {
    super(`${String(status)} ${reason}`, options);
    this.name = 'SipFailure';
    this.status = status;
  }
}

/** What telephony's calls get from the SIP stack. */
export interface UserAgentListener {
  onInvitation(invitation: Invitation): void;
}

/** The whole stack seen from above. */
export interface UserAgent {
  readonly registrar: Registrar;
  start(listener: UserAgentListener): Promise<void>;
  /** Starts an INVITE to a binding. Events come later, never before this returns. */
  invite(request: InviteRequest): OutgoingInvite;
  /** Dialogs open now, for metrics and leak tests. */
  readonly dialogs: number;
  close(): Promise<void>;
}
