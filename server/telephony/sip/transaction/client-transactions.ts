import { randomUUID } from 'node:crypto';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { SipUri } from '../message/uri.ts';
import { formatVia, magicCookie } from '../message/via.ts';
import { FlowClosedError, type Flow, type TransportKind } from '../transport/flow.ts';
import { InviteClientTransaction } from './invite-client.ts';
import { NonInviteClientTransaction } from './non-invite-client.ts';
import type { ClientTransaction, ClientTransactionListener } from './transaction.ts';
import type { TransactionContext } from './transaction-context.ts';
import { clientKey } from './transaction-key.ts';

type AnyClientTransaction = InviteClientTransaction | NonInviteClientTransaction;

const noListener: ClientTransactionListener = {
  onResponse() {
    // The answer to a CANCEL says nothing about the INVITE.
  },
  onTimeout() {
    // The INVITE has a timer of its own.
  },
  onTransportError() {
    // So it does here.
  },
};

const viaTransports: Readonly<Record<TransportKind, string>> = { udp: 'UDP', tcp: 'TCP', tls: 'TLS', ws: 'WS', wss: 'WSS' };

/** Our requests that wait for answers. */
export class ClientTransactions {
  readonly #context: TransactionContext;
  readonly #localUri: (flow: Flow) => SipUri;
  readonly #byKey = new Map<string, AnyClientTransaction>();

  constructor(context: TransactionContext, localUri: (flow: Flow) => SipUri) {
    this.#context = context;
    this.#localUri = localUri;
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** Adds the top Via with a fresh branch (RFC 3261 §8.1.1.7) and starts the transaction. */
  send(request: SipRequest, flow: Flow, listener: ClientTransactionListener): ClientTransaction {
    return this.#start(this.withVia(request, flow), flow, listener);
  }

  /** A copy of the request with a top Via of ours. `rport` asks for the port that a NAT made of ours (RFC 3581 §3). */
  withVia(request: SipRequest, flow: Flow): SipRequest {
    const { host, port } = this.#localUri(flow);
    const parameters = new Map([['branch', `${magicCookie}${randomUUID()}`]]);
    if (flow.kind === 'udp') parameters.set('rport', '');
    const headers = request.headers.clone();
    headers.prepend('Via', formatVia({ transport: viaTransports[flow.kind], host, port, parameters }));
    return { ...request, headers };
  }

  /** Gives a response to its transaction. Returns whether there is one. @throws {SipError} 400 for malformed headers */
  receive(response: SipResponse, flow: Flow): boolean {
    const transaction = this.#byKey.get(clientKey(response));
    transaction?.receive(response, flow);
    return transaction !== undefined;
  }

  flowClosed(flow: Flow): void {
    for (const transaction of this.#byKey.values()) {
      if (transaction.flow === flow) transaction.flowClosed(new FlowClosedError(flow.id));
    }
  }

  terminateAll(): void {
    for (const transaction of this.#byKey.values()) transaction.terminate();
  }

  #start(request: SipRequest, flow: Flow, listener: ClientTransactionListener): AnyClientTransaction {
    const id = clientKey(request);
    const shared = { context: this.#context, listener, onTerminated: () => this.#byKey.delete(id) };
    const transaction =
      request.method === 'INVITE'
        ? new InviteClientTransaction(id, request, flow, { ...shared, sendCancel: (cancel, to) => this.#start(cancel, to, noListener) })
        : new NonInviteClientTransaction(id, request, flow, shared);
    this.#byKey.set(id, transaction);
    return transaction;
  }
}
