import { passwordFindings, passwordRules } from '../../../protocol/identity/password-policy.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Actor } from '../actor.ts';
import type { User, UserPassword } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import type { SessionService } from '../sessions/session-service.ts';
import type { Throttle } from '../sign-in/throttle.ts';
import { commonPasswords } from './common-passwords.ts';
import type { PasswordHasher } from './password-hasher.ts';

export interface PasswordServiceOptions {
  readonly store: IdentityStore;
  readonly hasher: PasswordHasher;
  readonly sessions: SessionService;
  readonly throttle: Throttle;
  readonly clock: Clock;
  readonly bus: Bus<IdentityEvents>;
}

/** Changing one's own password. */
export class PasswordService {
  readonly #options: PasswordServiceOptions;

  constructor(options: PasswordServiceOptions) {
    this.#options = options;
  }

  /**
   * Sets a new password and ends the person's other sessions (ID15).
   * @throws {ServiceError} `invalid-fields` with `current: wrong` or `next: <PasswordFinding>`, `too-many-attempts`
   */
  async change(actor: Actor, passwords: { readonly current: string; readonly next: string }): Promise<void> {
    const { store, hasher } = this.#options;
    const { user, stored } = await store.inTenant(actor.tenantId, (unit) => this.#read(unit, actor.userId));
    if (!(await this.#isRight(actor, stored, passwords.current)))
      throw new ServiceError('invalid-fields', { fields: { current: 'wrong' } });
    await this.#requireAcceptable(user, stored, passwords.next);
    const hash = await hasher.hash(passwords.next);
    await store.inTenant(actor.tenantId, (unit) => this.#store(unit, actor, { stored, hash }));
  }

  /**
   * Who is about to do what cannot be done by mistake, or at an unwatched desk, proves who they are once more.
   * @throws {ServiceError} `invalid-fields` with `password: wrong`, `too-many-attempts`
   */
  async confirm(actor: Actor, password: string): Promise<void> {
    const { stored } = await this.#options.store.inTenant(actor.tenantId, (unit) => this.#read(unit, actor.userId));
    if (!(await this.#isRight(actor, stored, password))) throw new ServiceError('invalid-fields', { fields: { password: 'wrong' } });
  }

  /** @throws {ServiceError} `invalid-fields` with the first finding under `field`. */
  requirePolicy(person: { readonly email: string; readonly displayName: string }, password: string, field: string): void {
    const [finding] = passwordFindings(password, person, commonPasswords());
    if (finding !== undefined) throw new ServiceError('invalid-fields', { fields: { [field]: finding } });
  }

  /** A borrowed session must not become a place to guess the password at. */
  async #isRight({ userId }: Actor, stored: UserPassword, password: string): Promise<boolean> {
    const { throttle, hasher } = this.#options;
    const bucket = { kind: 'familiar', key: `${userId}/password-change` } as const;
    const isRight = await throttle.guard([bucket], async () =>
      (await hasher.verify(stored.hash ?? undefined, password)) ? true : undefined,
    );
    return isRight === true;
  }

  async #read(unit: IdentityUnit, userId: string): Promise<{ readonly user: User; readonly stored: UserPassword }> {
    const user = await unit.users.byId(userId);
    const stored = await unit.users.password(userId);
    if (!user || !stored) throw new ServiceError('not-signed-in');
    return { user, stored };
  }

  async #requireAcceptable(user: User, stored: UserPassword, next: string): Promise<void> {
    this.requirePolicy(user, next, 'next');
    for (const old of [stored.hash, ...stored.history]) {
      if (old !== null && (await this.#options.hasher.verify(old, next)))
        throw new ServiceError('invalid-fields', { fields: { next: 'used-before' } });
    }
  }

  async #store(unit: IdentityUnit, actor: Actor, password: { readonly stored: UserPassword; readonly hash: string }): Promise<void> {
    const { sessions, clock, bus } = this.#options;
    const now = await unit.users.password(actor.userId);
    // Somebody reset or changed it while this one was being checked.
    if (now?.hash !== password.stored.hash) throw new ServiceError('changed-meanwhile');
    await unit.users.setPassword(actor.userId, {
      hash: password.hash,
      mustChange: false,
      history: nextHistory(password.stored),
      at: new Date(clock.now()),
    });
    await sessions.endAllOf(unit, { userId: actor.userId, except: actor.sessionId }, 'password-changed');
    await unit.audit({
      actorUserId: actor.userId,
      action: 'user.password-changed',
      subjectKind: 'user',
      subjectId: actor.userId,
      address: actor.address,
    });
    unit.afterCommit(() => bus.publish('identity.user-changed', { tenantId: unit.tenantId, userId: actor.userId }));
  }
}

/** The hashes to remember once `stored` is replaced: the last five, newest first. */
export function nextHistory(stored: Pick<UserPassword, 'hash' | 'history'>): readonly string[] {
  return (stored.hash === null ? stored.history : [stored.hash, ...stored.history]).slice(0, passwordRules.history);
}
