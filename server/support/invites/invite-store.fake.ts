import type { FoundInvite, Invite, InviteKey, InviteStore, NewInvite } from './invite-store.ts';

interface Entry {
  readonly tenantId: string;
  readonly routing: string;
  invite: Invite;
}

/** Invites in memory. */
export class FakeInviteStore implements InviteStore {
  #entries: readonly Entry[] = [];

  async add(tenantId: string, invite: NewInvite, routingHash: Buffer): Promise<boolean> {
    const routing = routingHash.toString('hex');
    const isTaken = this.#entries.some((entry) => entry.routing === routing || entry.invite.nameplate === invite.nameplate);
    if (!isTaken) this.#entries = [...this.#entries, { tenantId, routing, invite: { ...invite, usedAt: undefined, burntAt: undefined } }];
    return !isTaken;
  }

  async find(key: InviteKey): Promise<FoundInvite | undefined> {
    return this.#entries.find(({ routing, invite }) =>
      key.kind === 'link' ? routing === key.routingHash.toString('hex') : invite.nameplate === key.nameplate,
    );
  }

  async use(tenantId: string, id: string, at: Date): Promise<boolean> {
    const entry = this.#entry(tenantId, id);
    if (!entry || entry.invite.usedAt || entry.invite.expiresAt <= at) return false;
    entry.invite = { ...entry.invite, usedAt: at };
    return true;
  }

  async ofSession(tenantId: string, sessionId: string, id: string): Promise<Invite | undefined> {
    const entry = this.#entry(tenantId, id);
    return entry?.invite.sessionId === sessionId ? entry.invite : undefined;
  }

  async burn(tenantId: string, id: string, at: Date): Promise<void> {
    const entry = this.#entry(tenantId, id);
    if (entry) entry.invite = { ...entry.invite, burntAt: entry.invite.burntAt ?? at };
  }

  async countOpen(tenantId: string, sessionId: string, at: Date): Promise<number> {
    return this.#entries.filter(
      ({ tenantId: owner, invite }) => owner === tenantId && invite.sessionId === sessionId && !invite.usedAt && invite.expiresAt > at,
    ).length;
  }

  async purge(tenantId: string, expiredBefore: Date): Promise<void> {
    this.#entries = this.#entries.filter((entry) => entry.tenantId !== tenantId || entry.invite.expiresAt >= expiredBefore);
  }

  #entry(tenantId: string, id: string): Entry | undefined {
    return this.#entries.find((entry) => entry.tenantId === tenantId && entry.invite.id === id);
  }
}
