import { can, canGrantRole, type Permission } from '../../protocol/identity/permissions.ts';
import type { Role } from '../../protocol/identity/role.ts';
import { ServiceError } from '../platform/service-error.ts';

/** Who asks, as the session proves it. First parameter of every use case. */
export interface Actor {
  readonly tenantId: string;
  readonly userId: string;
  readonly role: Role;
  readonly sessionId: string;
  /** Network address, for the audit log. */
  readonly address: string;
}

/** @throws {ServiceError} `forbidden` */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!can(actor.role, permission)) throw new ServiceError('forbidden');
}

/**
 * Nobody grants what they lack, and nobody acts on an account that may do more than they: resetting its password
 * would be granting it to oneself.
 * @throws {ServiceError} `forbidden` naming the field `role`
 */
export function requireRoleWithin(actor: Actor, role: Role): void {
  if (!canGrantRole(actor.role, role)) throw new ServiceError('forbidden', { fields: { role: 'beyond-yours' } });
}
