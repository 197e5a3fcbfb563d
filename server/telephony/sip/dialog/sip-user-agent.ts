import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { SipCredentials } from '../credentials.ts';
import { SenderCheck } from '../digest/sender-check.ts';
import { callIdOf, cseqOf, fromOf, toOf } from '../message/accessors.ts';
import type { HeaderEntry } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { nameAddr, tagOf } from '../message/name-addr.ts';
import type { NameAddr } from '../message/values.ts';
import type { SipMetrics } from '../metrics.ts';
import { MemoryRegistrar } from '../registrar/memory-registrar.ts';
import { Registrations } from '../registrar/registrations.ts';
import { Subscriptions } from '../subscription/subscriptions.ts';
import type { ServerTransaction, TransactionLayer, TransactionUser } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';
import type { Transports } from '../transport/transports.ts';
import { answer } from './answers.ts';
import { acceptHeader, allowHeader, capabilityHeaders } from './capabilities.ts';
import { DialogAccess, isPlainlySame } from './dialog-access.ts';
import { bindingKeyOf, DialogTable } from './dialog-table.ts';
import { IncomingInvites } from './incoming-invites.ts';
import { type OutgoingInviteContext, SipOutgoingInvite } from './outgoing-invite.ts';
import { Senders } from './senders.ts';
import type { Binding, Invitation, InviteRequest, OutgoingInvite, Registrar, UserAgent, UserAgentListener } from './user-agent.ts';

export interface UserAgentOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly credentials: SipCredentials;
  readonly metrics: SipMetrics;
  readonly nodeId: string;
  readonly sipDomain: string;
  readonly transports: Pick<Transports, 'localUri'>;
  readonly layer: TransactionLayer;
}

/** What a request outside of any dialog gets that we neither register nor take as a call. */
const otherAnswers: Readonly<Record<string, readonly [status: number, reason: string, headers: readonly HeaderEntry[]]>> = {
  OPTIONS: [200, 'OK', [acceptHeader, ...capabilityHeaders]],
  BYE: [481, 'Call/Transaction Does Not Exist', []],
  INFO: [481, 'Call/Transaction Does Not Exist', []],
  UPDATE: [481, 'Call/Transaction Does Not Exist', []],
  NOTIFY: [481, 'Subscription Does Not Exist', []],
  PRACK: [481, 'Call/Transaction Does Not Exist', []],
  REFER: [403, 'Refer Only Within A Call', []],
  PUBLISH: [489, 'Bad Event', []],
};
const notAllowed = [405, 'Method Not Allowed', [allowHeader]] as const;

/** The user agent over a transaction layer: sorts what comes in and composes the parts that know how to answer. */
export class SipUserAgent implements UserAgent, TransactionUser {
  readonly #options: UserAgentOptions;
  readonly #registrar: MemoryRegistrar;
  readonly #registrations: Registrations;
  readonly #senders: Senders;
  readonly #dialogs = new DialogTable();
  readonly #access: DialogAccess;
  readonly subscriptions: Subscriptions;
  readonly #incoming: IncomingInvites;
  readonly #outgoing = new Map<string, SipOutgoingInvite>();
  readonly #context: OutgoingInviteContext;
  #listener: UserAgentListener | undefined;

  constructor(options: UserAgentOptions) {
    const { clock, logger, layer } = options;
    this.#options = options;
    this.#registrar = new MemoryRegistrar(options);
    this.#registrations = new Registrations({ clock, registrar: this.#registrar, registered: (bindings) => this.#registered(bindings) });
    this.#senders = new Senders(new SenderCheck(options), logger);
    const contactFor = (flow: Flow): NameAddr => nameAddr(options.transports.localUri(flow, 'deskline'));
    const subscribers = { registrar: this.#registrar, senders: this.#senders };
    this.subscriptions = new Subscriptions({ clock, logger, layer, contactFor, ...subscribers });
    this.#access = new DialogAccess(this.#dialogs, this.subscriptions, this.#senders);
    this.#context = {
      clock,
      logger,
      layer,
      bindingKeyOf,
      contactFor,
      flowOf: (binding) => this.#flowOf(binding),
      dialogMade: (dialog) => this.#dialogs.add(dialog),
      dialogEnded: (dialog) => this.#dialogs.delete(dialog),
      inviteForgotten: (invite) => this.#outgoing.delete(invite.callId),
    };
    this.#incoming = new IncomingInvites({
      logger,
      registrar: this.#registrar,
      dialogs: this.#dialogs,
      context: this.#context,
      deliver: (invitation) => this.#invited(invitation),
    });
  }

  get registrar(): Registrar {
    return this.#registrar;
  }

  get dialogs(): number {
    return this.#dialogs.size;
  }

  async start(listener: UserAgentListener): Promise<void> {
    this.#listener = listener;
    await this.#options.layer.start(this);
  }

  invite(request: InviteRequest): OutgoingInvite {
    const invite = new SipOutgoingInvite(request, this.#context);
    this.#outgoing.set(invite.callId, invite);
    return invite;
  }

  async close(): Promise<void> {
    this.#incoming.close();
    for (const invite of this.#outgoing.values()) invite.close();
    for (const dialog of this.#dialogs.all()) dialog.close();
    this.subscriptions.close();
    this.#registrar.close();
    await this.#options.layer.close();
  }

  onRequest(transaction: ServerTransaction): void {
    const { request } = transaction;
    const to = toOf(request.headers);
    if (request.method === 'REGISTER') {
      this.#senders.authorise(transaction, to.uri, (principal) => this.#registrations.handle(transaction, principal));
    } else if (tagOf(to) !== undefined) {
      this.#access.handleRequest(transaction);
    } else if (request.method === 'INVITE') {
      this.#senders.authorise(transaction, fromOf(request.headers).uri, (principal) => this.#incoming.handle(transaction, principal));
    } else if (request.method === 'SUBSCRIBE') {
      this.subscriptions.handle(transaction);
    } else {
      const [status, reason, headers] = otherAnswers[request.method] ?? notAllowed;
      answer(transaction, status, reason, { headers });
    }
  }

  onAck(ack: SipRequest, flow: Flow): void {
    this.#access.handleAck(ack, flow);
  }

  /** A 2xx that came after its transaction, or over the flow that replaced the INVITE's own. */
  onStrayResponse(response: SipResponse, flow: Flow): void {
    if (cseqOf(response.headers).method !== 'INVITE') return;
    const invite = this.#outgoing.get(callIdOf(response.headers));
    if (invite && isPlainlySame(invite.binding.flow, flow)) invite.handleStray(response);
  }

  #invited(invitation: Invitation): void {
    if (this.#listener) this.#listener.onInvitation(invitation);
    else invitation.reject(503, 'Not Started');
  }

  /** Dialogs and subscriptions follow their registration to the flow that it has now. */
  #registered(bindings: readonly Binding[]): void {
    this.subscriptions.follow(bindings);
    for (const binding of bindings) {
      for (const dialog of this.#dialogs.ofBinding(binding)) dialog.moveTo(binding.flow);
    }
  }

  #flowOf(binding: Binding): Flow {
    if (!binding.flow.closed.aborted) return binding.flow;
    const key = bindingKeyOf(binding);
    const now = this.#registrar.bindingsOf(binding.tenantId, binding.userId).find((other) => bindingKeyOf(other) === key);
    return now?.flow ?? binding.flow;
  }
}
