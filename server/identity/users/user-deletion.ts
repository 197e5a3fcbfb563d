import type { Bus } from '../../platform/bus.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, requireRoleWithin, type Actor } from '../actor.ts';
import { releaseDevice } from '../devices/device-service.ts';
import type { User } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import type { SessionService } from '../sessions/session-service.ts';
import { emailKey } from '../sign-in/sign-in-service.ts';
import { userFacts } from './user-facts.ts';
import { requireSuperAdminStays, requireUserRow } from './user-service.ts';

export interface UserDeletionOptions {
  readonly store: IdentityStore;
  readonly sessions: SessionService;
  readonly bus: Bus<IdentityEvents>;
  readonly sipDomain: string;
}

/**
 * Deleting a person (ID26): sign-ins end, phones stop and are gone, extensions stay without a person. Call history and
 * audit log keep the name; the email and the login name are free again.
 */
export class UserDeletion {
  readonly #options: UserDeletionOptions;

  constructor(options: UserDeletionOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `not-found`, `forbidden`, `last-super-admin`, `invalid-fields` with `id: yourself` */
  async delete(actor: Actor, userId: string): Promise<void> {
    requirePermission(actor, 'users.delete');
    await this.#options.store.inTenant(actor.tenantId, async (unit) => {
      const { user } = await requireUserRow(unit, userId);
      if (user.id === actor.userId) throw new ServiceError('invalid-fields', { fields: { id: 'yourself' } });
      requireRoleWithin(actor, user.role);
      await requireSuperAdminStays(unit, user, undefined);
      await this.#delete(unit, actor, user);
    });
  }

  async #delete(unit: IdentityUnit, actor: Actor, user: User): Promise<void> {
    const { sessions, bus, sipDomain } = this.#options;
    await sessions.endAllOf(unit, { userId: user.id }, 'deleted');
    for (const { device } of await unit.devices.list()) if (device.userId === user.id) await releaseDevice(unit, device, sipDomain);
    await unit.release('email', emailKey(user.email));
    await unit.users.delete(user.id);
    await unit.audit({
      actorUserId: actor.userId,
      action: 'user.deleted',
      subjectKind: 'user',
      subjectId: user.id,
      before: userFacts(user),
      address: actor.address,
    });
    const { tenantId } = unit;
    unit.afterCommit(() => {
      // For calls and registrations a deleted person is one who was disabled for good.
      bus.publish('identity.user-disabled', { tenantId, userId: user.id });
      bus.publish('identity.user-changed', { tenantId, userId: user.id });
      bus.publish('identity.people-changed', { tenantId });
    });
  }
}
