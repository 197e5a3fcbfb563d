import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Role } from '../../../protocol/identity/role.ts';
import type { Actor } from '../actor.ts';
import { mayComeIn } from '../ending/ended-tenant.ts';
import type { Session, SessionEnd, User } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import { SessionCache, type LiveSession } from './session-cache.ts';
import { hashOfToken, isSessionToken, newSessionToken } from './session-tokens.ts';

const hourMs = 3_600_000;
/** ID6: a session ends 12 hours after its last sign of life and 30 days after the sign-in. */
export const sessionLimits = { idleMs: 12 * hourMs, absoluteMs: 30 * 24 * hourMs, touchMs: 60_000, keepEndedMs: 30 * 24 * hourMs } as const;

export interface SessionServiceOptions {
  readonly store: IdentityStore;
  readonly clock: Clock;
  readonly bus: Bus<IdentityEvents>;
}

/** Where a sign-in came from. */
export interface ClientFacts {
  readonly address: string;
  readonly userAgent: string;
}

/** Web sessions: opening, proving, listing, ending. */
export class SessionService {
  readonly #store: IdentityStore;
  readonly #clock: Clock;
  readonly #bus: Bus<IdentityEvents>;
  readonly #cache: SessionCache;

  constructor(options: SessionServiceOptions, lifetime: AbortSignal) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#bus = options.bus;
    this.#cache = new SessionCache(options.clock);
    const forgetUser = (event: { readonly userId: string }): void => this.#cache.forget((live) => live.user.id === event.userId);
    this.#bus.subscribe('identity.user-changed', forgetUser, lifetime);
    this.#bus.subscribe('identity.user-disabled', forgetUser, lifetime);
    const forgetTenant = ({ tenantId }: { readonly tenantId: string }): void => this.#cache.forget((live) => live.tenant.id === tenantId);
    this.#bus.subscribe('identity.tenant-ended', forgetTenant, lifetime);
    this.#bus.subscribe('identity.tenant-resumed', forgetTenant, lifetime);
    this.#bus.subscribe('identity.session-ended', (event) => this.#cache.forget((live) => live.session.id === event.sessionId), lifetime);
  }

  /** Opens a session inside the caller's transaction. The token is given out once and not stored. */
  async open(unit: IdentityUnit, user: User, client: ClientFacts): Promise<{ readonly token: string; readonly session: Session }> {
    const token = newSessionToken();
    const now = this.#clock.now();
    const session: Session = {
      id: newId(),
      userId: user.id,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + sessionLimits.absoluteMs),
      userAgent: client.userAgent.slice(0, 500),
      address: client.address.slice(0, 64),
    };
    const hash = hashOfToken(token);
    await unit.sessions.insert(session, hash);
    await unit.claim('session', hash.toString('hex'), session.id);
    return { token, session };
  }

  /** Who holds this token; undefined when it never was one, has ended or has run out. Counts as a sign of life. */
  async authenticate(token: string): Promise<LiveSession | undefined> {
    if (!isSessionToken(token)) return undefined;
    const hash = hashOfToken(token).toString('hex');
    const live = this.#fresh(hash) ?? (await this.#cache.fill(hash, () => this.#read(hash)));
    if (!live || live.user.isDisabled || !mayComeIn(live.tenant, live.user.role)) return undefined;
    if (this.#isOver(live.session)) {
      await this.end(live.tenant.id, live.session.id, 'expired');
      return undefined;
    }
    return this.#touched(hash, live);
  }

  /** Whether a session goes on; counts as a sign of life (an open page keeps its person reachable, ID7). */
  async keepAlive(tenantId: string, sessionId: string): Promise<boolean> {
    const session = await this.#store.inTenant(tenantId, async (unit) => {
      const found = await unit.sessions.byId(sessionId);
      if (found && !this.#isOver(found) && this.#isStale(found)) await unit.sessions.touch(sessionId, new Date(this.#clock.now()));
      return found;
    });
    return session !== undefined && !this.#isOver(session);
  }

  /** What a person may do now; undefined for those who are gone or disabled. */
  async roleOf(tenantId: string, userId: string): Promise<Role | undefined> {
    const user = await this.#store.inTenant(tenantId, (unit) => unit.users.byId(userId));
    return user?.isDisabled === false ? user.role : undefined;
  }

  async list(actor: Actor): Promise<readonly Session[]> {
    return this.#store.inTenant(actor.tenantId, async (unit) =>
      (await unit.sessions.ofUser(actor.userId)).filter((session) => !this.#isOver(session)),
    );
  }

  /** Ends one of the actor's own sessions. @throws {ServiceError} `not-found` */
  async revoke(actor: Actor, sessionId: string): Promise<void> {
    await this.#store.inTenant(actor.tenantId, async (unit) => {
      const session = await unit.sessions.byId(sessionId);
      if (!session || session.userId !== actor.userId) throw new ServiceError('not-found');
      const why = sessionId === actor.sessionId ? 'signed-out' : 'revoked';
      await this.#endIn(unit, session, why);
      await unit.audit({
        actorUserId: actor.userId,
        action: why === 'signed-out' ? 'session.signed-out' : 'session.revoked',
        subjectKind: 'session',
        subjectId: sessionId,
        address: actor.address,
      });
    });
  }

  /** Ends a session; nothing happens when it has ended already. */
  async end(tenantId: string, sessionId: string, why: SessionEnd): Promise<void> {
    await this.#store.inTenant(tenantId, async (unit) => {
      const session = await unit.sessions.byId(sessionId);
      if (session) await this.#endIn(unit, session, why);
    });
  }

  /** Ends all sessions of a person inside the caller's transaction, except one. */
  async endAllOf(unit: IdentityUnit, person: { readonly userId: string; readonly except?: string }, why: SessionEnd): Promise<void> {
    for (const session of await unit.sessions.ofUser(person.userId)) {
      if (session.id !== person.except) await this.#endIn(unit, session, why);
    }
  }

  /** Ends everybody's sessions inside the caller's transaction, except one. */
  async endAll(unit: IdentityUnit, except: string, why: SessionEnd): Promise<void> {
    for (const session of await unit.sessions.all()) if (session.id !== except) await this.#endIn(unit, session, why);
  }

  /** Ends what ran out and forgets what ended long ago. Meant to be called every minute. */
  async sweep(): Promise<void> {
    const now = this.#clock.now();
    for (const tenantId of await this.#store.tenantIds()) {
      await this.#store.inTenant(tenantId, async (unit) => {
        for (const session of await unit.sessions.expired(new Date(now - sessionLimits.idleMs), new Date(now)))
          await this.#endIn(unit, session, 'expired');
        await unit.sessions.purge(new Date(now - sessionLimits.keepEndedMs));
      });
    }
  }

  async #endIn(unit: IdentityUnit, session: Session, why: SessionEnd): Promise<void> {
    const hash = await unit.sessions.end(session.id, new Date(this.#clock.now()));
    if (!hash) return;
    await unit.release('session', hash.toString('hex'));
    unit.afterCommit(() =>
      this.#bus.publish('identity.session-ended', { tenantId: unit.tenantId, userId: session.userId, sessionId: session.id, why }),
    );
  }

  /** What is kept of a session, unless it says that it is over: a sign of life elsewhere may have come since. */
  #fresh(hash: string): LiveSession | undefined {
    const live = this.#cache.get(hash);
    return live && this.#isOver(live.session) ? undefined : live;
  }

  async #read(hash: string): Promise<LiveSession | undefined> {
    const hit = await this.#store.find('session', hash);
    if (!hit) return undefined;
    return this.#store.inTenant(hit.tenantId, async (unit) => {
      const session = await unit.sessions.byId(hit.id);
      const user = session && (await unit.users.byId(session.userId));
      const tenant = await unit.tenant();
      if (!session || !user || !tenant) return undefined;
      const extensions = await unit.extensions.ofUser(user.id);
      return { tenant, user, session, extensions: extensions.map((extension) => extension.number) };
    });
  }

  async #touched(hash: string, live: LiveSession): Promise<LiveSession> {
    if (!this.#isStale(live.session)) return live;
    const lastSeenAt = new Date(this.#clock.now());
    await this.#store.inTenant(live.tenant.id, (unit) => unit.sessions.touch(live.session.id, lastSeenAt));
    const touched = { ...live, session: { ...live.session, lastSeenAt } };
    this.#cache.refresh(hash, touched);
    return touched;
  }

  #isStale(session: Session): boolean {
    return this.#clock.now() - session.lastSeenAt.getTime() >= sessionLimits.touchMs;
  }

  #isOver(session: Session): boolean {
    const now = this.#clock.now();
    return now >= session.expiresAt.getTime() || now - session.lastSeenAt.getTime() >= sessionLimits.idleMs;
  }
}
