import { callIdOf, fromOf, toOf } from '../message/accessors.ts';
import type { SipRequest } from '../message/message.ts';
import { tagOf } from '../message/name-addr.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';
import { answer } from './answers.ts';
import type { DialogTable } from './dialog-table.ts';
import type { Senders } from './senders.ts';
import type { SipPrincipal } from './user-agent.ts';

/** A dialog of whatever use: a call, or a subscription. */
interface SpokenIn {
  readonly flow: Flow;
  readonly principal: SipPrincipal;
  moveTo(flow: Flow): void;
  handleRequest(transaction: ServerTransaction): void;
}

/** Finds one by its tags, as its sender sees them. */
interface SubscriptionDialogs {
  find(callId: string, toTag: string, fromTag: string): SpokenIn | undefined;
}

/**
 * Who may speak within a dialog: its own flow, whose owner was checked when the dialog was made; or somebody who proves
 * to be the same person, or the same device, over another flow. Then the dialog goes on over that flow.
 */
export class DialogAccess {
  readonly #dialogs: DialogTable;
  readonly #subscriptions: SubscriptionDialogs;
  readonly #senders: Senders;

  constructor(dialogs: DialogTable, subscriptions: SubscriptionDialogs, senders: Senders) {
    this.#dialogs = dialogs;
    this.#subscriptions = subscriptions;
    this.#senders = senders;
  }

  /** A request with a To tag. @throws {SipError} 400 */
  handleRequest(transaction: ServerTransaction): void {
    const { request, flow } = transaction;
    const dialog = find(request, this.#dialogs) ?? find(request, this.#subscriptions);
    if (!dialog) {
      // RFC 3261 §12.2.2: "the UAS MAY […] reject the request with a 481 (Call/Transaction Does Not Exist)".
      answer(transaction, 481, 'Call/Transaction Does Not Exist');
    } else if (dialog.flow.id === flow.id) {
      dialog.handleRequest(transaction);
    } else {
      this.#senders.authorise(transaction, fromOf(request.headers).uri, (principal) =>
        this.#continueElsewhere(transaction, dialog, principal),
      );
    }
  }

  /** An ACK to a 2xx. It cannot be challenged, so from another flow it counts only when that flow is plainly the same sender's. */
  handleAck(ack: SipRequest, flow: Flow): void {
    const dialog = find(ack, this.#dialogs);
    if (dialog && isPlainlySame(dialog.flow, flow)) dialog.handleAck(ack);
  }

  #continueElsewhere(transaction: ServerTransaction, dialog: SpokenIn, principal: SipPrincipal): void {
    if (!isSamePerson(principal, dialog.principal)) {
      answer(transaction, 403, 'Not Your Dialog');
      return;
    }
    dialog.moveTo(transaction.flow);
    dialog.handleRequest(transaction);
  }
}

function find<Found>(
  request: SipRequest,
  among: { find(callId: string, toTag: string, fromTag: string): Found | undefined },
): Found | undefined {
  const toTag = tagOf(toOf(request.headers));
  if (toTag === undefined) return undefined;
  return among.find(callIdOf(request.headers), toTag, tagOf(fromOf(request.headers)) ?? '');
}

export function isSamePerson(one: SipPrincipal, other: SipPrincipal): boolean {
  return one.tenantId === other.tenantId && one.userId === other.userId && one.deviceId === other.deviceId;
}

/** Whether two flows are of one sender as far as it shows without a challenge. */
export function isPlainlySame(one: Flow, other: Flow): boolean {
  if (one.id === other.id) return true;
  if (one.owner) return one.owner.tenantId === other.owner?.tenantId && one.owner.userId === other.owner.userId;
  return other.owner === undefined && one.remoteAddress === other.remoteAddress;
}
