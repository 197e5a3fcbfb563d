import { can } from '../../../protocol/identity/permissions.ts';
import type { Role } from '../../../protocol/identity/role.ts';
import { goneAtMs, type TenantEnd } from '../../../protocol/identity/tenant-end.ts';
import type { Tenant } from '../entities.ts';

/** Whether somebody of this role may be signed in: after the tenant's end only its admins may (ID71). */
export function mayComeIn(tenant: Pick<Tenant, 'endedAt'>, role: Role): boolean {
  return tenant.endedAt === undefined || can(role, 'tenant.stay');
}

/** A tenant's end as its admins see it; undefined while its time goes on. */
export function endOf({ endedAt, deletionBegunAt }: Pick<Tenant, 'endedAt' | 'deletionBegunAt'>): TenantEnd | undefined {
  if (!endedAt) return undefined;
  const gone = goneAtMs(endedAt.getTime());
  return {
    endedAt: endedAt.toISOString(),
    pbxGoneAt: new Date(gone.pbx).toISOString(),
    supportGoneAt: new Date(gone.support).toISOString(),
    isFinal: deletionBegunAt !== undefined,
  };
}
