import { cseqOf, fromOf, toOf } from '../message/accessors.ts';
import { createRequest, createResponse, type MessageExtras, type ResponseExtras } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { nameAddr, withTag } from '../message/name-addr.ts';
import { sipUri } from '../message/uri-parser.ts';
import type { NameAddr } from '../message/values.ts';
import type { FlowOwner, TransportKind } from '../transport/flow.ts';
import { acme, tokenFor } from './credentials.testing.ts';
import type { FakeFlow } from './fake-flow.ts';
import type { FakeTransports } from './fake-transports.ts';
import { settled } from './settled.testing.ts';

/** What a phone needs of the rig: wires. */
export interface RigWires {
  readonly transports: Pick<FakeTransports, 'receive' | 'end'>;
  flow(kind: TransportKind, options?: { readonly owner?: FlowOwner }): FakeFlow;
}

export interface RigPhoneOptions {
  readonly user: string;
  readonly instanceId: string;
  readonly flow: FakeFlow;
  readonly host?: string;
}

export const sdp = (text: string): { type: string; content: string } => ({ type: 'application/sdp', content: text });

/** The addresses of one dialog as this phone sees it. */
export interface PhoneDialog {
  readonly callId: string;
  readonly local: NameAddr;
  readonly remote: NameAddr;
}

/** A phone made of plain messages: what it sends is written out, what it got is read back. */
export class RigPhone {
  readonly user: string;
  readonly host: string;
  readonly instanceId: string;
  flow: FakeFlow;
  cseq = 0;
  readonly #rig: RigWires;
  /** One for the life of a page, as JsSIP has it. */
  readonly #registerCallId: string;
  #branch = 0;

  constructor(rig: RigWires, options: RigPhoneOptions) {
    this.#rig = rig;
    this.user = options.user;
    this.host = options.host ?? acme;
    this.instanceId = options.instanceId;
    this.flow = options.flow;
    this.#registerCallId = `register-${options.flow.id}`;
  }

  get contact(): string {
    return `<sip:${this.user}-ua@ua.invalid;transport=ws>`;
  }

  get address(): NameAddr {
    return nameAddr(sipUri(this.user, this.host));
  }

  /** Hands a request in and waits until it was looked at. */
  async send(request: SipRequest): Promise<void> {
    this.#rig.transports.receive(request, this.flow);
    await settled();
  }

  async respond(request: SipRequest, status: number, extras: ResponseExtras = {}): Promise<SipResponse> {
    const contact = request.method === 'INVITE' ? [['Contact', this.contact] as const] : [];
    const response = createResponse(request, status, 'Reason', {
      toTag: `${this.user}-tag`,
      ...extras,
      headers: [...contact, ...(extras.headers ?? [])],
    });
    this.#rig.transports.receive(response, this.flow);
    await settled();
    return response;
  }

  /** A request outside of dialogs. */
  build(
    method: string,
    to: NameAddr,
    parts: MessageExtras & { readonly callId?: string; readonly cseq?: number; readonly from?: NameAddr } = {},
  ): SipRequest {
    this.cseq = parts.cseq ?? this.cseq + 1;
    const uri = method === 'REGISTER' ? sipUri(undefined, to.uri.host) : to.uri;
    const from = parts.from ?? withTag(this.address, `${this.user}-from`);
    const request = createRequest({ ...parts, method, uri, from, to, callId: parts.callId ?? `call-of-${this.flow.id}`, cseq: this.cseq });
    return this.#withVia(request);
  }

  within(dialog: PhoneDialog, method: string, extras: MessageExtras & { readonly cseq?: number } = {}): SipRequest {
    this.cseq = extras.cseq ?? this.cseq + 1;
    const { callId, local: from, remote: to } = dialog;
    const request = createRequest({ ...extras, method, uri: sipUri('deskline', 'pbx.example'), from, to, callId, cseq: this.cseq });
    if (method === 'INVITE' && !request.headers.has('Contact')) request.headers.append('Contact', this.contact);
    return this.#withVia(request);
  }

  async register(headers: readonly (readonly [string, string])[] = [['Expires', '600']], contact?: string): Promise<SipResponse> {
    const instance = `${this.contact};reg-id=1;+sip.instance="<${this.instanceId}>"`;
    const all = [
      ['Authorization', `Bearer ${tokenFor(this.user)}`],
      ['Supported', 'outbound'],
      ['Contact', contact ?? instance],
      ...headers,
    ] as const;
    await this.send(this.build('REGISTER', this.address, { headers: all, callId: this.#registerCallId }));
    return this.response();
  }

  /** Sends an INVITE to Bob and returns it; answers are in the flow. */
  async invite(extras: MessageExtras & { readonly to?: string; readonly callId?: string } = {}): Promise<SipRequest> {
    const { to = '101', ...others } = extras;
    const headers = [['Contact', this.contact] as const, ...(extras.headers ?? [])];
    const request = this.build('INVITE', nameAddr(sipUri(to, this.host)), { body: sdp('offer'), ...others, headers });
    await this.send(request);
    return request;
  }

  /** The dialog that a final response to our INVITE made. */
  dialogOf(response: SipResponse): PhoneDialog {
    return { callId: response.headers.get('Call-ID') ?? '', local: fromOf(response.headers), remote: toOf(response.headers) };
  }

  /** The dialog that our 200 to this INVITE made. */
  answeredDialog(invite: SipRequest, tag = `${this.user}-tag`): PhoneDialog {
    return { callId: invite.headers.get('Call-ID') ?? '', local: withTag(toOf(invite.headers), tag), remote: fromOf(invite.headers) };
  }

  async ack(response: SipResponse, extras: MessageExtras = {}): Promise<void> {
    await this.send(this.within(this.dialogOf(response), 'ACK', { ...extras, cseq: cseqOf(response.headers).number }));
  }

  /** The last response that came, or the last with that status; everything before it is forgotten. */
  response(status?: number): SipResponse {
    const found = this.flow.sent.findLast((message) => message.kind === 'response' && (status === undefined || message.status === status));
    if (found?.kind !== 'response') throw new Error(`no ${String(status ?? 'response')} came, but ${this.summary()}`);
    return found;
  }

  request(method: string): SipRequest {
    const found = this.flow.sent.findLast((message) => message.kind === 'request' && message.method === method);
    if (found?.kind !== 'request') throw new Error(`no ${method} came, but ${this.summary()}`);
    return found;
  }

  /** What came since the last look, in short; forgets it. */
  take(): string[] {
    return this.flow.take();
  }

  summary(): string {
    return this.flow.sent.map((message) => (message.kind === 'request' ? message.method : String(message.status))).join(' ') || 'nothing';
  }

  /** The socket is gone and another one is open. */
  reconnect(): void {
    const { owner } = this.flow;
    this.#rig.transports.end(this.flow);
    this.flow = this.#rig.flow(this.flow.kind, owner ? { owner } : {});
  }

  cut(): void {
    this.#rig.transports.end(this.flow);
  }

  #withVia(request: SipRequest): SipRequest {
    this.#branch += 1;
    request.headers.prepend(
      'Via',
      `SIP/2.0/${this.flow.kind.toUpperCase()} ua.invalid;branch=z9hG4bK-${this.flow.id}-${String(this.#branch)}`,
    );
    return request;
  }
}
