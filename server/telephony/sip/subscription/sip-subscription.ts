import type { Clock, Timer } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import { answer, answerError } from '../dialog/answers.ts';
import type { DialogPath } from '../dialog/dialog-path.ts';
import { RequestSender } from '../dialog/request-sender.ts';
import type { SipPrincipal } from '../dialog/user-agent.ts';
import { cseqOf } from '../message/accessors.ts';
import type { HeaderEntry } from '../message/builders.ts';
import type { SipRequest } from '../message/message.ts';
import type { NameAddr } from '../message/values.ts';
import type { ServerTransaction, TransactionLayer } from '../transaction/transaction.ts';
import { checkTransition } from '../transaction/transaction-context.ts';
import type { Flow } from '../transport/flow.ts';
import type { Watched } from './event-package.ts';
import { Notifications } from './notifications.ts';
import { isTheSameEvent, refusalHeaders, type EventName, type SubscribeCommand } from './subscribe-command.ts';
import { subscriptionTransitions, type EndReason, type SubscriptionState } from './subscription-state.ts';

/** What every subscription of this server shares. */
export interface SubscriptionContext {
  readonly clock: Clock;
  readonly layer: Pick<TransactionLayer, 'send'>;
  readonly logger: Logger;
  readonly contactFor: (flow: Flow) => NameAddr;
  readonly bindingKeyOfFlow: (flow: Flow) => string | undefined;
  /** @throws {SipError} 400, 406, 423, 489 */
  readonly commandOf: (request: SipRequest) => SubscribeCommand;
  /** Headers of the 200 to a SUBSCRIBE that came over this flow. */
  readonly acceptedHeaders: (transaction: ServerTransaction, seconds: number) => readonly HeaderEntry[];
  /** Told once, when nothing more is sent or taken. */
  subscriptionEnded(subscription: SipSubscription): void;
}

export interface SipSubscriptionFields {
  readonly path: DialogPath;
  readonly flow: Flow;
  readonly principal: SipPrincipal;
  readonly event: EventName;
  readonly contentType: string;
  readonly watched: Watched;
}

/** One subscriber of one state (RFC 6665 §4.2), in a dialog of its own. It is told through the flow that the subscriber's phone has now. */
export class SipSubscription {
  readonly principal: SipPrincipal;
  /** The registration that its flow belongs to; it follows that to another flow. */
  bindingKey: string | undefined;
  readonly #fields: SipSubscriptionFields;
  readonly #context: SubscriptionContext;
  readonly #notifications: Notifications;
  #flow: Flow;
  #state: SubscriptionState = 'active';
  #expiry: Timer | undefined;

  constructor(fields: SipSubscriptionFields, context: SubscriptionContext) {
    const { path, watched, event, contentType } = fields;
    const { clock, layer, logger, contactFor } = context;
    this.principal = fields.principal;
    this.#fields = fields;
    this.#context = context;
    this.#flow = fields.flow;
    this.bindingKey = context.bindingKeyOfFlow(fields.flow);
    this.#notifications = new Notifications({
      clock,
      logger,
      event,
      contentType,
      watched,
      flow: () => this.#flow,
      sender: new RequestSender({ clock, layer, path, flow: () => this.#flow, contactFor }),
      gone: () => this.end('noresource'),
      over: () => this.close(),
    });
  }

  get id(): string {
    return this.#fields.path.id;
  }

  get flow(): Flow {
    return this.#flow;
  }

  /** The SUBSCRIBE that made it was answered 200 for so many seconds; 0 is told the state once. */
  begin(seconds: number): void {
    this.#runFor(seconds);
  }

  /** A SUBSCRIBE within the dialog, of somebody who may speak in it. */
  handleRequest(transaction: ServerTransaction): void {
    const { request } = transaction;
    try {
      if (!this.#fields.path.acceptNumber(cseqOf(request.headers).number)) answer(transaction, 500, 'CSeq Out Of Order');
      else if (request.method !== 'SUBSCRIBE') answer(transaction, 481, 'Call/Transaction Does Not Exist');
      else this.#refresh(transaction);
    } catch (error) {
      answerError(transaction, error, refusalHeaders(error));
    }
  }

  /** What is watched may have changed. */
  changed(): void {
    if (this.#state === 'active') this.#notifications.changed();
  }

  /** The phone has another flow now. */
  moveTo(flow: Flow): void {
    if (this.#state === 'ended' || flow.id === this.#flow.id) return;
    this.#flow = flow;
    this.bindingKey = this.#context.bindingKeyOfFlow(flow) ?? this.bindingKey;
    this.#notifications.moved();
  }

  /** Says why it is over and forgets it. Idempotent. */
  end(reason: EndReason): void {
    if (this.#state !== 'active') return;
    this.#leave();
    this.#notifications.sayEnd(reason);
  }

  /** Forgets it without a word. Idempotent. */
  close(): void {
    if (this.#state === 'ended') return;
    this.#to('ended');
    this.#expiry?.stop();
    this.#notifications.close();
    this.#context.subscriptionEnded(this);
  }

  /**
   * RFC 6665 §4.2.1.4: a refresh sets the time anew. One whose Event is another's names a subscription that is not there (481, §4.1.2.2).
   * @throws {SipError} 400, 406, 423, 489
   */
  #refresh(transaction: ServerTransaction): void {
    const { request } = transaction;
    const command = this.#context.commandOf(request);
    if (this.#state !== 'active' || !isTheSameEvent(command.event, this.#fields.event)) {
      answer(transaction, 481, 'Subscription Does Not Exist');
      return;
    }
    this.#fields.path.refreshTarget(request.headers);
    this.bindingKey = this.#context.bindingKeyOfFlow(this.#flow) ?? this.bindingKey;
    answer(transaction, 200, 'OK', { headers: this.#context.acceptedHeaders(transaction, command.seconds) });
    this.#runFor(command.seconds);
  }

  #runFor(seconds: number): void {
    this.#expiry?.stop();
    if (seconds === 0) {
      // §4.4.3, §4.2.1.4: a fetch and an unsubscription are told the state once more, and that it is over.
      this.#leave();
      this.#notifications.tellAndEnd();
      return;
    }
    this.#expiry = this.#context.clock.after(seconds * 1000, () => this.end('timeout'));
    this.#notifications.tellNow(this.#context.clock.monotonicMs() + seconds * 1000);
  }

  #leave(): void {
    this.#to('leaving');
    this.#expiry?.stop();
  }

  /** The only place where the state changes. */
  #to(next: SubscriptionState): void {
    checkTransition(subscriptionTransitions, this.#state, next);
    this.#state = next;
  }
}
