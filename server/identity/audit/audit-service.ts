import type { Page } from '../../../protocol/wire/page.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { IdentityStore } from '../identity-store.ts';
import type { AuditFilter, AuditLine } from './audit-store.ts';

/** Reading the audit log. */
export class AuditService {
  readonly #store: IdentityStore;

  constructor(options: { readonly store: IdentityStore }) {
    this.#store = options.store;
  }

  /** Newest first, with names for ids (ID45). @throws {ServiceError} `forbidden` */
  async list(actor: Actor, filter: AuditFilter): Promise<Page<AuditLine>> {
    requirePermission(actor, 'audit.read');
    return this.#store.inTenant(actor.tenantId, (unit) => unit.auditLog.page(filter));
  }

  /** What can be filtered by. @throws {ServiceError} `forbidden` */
  async actions(actor: Actor): Promise<readonly string[]> {
    requirePermission(actor, 'audit.read');
    return this.#store.inTenant(actor.tenantId, (unit) => unit.auditLog.actions());
  }
}
