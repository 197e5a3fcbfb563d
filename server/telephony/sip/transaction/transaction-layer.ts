import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import { toOf } from '../message/accessors.ts';
import { createResponse } from '../message/builders.ts';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import { tagOf } from '../message/name-addr.ts';
import { SipError } from '../message/sip-error.ts';
import type { Flow } from '../transport/flow.ts';
import type { Transports } from '../transport/transports.ts';
import { ClientTransactions } from './client-transactions.ts';
import { InviteServerTransaction } from './invite-server.ts';
import { NonInviteServerTransaction } from './non-invite-server.ts';
import { checkRequest, defaultCapabilities, type Capabilities, type Rejection } from './request-checks.ts';
import { defaultServerTableLimits, ServerTable, type AnyServerTransaction, type ServerTableLimits } from './server-table.ts';
import { createRejection, statelessTag } from './stateless.ts';
import type { ClientTransaction, ClientTransactionListener, TransactionLayer, TransactionUser } from './transaction.ts';
import type { TransactionContext } from './transaction-context.ts';
import { mergeKey, serverKey } from './transaction-key.ts';

export interface TransactionMetrics {
  /** `sip_requests_total{method,code}`: a final answer of ours; methods that nobody knows are `other`. */
  requestAnswered(method: string, status: number): void;
}

export interface TransactionLayerOptions {
  readonly transports: Transports;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly capabilities?: Capabilities;
  readonly limits?: ServerTableLimits;
  readonly metrics?: TransactionMetrics;
}

/** The transaction layer over these transports (RFC 3261 §17, RFC 6026). */
export function createTransactionLayer(options: TransactionLayerOptions): TransactionLayer {
  return new SipTransactionLayer(options);
}

class SipTransactionLayer implements TransactionLayer {
  readonly #options: TransactionLayerOptions;
  readonly #capabilities: Capabilities;
  readonly #servers: ServerTable;
  readonly #clients: ClientTransactions;
  readonly #context: TransactionContext;
  #user: TransactionUser | undefined;

  constructor(options: TransactionLayerOptions) {
    const { clock, transports } = options;
    this.#options = options;
    this.#capabilities = options.capabilities ?? defaultCapabilities;
    this.#servers = new ServerTable(options.limits ?? defaultServerTableLimits);
    this.#context = { clock, send: (message, flow, onError) => this.#send(message, flow, onError) };
    this.#clients = new ClientTransactions(this.#context, (flow) => transports.localUri(flow));
  }

