import { replacesOf } from '../message/accessors-extensions.ts';
import type { SipRequest } from '../message/message.ts';
import { SipError } from '../message/sip-error.ts';
import type { DialogTable } from './dialog-table.ts';
import type { SipDialog } from './sip-dialog.ts';
import type { SipPrincipal } from './user-agent.ts';

/**
 * The dialog that an INVITE wants replaced (RFC 3891 §3); undefined without Replaces. A user may replace dialogs of his
 * own on any of his phones; those of others do not exist for him.
 * @throws {SipError} 400 malformed, 481 no such dialog, 486 it is answered already, 603 it has ended
 */
export function replacedDialogOf(request: SipRequest, principal: SipPrincipal, dialogs: DialogTable): SipDialog | undefined {
  const replaces = replacesOf(request.headers);
  if (!replaces) return undefined;
  const dialog = dialogs.findReplaced(replaces);
  // "If the Replaces header field matches […] no dialog […] the UA MUST reject the request with a 481 Call/Transaction Does
  // Not Exist response."
  const isTheirs = dialog?.principal.tenantId === principal.tenantId && dialog.principal.userId === principal.userId;
  if (!dialog || !isTheirs) throw new SipError(481, 'Call/Transaction Does Not Exist');
  // "If the Replaces header field matches a dialog which has already terminated, the UA SHOULD decline the request with a 603".
  if (dialog.isEnded) throw new SipError(603, 'Declined');
  // "If the Replaces header field matches a confirmed dialog, it checks for the presence of the "early-only" flag […] If the
  // flag is present, the UA rejects the request with a 486 Busy response."
  if (replaces.earlyOnly) throw new SipError(486, 'Busy Here');
  return dialog;
}
