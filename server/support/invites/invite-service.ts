import { createHash, randomInt } from 'node:crypto';
import type { InviteMade } from '../../../protocol/support/relay-requests.ts';
import type { InviteStatus } from '../../../protocol/support/session.ts';
import { inviteLifetimeMs, type InviteState, type SeatRole } from '../../../protocol/support/states.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { SessionStore, SupportSession } from '../sessions/session-store.ts';
import { Slowed, type GuessThrottle } from './guess-throttle.ts';
import { inviteStateOf, type FoundInvite, type InviteKey, type InviteStore } from './invite-store.ts';

/** Invites of one session that can be used at the same time. */
const maxOpen = 10;
/** Nameplates are drawn until one is free: with ten thousand in use the tenth draw fails once in 10^20. */
const draws = 10;

export type Shown =
  | { readonly kind: 'open'; readonly found: FoundInvite }
  | { readonly kind: 'refused'; readonly why: 'unknown' | Exclude<InviteState, 'open'> };

export interface InviteServiceParts {
  readonly store: InviteStore;
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly throttle: GuessThrottle;
  readonly tenantName: (tenantId: string) => Promise<string>;
  /** Somebody is about to come into the session. */
  readonly onMade: (tenantId: string, sessionId: string) => void;
  readonly clock: Clock;
}

/** Links and codes: their public halves. The secret ones never leave the browsers. */
export class InviteService {
  readonly #parts: InviteServiceParts;

  constructor(parts: InviteServiceParts) {
    this.#parts = parts;
  }

  /** @throws {ServiceError} `limit-reached`; `taken` when there is an invite of this routing id */
  async make(
    tenantId: string,
    invite: { readonly sessionId: string; readonly role: SeatRole; readonly routingId: string },
  ): Promise<InviteMade> {
    const { store, onMade, clock } = this.#parts;
    const now = clock.now();
    if ((await store.countOpen(tenantId, invite.sessionId, new Date(now))) >= maxOpen) throw new ServiceError('limit-reached');
    const routingHash = hashOfRouting(invite.routingId);
    if (await store.find({ kind: 'link', routingHash })) throw new ServiceError('taken', { fields: { routingId: 'taken' } });
    for (let draw = 0; draw < draws; draw += 1) {
      const made = {
        id: newId(),
        sessionId: invite.sessionId,
        role: invite.role,
        nameplate: String(randomInt(1_000_000)).padStart(6, '0'),
        createdAt: new Date(now),
        expiresAt: new Date(now + inviteLifetimeMs),
      };
      if (!(await store.add(tenantId, made, routingHash))) continue;
      onMade(tenantId, invite.sessionId);
      const { id: inviteId, nameplate, expiresAt } = made;
      return { inviteId, nameplate, expiresAt: expiresAt.toISOString(), expiresInMs: inviteLifetimeMs };
    }
    throw new ServiceError('unavailable');
  }

  /**
   * Whether it serves; it is used up by whoever takes a seat with it. `mayUse` says whether this is somebody for it: for others it is as if it
   * were not there.
   * @throws {Slowed}
   */
  async show(key: InviteKey, address: string, mayUse: (found: FoundInvite) => boolean): Promise<Shown> {
    const { store, throttle, clock } = this.#parts;
    const found = await throttle.guard(key.kind, address, async () => {
      const hit = await store.find(key);
      return hit && mayUse(hit) ? hit : undefined;
    });
    if (!found) return { kind: 'refused', why: 'unknown' };
    const state = inviteStateOf(found.invite, key.kind, clock.now());
    return state === 'open' ? { kind: 'open', found } : { kind: 'refused', why: state };
  }

  /** Who invites, for a page that nobody signed in to. Uses nothing up. @throws {ServiceError} `not-found`, `too-many-attempts` */
  async status(routingId: string, address: string): Promise<InviteStatus> {
    const { store, sessions, throttle, tenantName, clock } = this.#parts;
    try {
      const found = await throttle.guard('link', address, () => store.find({ kind: 'link', routingHash: hashOfRouting(routingId) }));
      const session = found && (await sessions.find(found.tenantId, found.invite.sessionId));
      if (!found || !session) throw new ServiceError('not-found');
      return {
        state: statusOf(session, () => inviteStateOf(found.invite, 'link', clock.now())),
        kind: session.kind,
        tenantName: await tenantName(found.tenantId),
        ownerName: session.ownerName,
      };
    } catch (error) {
      if (error instanceof Slowed) throw new ServiceError('too-many-attempts', { retryAfterSeconds: error.seconds, cause: error });
      throw error;
    }
  }

  /** Whoever came by it did not know the secret: it serves again, as long as it would have, and they guess more slowly. */
  async reopen(
    tenantId: string,
    invite: { readonly sessionId: string; readonly inviteId: string },
    address: string | undefined,
  ): Promise<void> {
    const { store, throttle } = this.#parts;
    if (!(await store.ofSession(tenantId, invite.sessionId, invite.inviteId))) return;
    await store.reopen(tenantId, invite.inviteId);
    if (address !== undefined) await throttle.count('code', address);
  }

  /** The spoken code serves no more. Says no when it was burnt before. @throws {ServiceError} `not-found` */
  async burn(tenantId: string, sessionId: string, inviteId: string): Promise<boolean> {
    const { store, clock } = this.#parts;
    const invite = await store.ofSession(tenantId, sessionId, inviteId);
    if (!invite) throw new ServiceError('not-found');
    await store.burn(tenantId, inviteId, new Date(clock.now()));
    return invite.burntAt === undefined;
  }
}

function statusOf({ state, keeping }: Pick<SupportSession, 'state' | 'keeping'>, ofInvite: () => InviteState): InviteStatus['state'] {
  if (keeping.tenantEndedAt) return 'tenant-ended';
  return state === 'done' ? 'expired' : ofInvite();
}

export function hashOfRouting(routingId: string): Buffer {
  return createHash('sha256').update(routingId).digest();
}
