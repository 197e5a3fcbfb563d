import { randomBytes } from 'node:crypto';
import { inviteMadeSchema, type InviteMade } from '../../../protocol/support/relay.ts';
import { sessionDetailSchema } from '../../../protocol/support/session.ts';
import type { SeatRole } from '../../../protocol/support/states.ts';
import { SeatClient } from './support.testing.ts';
import type { Visitor } from './visitor.testing.ts';

export interface Meeting {
  readonly sessionId: string;
  readonly expert: SeatClient;
  readonly customer: SeatClient;
}

export async function newSession(owner: Visitor): Promise<string> {
  const answer = await owner.request('POST', '/api/support/sessions', { kind: 'screen' });
  return sessionDetailSchema.parse(answer.body).id;
}

/** An expert makes an invite, whose routing id comes from their browser. */
export async function newInvite(expert: SeatClient, role: SeatRole = 'customer'): Promise<InviteMade & { readonly routingId: string }> {
  const routingId = randomBytes(16).toString('base64url');
  const answer = await expert.ask('invite.make', { role, routingId });
  if (!answer.ok) throw new Error(answer.code);
  return { routingId, ...inviteMadeSchema.parse(answer.data) };
}

/** `owner` begins a session, and a customer comes by link. */
export async function meet(owner: Visitor, stranger: Visitor): Promise<Meeting> {
  const sessionId = await newSession(owner);
  const expert = await SeatClient.enter(owner, { kind: 'expert', sessionId });
  const { routingId } = await newInvite(expert);
  const customer = await SeatClient.enter(stranger, { kind: 'link', routingId }, { name: 'Carla' });
  return { sessionId, expert, customer };
}