  async start(user: TransactionUser): Promise<void> {
    this.#user = user;
    await this.#options.transports.listen({
      onMessage: (message, flow) => this.#onMessage(message, flow),
      onFlowClosed: (flow) => this.#clients.flowClosed(flow),
    });
  }

  send(request: SipRequest, flow: Flow, listener: ClientTransactionListener): ClientTransaction {
    return this.#clients.send(request, flow, listener);
  }

  sendAck(ack: SipRequest, flow: Flow): void {
    this.#send(this.#clients.withVia(ack, flow), flow, (error) => {
      this.#options.logger.debug({ err: error, flow: flow.id }, 'an ACK could not be sent');
    });
  }

  get size(): number {
    return this.#servers.size + this.#clients.size;
  }

  async close(): Promise<void> {
    this.#user = undefined;
    this.#servers.terminateAll();
    this.#clients.terminateAll();
    await this.#options.transports.close();
  }

  #onMessage(message: SipMessage, flow: Flow): void {
    if (message.kind === 'request') this.#onRequest(message, flow);
    else this.#onResponse(message, flow);
  }

  /** A malformed response cannot be answered: it is dropped. */
  #onResponse(response: SipResponse, flow: Flow): void {
    try {
      if (!this.#clients.receive(response, flow)) this.#user?.onStrayResponse(response, flow);
    } catch (error) {
      if (!(error instanceof SipError)) throw error;
      this.#options.logger.debug({ flow: flow.id, why: error.message }, 'a malformed SIP response was dropped');
    }
  }

  #onRequest(request: SipRequest, flow: Flow): void {
    const existing = this.#match(request);
    if (existing) return this.#onRepeated(existing, request, flow);
    const rejection = checkRequest(request, this.#capabilities);
    if (rejection) return this.#reject(request, flow, rejection);
    if (request.method === 'ACK') this.#user?.onAck(request, flow);
    else if (request.method === 'CANCEL') this.#onCancel(request, flow);
    else this.#onNewRequest(request, flow);
  }

  /** The server transaction that this request belongs to. */
  #match(request: SipRequest): AnyServerTransaction | undefined {
    if (request.defect) return undefined;
    try {
      return this.#servers.get(serverKey(request));
    } catch (error) {
      // The checks find the same fault and answer it.
      if (error instanceof SipError) return undefined;
      throw error;
    }
  }

  #onRepeated(transaction: AnyServerTransaction, request: SipRequest, flow: Flow): void {
    if (request.method !== 'ACK') transaction.receiveRetransmission(flow);
    else if (transaction instanceof InviteServerTransaction && transaction.receiveAck()) this.#user?.onAck(request, flow);
  }

  #onNewRequest(request: SipRequest, flow: Flow): void {
    const merge = mergeKey(request, tagOf(toOf(request.headers)));
    // RFC 3261 §8.2.2.2: "the UAS core SHOULD generate a 482 (Loop Detected) response".
    if (merge !== undefined && this.#servers.hasMerge(merge)) return this.#reject(request, flow, { status: 482, reason: 'Loop Detected' });
    if (this.#servers.isFull || !this.#user) return this.#reject(request, flow, busy);
    const transaction = this.#createServer(request, flow, merge);
    this.#tellUser(transaction, this.#user);
  }

  #createServer(request: SipRequest, flow: Flow, merge: string | undefined): AnyServerTransaction {
    const id = serverKey(request);
    const { method } = request;
    const parts = {
      context: this.#context,
      onAnswered: (status: number) => this.#onAnswered(id, method, status),
      onTerminated: () => this.#servers.delete(id),
    };
    const transaction =
      method === 'INVITE'
        ? new InviteServerTransaction(id, request, flow, parts)
        : new NonInviteServerTransaction(id, request, flow, parts);
    this.#servers.add(transaction, merge);
    return transaction;
  }

  /** A strict accessor that throws above answers with its status; anything else is a bug and gets 500. */
  #tellUser(transaction: AnyServerTransaction, user: TransactionUser): void {
    try {
      user.onRequest(transaction);
    } catch (error) {
      const isTheirs = error instanceof SipError;
      if (!isTheirs) this.#options.logger.error({ err: error, method: transaction.request.method }, 'a SIP request could not be handled');
      const rejection = isTheirs ? { status: error.status, reason: error.message } : { status: 500, reason: 'Server Internal Error' };
      transaction.respond(createRejection(transaction.request, rejection));
    }
  }

  /**
   * RFC 3261 §9.2: answered 200 with the To tag of the INVITE's responses, 481 when it matches nothing. It must come from
   * where the INVITE came from, since a CANCEL cannot be challenged.
   */
  #onCancel(cancel: SipRequest, flow: Flow): void {
    const invite = this.#servers.get(serverKey(cancel, 'INVITE'));
    const isOurs = invite instanceof InviteServerTransaction && isSameSender(invite.flow, flow);
    const transaction = this.#createServer(cancel, flow, undefined);
    if (!isOurs) return transaction.respond(createRejection(cancel, { status: 481, reason: 'Call/Transaction Does Not Exist' }));
    const tag = tagOf(toOf(invite.lastResponse.headers));
    transaction.respond(createResponse(cancel, 200, 'OK', { toTag: tag ?? statelessTag(cancel) }));
    invite.receiveCancel(cancel);
  }

  /** Answers without a transaction (RFC 3261 §8.2.7). An ACK is never answered (§17.1.1.3). */
  #reject(request: SipRequest, flow: Flow, rejection: Rejection): void {
    if (request.method === 'ACK') return;
    this.#count(request.method, rejection.status);
    this.#send(createRejection(request, rejection), flow, (error) => {
      this.#options.logger.debug({ err: error, flow: flow.id }, 'a refusal could not be sent');
    });
  }

  #onAnswered(id: string, method: string, status: number): void {
    this.#servers.answered(id);
    this.#count(method, status);
  }

  #count(method: string, status: number): void {
    this.#options.metrics?.requestAnswered(this.#capabilities.methods.includes(method) ? method : 'other', status);
  }

  #send(message: SipMessage, flow: Flow, onError: (error: Error) => void): void {
    flow.send(message).catch((error: unknown) => onError(error instanceof Error ? error : new Error(String(error))));
  }
}

const busy: Rejection = { status: 503, reason: 'Service Unavailable', headers: [['Retry-After', '10']] };

function isSameSender(one: Flow, other: Flow): boolean {
  if (one.id === other.id) return true;
  return one.owner ? one.owner.userId === other.owner?.userId : one.remoteAddress === other.remoteAddress;
}
