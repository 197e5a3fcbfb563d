import type { Logger } from '../../../platform/logger.ts';
import type { HeaderEntry } from '../message/builders.ts';
import { SipError } from '../message/sip-error.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import { answer, answerError } from './answers.ts';
import { acceptHeader } from './capabilities.ts';
import { dialogContactOf } from './dialog-path.ts';
import { bindingKeyOf, type DialogTable } from './dialog-table.ts';
import { IncomingInvite, type IncomingInviteContext } from './incoming-invite.ts';
import { replacedDialogOf } from './replaced-dialog.ts';
import { readSdp, UnsupportedBody } from './sdp-body.ts';
import { isSessionTooShort, minSessionSeconds } from './session-timer.ts';
import type { Invitation, Registrar, SipPrincipal } from './user-agent.ts';
import { UserCounts } from './user-counts.ts';

export interface IncomingInvitesOptions {
  readonly logger: Logger;
  readonly registrar: Registrar;
  readonly dialogs: DialogTable;
  readonly context: Omit<IncomingInviteContext, 'inviteEnded'>;
  deliver(invitation: Invitation): void;
}

/** Calls that one user may have at a time, ringing ones included: nobody talks in more, a loop would. */
const maxCallsPerUser = 32;

/** INVITEs that wait for their final answer. */
export class IncomingInvites {
  readonly #options: IncomingInvitesOptions;
  readonly #context: IncomingInviteContext;
  readonly #open = new Set<IncomingInvite>();
  readonly #perUser = new UserCounts();

  constructor(options: IncomingInvitesOptions) {
    this.#options = options;
    this.#context = { ...options.context, inviteEnded: (invite) => this.#ended(invite) };
  }

  get size(): number {
    return this.#open.size;
  }

  /** An INVITE outside of any dialog, from a sender who is known. */
  handle(transaction: ServerTransaction, principal: SipPrincipal): void {
    const refusal = this.#refusal(transaction, principal);
    if (refusal) {
      answer(transaction, refusal.status, refusal.reason, { headers: refusal.headers });
      return;
    }
    try {
      this.#admit(transaction, principal);
    } catch (error) {
      answerError(transaction, error, error instanceof UnsupportedBody ? [acceptHeader] : []);
    }
  }

  /** The server stops: callers learn it at once. */
  close(): void {
    for (const invite of this.#open) invite.reject(503, 'Server Stopping');
  }

  #refusal(
    transaction: ServerTransaction,
    principal: SipPrincipal,
  ): { status: number; reason: string; headers: readonly HeaderEntry[] } | undefined {
    if (isSessionTooShort(transaction.request)) {
      return { status: 422, reason: 'Session Interval Too Small', headers: [['Min-SE', String(minSessionSeconds)]] };
    }
    if (this.#perUser.of(principal) + this.#options.dialogs.ofUser(principal) < maxCallsPerUser) return undefined;
    return { status: 503, reason: 'Too Many Calls', headers: [['Retry-After', '10']] };
  }

  #admit(transaction: ServerTransaction, principal: SipPrincipal): void {
    const { request, flow } = transaction;
    // It may have ended while the sender was checked: nobody would hear of an answer, or of the caller's end.
    if (flow.closed.aborted) throw new SipError(503, 'Flow ended');
    dialogContactOf(request.headers);
    const binding = this.#options.registrar.bindingOfFlow(flow.id);
    const invite = new IncomingInvite(
      {
        transaction,
        principal,
        offer: readSdp(request),
        replaces: replacedDialogOf(request, principal, this.#options.dialogs),
        bindingKey: binding && bindingKeyOf(binding),
      },
      this.#context,
    );
    this.#open.add(invite);
    this.#perUser.add(principal, 1);
    // A CANCEL that came while the sender was checked is told at once.
    transaction.onCancel(() => invite.cancelByCaller());
    if (!invite.cancelled.aborted) this.#deliver(invite);
  }

  #ended(invite: IncomingInvite): void {
    if (this.#open.delete(invite)) this.#perUser.add(invite.principal, -1);
  }

  /** Whatever goes wrong above, the caller gets an answer. */
  #deliver(invite: IncomingInvite): void {
    try {
      this.#options.deliver(invite);
    } catch (error) {
      this.#options.logger.error({ err: error }, 'an invitation could not be handled');
      invite.reject(500, 'Server Internal Error');
    }
  }
}
