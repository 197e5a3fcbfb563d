import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { AuditLine, IdentityStore } from '../identity-store.ts';

/** Reading the audit log. */
export class AuditService {
  readonly #store: IdentityStore;

  constructor(options: { readonly store: IdentityStore }) {
    this.#store = options.store;
  }

  /** Newest first. @throws {ServiceError} `forbidden` */
  async list(actor: Actor, query: ListQuery): Promise<Page<AuditLine>> {
    requirePermission(actor, 'audit.read');
    return this.#store.inTenant(actor.tenantId, (unit) => unit.auditPage(query));
  }
}
