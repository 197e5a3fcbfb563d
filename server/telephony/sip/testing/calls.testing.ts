import { sipUri } from '../message/uri-parser.ts';
import type { Dialog, OutgoingInvite } from '../dialog/user-agent.ts';
import { acme } from './credentials.testing.ts';
import type { PhoneDialog, RigPhone } from './rig-phone.testing.ts';
import { sdp } from './rig-phone.testing.ts';
import { settled } from './settled.testing.ts';
import type { UserAgentRig } from './user-agent-rig.testing.ts';

/** A confirmed call as both ends see it. */
export interface RigCall {
  readonly phone: RigPhone;
  readonly dialog: Dialog;
  readonly phoneDialog: PhoneDialog;
}

/** Alice called, we answered, she acknowledged: the Call-ID is hers. */
export async function callFrom(rig: UserAgentRig, phone: RigPhone): Promise<RigCall> {
  await phone.invite({ callId: `call-${String(rig.invitations.length)}-of-${phone.user}` });
  const invitation = rig.invitations.at(-1);
  if (!invitation) throw new Error(`no invitation came: ${phone.summary()}`);
  const dialog = invitation.accept('answer');
  const ok = phone.response(200);
  await phone.ack(ok);
  phone.take();
  return { phone, dialog, phoneDialog: phone.dialogOf(ok) };
}

/** What an outgoing INVITE told, in order. */
export interface InviteLog {
  readonly invite: OutgoingInvite;
  readonly events: string[];
  readonly dialogs: Dialog[];
}

/** We call a registered phone; its INVITE has arrived when this resolves. */
export async function inviteTo(rig: UserAgentRig, user: string): Promise<InviteLog> {
  const from = { displayName: 'Carol "C" Ünal', uri: sipUri('102', acme) };
  const invite = rig.userAgent.invite({ binding: rig.bindingOf(user), offer: 'offer', from });
  const log: InviteLog = { invite, events: [], dialogs: [] };
  invite.on('progress', (status) => log.events.push(String(status)));
  invite.on('failed', (status, reason) => log.events.push(`failed ${String(status)} ${reason}`));
  invite.on('accepted', (dialog, answer) => {
    log.events.push(`accepted ${answer}`);
    log.dialogs.push(dialog);
  });
  await settled();
  return log;
}

/** We called, the phone answered, we acknowledged: the Call-ID is ours. */
export async function callTo(rig: UserAgentRig, phone: RigPhone): Promise<RigCall> {
  const log = await inviteTo(rig, phone.user);
  const invite = phone.request('INVITE');
  await phone.respond(invite, 200, { body: sdp('answer') });
  const [dialog] = log.dialogs;
  if (!dialog) throw new Error(`the call was not accepted: ${log.events.join(', ')}`);
  phone.take();
  return { phone, dialog, phoneDialog: phone.answeredDialog(invite) };
}
