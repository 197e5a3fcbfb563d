import type { CreateUser, UpdateUser } from '../../../protocol/identity/admin.ts';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import { newId } from '../../platform/ids.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, requireRoleWithin, type Actor } from '../actor.ts';
import type { User } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import { newOneTimePassword } from '../passwords/one-time-password.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { nextHistory } from '../passwords/password-service.ts';
import type { SessionService } from '../sessions/session-service.ts';
import { emailKey } from '../sign-in/sign-in-service.ts';
import { withChange, renamedConflict, sortOf, takenAsField } from '../service-rules.ts';
import { changedFacts, userFacts } from './user-facts.ts';
import { freeLoginName } from './login-names.ts';
import { userSorts, type UserRow } from './user-store.ts';

export interface UserServiceOptions {
  readonly store: IdentityStore;
  readonly hasher: PasswordHasher;
  readonly sessions: SessionService;
  readonly clock: Clock;
  readonly bus: Bus<IdentityEvents>;
}

/** An admin's work on the people of their tenant. */
export class UserService {
  readonly #options: UserServiceOptions;

  constructor(options: UserServiceOptions) {
    this.#options = options;
  }

  async list(actor: Actor, query: ListQuery): Promise<Page<UserRow>> {
    requirePermission(actor, 'users.read');
    const sort = sortOf(query, userSorts);
    return this.#options.store.inTenant(actor.tenantId, (unit) => unit.users.page(query, sort));
  }

  async get(actor: Actor, userId: string): Promise<UserRow> {
    requirePermission(actor, 'users.read');
    return this.#options.store.inTenant(actor.tenantId, (unit) => requireUserRow(unit, userId));
  }

  /** @throws {ServiceError} `forbidden`, `taken` with the field */
  async create(actor: Actor, fields: CreateUser): Promise<{ readonly row: UserRow; readonly oneTimePassword: string }> {
    requirePermission(actor, 'users.create');
    requireRoleWithin(actor, fields.role);
    if (fields.extension !== undefined) requirePermission(actor, 'extensions.create');
    const oneTimePassword = newOneTimePassword();
    const passwordHash = await this.#options.hasher.hash(oneTimePassword, 'one-time');
    const row = await takenAsField(() =>
      this.#options.store.inTenant(actor.tenantId, (unit) => this.#insert(unit, actor, { fields, passwordHash })),
    );
    return { row, oneTimePassword };
  }

  /** @throws {ServiceError} `not-found`, `forbidden`, `changed-meanwhile`, `last-super-admin`, `taken`, `invalid-fields` */
  async update(actor: Actor, userId: string, change: UpdateUser): Promise<UserRow> {
    requirePermission(actor, 'users.update');
    return takenAsField(() => this.#options.store.inTenant(actor.tenantId, (unit) => this.#update(unit, actor, { userId, change })));
  }

  /** Gives a one-time password and ends the person's sessions. @throws {ServiceError} `not-found`, `forbidden` */
  async resetPassword(actor: Actor, userId: string): Promise<string> {
    requirePermission(actor, 'users.reset-password');
    const { store, hasher, sessions, clock, bus } = this.#options;
    const oneTimePassword = newOneTimePassword();
    const hash = await hasher.hash(oneTimePassword, 'one-time');
    await store.inTenant(actor.tenantId, async (unit) => {
      const { user } = await requireUserRow(unit, userId);
      requireRoleWithin(actor, user.role);
      const stored = (await unit.users.password(userId)) ?? { hash: null, history: [] };
      await unit.users.setPassword(userId, { hash, mustChange: true, history: nextHistory(stored), at: new Date(clock.now()) });
      await sessions.endAllOf(unit, { userId }, 'password-changed');
      await unit.audit({
        actorUserId: actor.userId,
        action: 'user.password-reset',
        subjectKind: 'user',
        subjectId: userId,
        address: actor.address,
      });
      unit.afterCommit(() => bus.publish('identity.user-changed', { tenantId: actor.tenantId, userId }));
    });
    return oneTimePassword;
  }

  /** A person's own language. */
  async setOwnLanguage(actor: Actor, language: User['language']): Promise<void> {
    await this.#options.store.inTenant(actor.tenantId, async (unit) => {
      const { user } = await requireUserRow(unit, actor.userId);
      if (!(await unit.users.update(user.id, user.version, { language }))) throw new ServiceError('changed-meanwhile');
      unit.afterCommit(() => this.#options.bus.publish('identity.user-changed', { tenantId: actor.tenantId, userId: user.id }));
    });
  }

