import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import { answer, answerError } from '../dialog/answers.ts';
import { allowEventsHeader } from '../dialog/capabilities.ts';
import { dialogContactOf, pathOfUas } from '../dialog/dialog-path.ts';
import { bindingKeyOf } from '../dialog/dialog-table.ts';
import type { Senders } from '../dialog/senders.ts';
import { newTag } from '../dialog/tags.ts';
import type { Binding, Registrar, Removal, SipPrincipal } from '../dialog/user-agent.ts';
import { fromOf, recordRoutesOf } from '../message/accessors.ts';
import type { HeaderEntry } from '../message/builders.ts';
import { formatNameAddr } from '../message/name-addr.ts';
import type { NameAddr } from '../message/values.ts';
import type { ServerTransaction, TransactionLayer } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';
import type { EventPackage, EventSubscriptions, Watched } from './event-package.ts';
import { SipSubscription, type SubscriptionContext } from './sip-subscription.ts';
import { refusalHeaders, subscribeCommandOf, type SubscribeCommand } from './subscribe-command.ts';
import { SubscriptionTable } from './subscription-table.ts';

export interface SubscriptionsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly layer: Pick<TransactionLayer, 'send'>;
  readonly registrar: Registrar;
  readonly senders: Senders;
  readonly contactFor: (flow: Flow) => NameAddr;
}

/** Takes SUBSCRIBE requests as RFC 6665 §4.2.1 wants it, and keeps what they made. */
export class Subscriptions implements EventSubscriptions {
  readonly #options: SubscriptionsOptions;
  readonly #packages = new Map<string, EventPackage>();
  readonly #table = new SubscriptionTable();
  readonly #context: SubscriptionContext;
  #isClosed = false;

  constructor(options: SubscriptionsOptions) {
    const { clock, logger, layer, registrar, contactFor } = options;
    this.#options = options;
    this.#context = {
      clock,
      logger,
      layer,
      contactFor,
      bindingKeyOfFlow: (flow) => {
        const binding = registrar.bindingOfFlow(flow.id);
        return binding && bindingKeyOf(binding);
      },
      commandOf: (request) => subscribeCommandOf(request, (name) => this.#packages.get(name)),
      acceptedHeaders: (transaction, seconds) => this.#acceptedHeaders(transaction, seconds),
      subscriptionEnded: (subscription) => {
        this.#table.delete(subscription);
        this.#table.release(subscription.principal);
      },
    };
    registrar.on('removed', (match) => this.#endThose(match));
  }

  get size(): number {
    return this.#table.size;
  }

  serve(eventPackage: EventPackage): void {
    this.#packages.set(eventPackage.name, eventPackage);
  }

  changed(tenantId: string, userId: string): void {
    for (const subscription of this.#table.ofPerson({ tenantId, userId })) subscription.changed();
  }

  /** Tags are seen from the request's sender. */
  find(callId: string, toTag: string, fromTag: string): SipSubscription | undefined {
    return this.#table.find(callId, toTag, fromTag);
  }

  /** A SUBSCRIBE outside of any dialog. What can be refused without knowing the sender is (§4.2.1.1); then the sender is checked. */
  handle(transaction: ServerTransaction): void {
    const { request } = transaction;
    try {
      dialogContactOf(request.headers);
      const command = this.#context.commandOf(request);
      this.#options.senders.authorise(
        transaction,
        fromOf(request.headers).uri,
        (principal) => void this.#admit(transaction, command, principal),
      );
    } catch (error) {
      answerError(transaction, error, refusalHeaders(error));
    }
  }

  /** Subscriptions follow the registration of their phone to the flow that it has now. */
  follow(bindings: readonly Binding[]): void {
    for (const binding of bindings) {
      for (const subscription of this.#table.ofPerson(binding)) {
        if (subscription.flow.id === binding.flow.id) subscription.bindingKey = bindingKeyOf(binding);
        else if (isCarriedBy(subscription, binding)) subscription.moveTo(binding.flow);
      }
    }
  }

  /** The server stops: phones are told when to come back. */
  close(): void {
    this.#isClosed = true;
    for (const subscription of this.#table.all()) {
      subscription.end('probation');
      subscription.close();
    }
  }

  async #admit(transaction: ServerTransaction, command: SubscribeCommand, principal: SipPrincipal): Promise<void> {
    const hasPlace = !this.#isClosed && this.#table.reserve(principal);
    let isMade = false;
    try {
      if (hasPlace) isMade = await this.#make(transaction, command, principal);
      else answer(transaction, 503, 'Too Many Subscriptions', { headers: [['Retry-After', '60']] });
    } catch (error) {
      this.#options.logger.error({ err: error, event: command.event.name }, 'a subscription could not be made');
      answer(transaction, 500, 'Server Internal Error');
    } finally {
      if (hasPlace && !isMade) this.#table.release(principal);
    }
  }

  async #make(transaction: ServerTransaction, command: SubscribeCommand, principal: SipPrincipal): Promise<boolean> {
    const { request, flow } = transaction;
    const eventPackage = this.#packages.get(command.event.name);
    const watched: Watched | undefined = await eventPackage?.find(principal, request.uri);
    // Nobody would hear of an answer, or of a change.
    if (flow.closed.aborted || this.#isClosed) return false;
    if (!eventPackage || !watched) {
      // The same for what is somebody else's and for what does not exist: nobody finds boxes by asking.
      answer(transaction, 404, 'Not Found');
      return false;
    }
    const toTag = newTag();
    const path = pathOfUas(request, toTag);
    const { event, seconds } = command;
    const subscription = new SipSubscription(
      { path, flow, principal, event, contentType: eventPackage.contentType, watched },
      this.#context,
    );
    this.#table.add(subscription);
    answer(transaction, 200, 'OK', { toTag, headers: this.#acceptedHeaders(transaction, seconds) });
    subscription.begin(seconds);
    return true;
  }

  /** §4.2.1.1: the 200 has "an "Expires" header field"; RFC 3261 §12.1.1: Record-Route as it came, and a Contact. */
  #acceptedHeaders({ request, flow }: ServerTransaction, seconds: number): HeaderEntry[] {
    const routes = recordRoutesOf(request.headers).map((route): HeaderEntry => ['Record-Route', formatNameAddr(route)]);
    const contact = formatNameAddr(this.#options.contactFor(flow));
    return [...routes, ['Contact', contact], ['Expires', String(seconds)], allowEventsHeader];
  }

  #endThose(match: Removal): void {
    for (const subscription of this.#table.all()) if (isMatch(subscription, match)) subscription.end('rejected');
  }
}

/** A phone that names no instance is known by its device, once it has lost the flow that it subscribed over. */
function isCarriedBy(subscription: SipSubscription, binding: Binding): boolean {
  if (subscription.bindingKey !== undefined) return subscription.bindingKey === bindingKeyOf(binding);
  const { deviceId } = subscription.principal;
  return deviceId !== undefined && deviceId === binding.deviceId && subscription.flow.closed.aborted;
}

function isMatch({ principal, flow }: SipSubscription, match: Removal): boolean {
  if ('tenantId' in match) return principal.tenantId === match.tenantId;
  if ('userId' in match) return principal.userId === match.userId;
  if ('deviceId' in match) return principal.deviceId === match.deviceId;
  return flow.owner?.webSessionId === match.webSessionId;
}
