import type { InviteState, SeatRole } from '../../../protocol/support/states.ts';

/** A link or code that admits one seat. */
export interface Invite {
  readonly id: string;
  readonly sessionId: string;
  readonly role: SeatRole;
  readonly nameplate: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | undefined;
  readonly burntAt: Date | undefined;
}

export type NewInvite = Omit<Invite, 'usedAt' | 'burntAt'>;
/** By which half somebody comes: the link's routing id (hashed), or the nameplate. */
export type InviteKey = { readonly kind: 'link'; readonly routingHash: Buffer } | { readonly kind: 'code'; readonly nameplate: string };

export interface FoundInvite {
  readonly tenantId: string;
  readonly invite: Invite;
}

/** Where invites are kept. */
export interface InviteStore {
  /** Says no when the nameplate or the routing id is taken, in whatever tenant. */
  add(tenantId: string, invite: NewInvite, routingHash: Buffer): Promise<boolean>;
  find(key: InviteKey): Promise<FoundInvite | undefined>;
  /** Serves again: whoever came by it was nobody. */
  reopen(tenantId: string, id: string): Promise<void>;
  /** Undefined when the session has no such invite. */
  ofSession(tenantId: string, sessionId: string, id: string): Promise<Invite | undefined>;
  burn(tenantId: string, id: string, at: Date): Promise<void>;
  countOpen(tenantId: string, sessionId: string, at: Date): Promise<number>;
  /** Forgets invites that ended before. */
  purge(tenantId: string, expiredBefore: Date): Promise<void>;
}

/** What an invite is worth for whoever comes by `kind`: a burnt code does not burn the link. */
export function inviteStateOf(invite: Invite, kind: InviteKey['kind'], now: number): InviteState {
  if (invite.usedAt) return 'used';
  if (invite.burntAt && kind === 'code') return 'burnt';
  return invite.expiresAt.getTime() <= now ? 'expired' : 'open';
}