  async #insert(unit: IdentityUnit, actor: Actor, input: { readonly fields: CreateUser; readonly passwordHash: string }): Promise<UserRow> {
    const { fields, passwordHash } = input;
    const id = newId();
    const loginName = fields.loginName ?? (await freeLoginName(unit, fields.email));
    const user = {
      id,
      email: fields.email,
      displayName: fields.displayName,
      loginName,
      role: fields.role,
      language: fields.language,
      siteId: fields.siteId,
      isDisabled: false,
      mustChangePassword: true,
    };
    await requireKnownSite(unit, user.siteId);
    await unit.users.insert([{ ...user, passwordHash, passwordSetAt: new Date(this.#options.clock.now()) }]);
    await unit.claim('email', emailKey(fields.email), id);
    if (fields.extension !== undefined) await this.#giveExtension(unit, actor, { userId: id, number: fields.extension });
    await unit.audit({
      actorUserId: actor.userId,
      action: 'user.created',
      subjectKind: 'user',
      subjectId: id,
      after: userFacts(user),
      address: actor.address,
    });
    unit.afterCommit(() => this.#options.bus.publish('identity.people-changed', { tenantId: unit.tenantId }));
    return requireUserRow(unit, id);
  }

  async #giveExtension(unit: IdentityUnit, actor: Actor, extension: { readonly userId: string; readonly number: string }): Promise<void> {
    const [pbx] = await unit.pbxs.list();
    if (!pbx) throw new ServiceError('invalid-fields', { fields: { extension: 'no-pbx' } });
    const id = newId();
    try {
      await unit.extensions.insert([{ id, pbxId: pbx.id, number: extension.number, label: '', userId: extension.userId }]);
    } catch (error) {
      throw renamedConflict(error, 'number', 'extension');
    }
    await unit.audit({
      actorUserId: actor.userId,
      action: 'extension.created',
      subjectKind: 'extension',
      subjectId: id,
      after: { number: extension.number, userId: extension.userId },
      address: actor.address,
    });
  }

  async #update(unit: IdentityUnit, actor: Actor, input: { readonly userId: string; readonly change: UpdateUser }): Promise<UserRow> {
    const { version, ...fields } = input.change;
    const { user: before } = await requireUserRow(unit, input.userId);
    requireRoleWithin(actor, before.role);
    if (fields.role !== undefined) requireRoleWithin(actor, fields.role);
    const after: User = withChange(before, fields);
    if (after.siteId !== before.siteId) await requireKnownSite(unit, after.siteId);
    await requireSuperAdminStays(unit, before, after);
    if (!(await unit.users.update(before.id, version, after))) throw new ServiceError('changed-meanwhile');
    if (emailKey(after.email) !== emailKey(before.email)) {
      await unit.release('email', emailKey(before.email));
      await unit.claim('email', emailKey(after.email), before.id);
    }
    if (after.isDisabled && !before.isDisabled) await this.#options.sessions.endAllOf(unit, { userId: before.id }, 'disabled');
    await unit.audit({
      actorUserId: actor.userId,
      action: 'user.updated',
      subjectKind: 'user',
      subjectId: before.id,
      ...changedFacts(userFacts(before), userFacts(after)),
      address: actor.address,
    });
    unit.afterCommit(() => this.#tell(unit.tenantId, before, after));
    return requireUserRow(unit, before.id);
  }

  #tell(tenantId: string, before: User, after: User): void {
    const { bus } = this.#options;
    if (after.isDisabled && !before.isDisabled) bus.publish('identity.user-disabled', { tenantId, userId: after.id });
    bus.publish('identity.user-changed', { tenantId, userId: after.id });
    bus.publish('identity.people-changed', { tenantId });
  }
}

export async function requireUserRow(unit: IdentityUnit, userId: string): Promise<UserRow> {
  const row = await unit.users.row(userId);
  if (!row) throw new ServiceError('not-found');
  return row;
}

async function requireKnownSite(unit: IdentityUnit, siteId: string | null): Promise<void> {
  if (siteId !== null && !(await unit.sites.byId(siteId))) throw new ServiceError('invalid-fields', { fields: { siteId: 'unknown' } });
}

/** ID24: a tenant always has somebody who may do everything. The rows stay locked, so two cannot leave at once. */
export async function requireSuperAdminStays(unit: IdentityUnit, before: User, after: User | undefined): Promise<void> {
  const isLeaving = before.role === 'super_admin' && !before.isDisabled && (after?.role !== 'super_admin' || after.isDisabled);
  if (!isLeaving) return;
  const superAdmins = await unit.users.lockSuperAdmins();
  if (superAdmins.every((id) => id === before.id)) throw new ServiceError('last-super-admin');
}
