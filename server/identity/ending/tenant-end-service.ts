import type { EndTenant, Organisation } from '../../../protocol/identity/tenant-end.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { AuditFact, IdentityStore, IdentityUnit } from '../identity-store.ts';
import type { PasswordService } from '../passwords/password-service.ts';
import type { SessionService } from '../sessions/session-service.ts';
import { endOf } from './ended-tenant.ts';

export interface TenantEndServiceOptions {
  readonly store: IdentityStore;
  readonly passwords: Pick<PasswordService, 'confirm'>;
  readonly sessions: Pick<SessionService, 'endAll'>;
  readonly clock: Clock;
  readonly bus: Bus<IdentityEvents>;
}

/** The end of an organisation, and its taking back while nothing has been deleted (ADR 0185). */
export class TenantEndService {
  readonly #options: TenantEndServiceOptions;

  constructor(options: TenantEndServiceOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `forbidden` */
  async get(actor: Actor): Promise<Organisation> {
    requirePermission(actor, 'tenant.stay');
    return this.#options.store.inTenant(actor.tenantId, (unit) => organisationOf(unit));
  }

  /**
   * Ends it: everybody else is signed out, and whoever listens ends what runs.
   * @throws {ServiceError} `forbidden`; `invalid-fields` with `name: differs` or `password: wrong`; `too-many-attempts`; `changed-meanwhile` when it
   * has ended already
   */
  async end(actor: Actor, { name, password }: EndTenant): Promise<Organisation> {
    requirePermission(actor, 'tenant.end');
    const { store, passwords, sessions, clock, bus } = this.#options;
    const before = await store.inTenant(actor.tenantId, (unit) => organisationOf(unit));
    if (before.name.normalize('NFC') !== name.normalize('NFC')) throw new ServiceError('invalid-fields', { fields: { name: 'differs' } });
    await passwords.confirm(actor, password);
    return store.inTenant(actor.tenantId, async (unit) => {
      if (!(await unit.tenantEnd.end(new Date(clock.now())))) throw new ServiceError('changed-meanwhile');
      // First, so that those who are in a session hear why it is over before they hear that they are signed out.
      unit.afterCommit(() => bus.publish('identity.tenant-ended', { tenantId: unit.tenantId }));
      await sessions.endAll(unit, actor.sessionId, 'tenant-ended');
      const organisation = await organisationOf(unit);
      const { pbxGoneAt = '', supportGoneAt = '' } = organisation.end ?? {};
      await unit.audit({ ...factOf(actor, 'tenant.ended'), after: { pbxGoneAt, supportGoneAt } });
      return organisation;
    });
  }

  /** @throws {ServiceError} `forbidden`; `end-is-final` when the deletion has begun; `changed-meanwhile` when it has not ended */
  async takeBack(actor: Actor): Promise<Organisation> {
    requirePermission(actor, 'tenant.end');
    const { store, bus } = this.#options;
    return store.inTenant(actor.tenantId, async (unit) => {
      const { end } = await organisationOf(unit);
      const outcome = await unit.tenantEnd.takeBack();
      if (outcome === 'final') throw new ServiceError('end-is-final');
      if (outcome === 'not-ended') throw new ServiceError('changed-meanwhile');
      await unit.audit({ ...factOf(actor, 'tenant.end-taken-back'), before: { endedAt: end?.endedAt ?? '' } });
      unit.afterCommit(() => bus.publish('identity.tenant-resumed', { tenantId: unit.tenantId }));
      return organisationOf(unit);
    });
  }
}

async function organisationOf(unit: IdentityUnit): Promise<Organisation> {
  const tenant = await unit.tenant();
  if (!tenant) throw new ServiceError('not-found');
  return { name: tenant.name, end: endOf(tenant) ?? null };
}

function factOf({ tenantId, userId, address }: Actor, action: string): AuditFact {
  return { actorUserId: userId, action, subjectKind: 'tenant', subjectId: tenantId, address };
}
