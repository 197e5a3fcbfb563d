import { LruMap } from '../../platform/lru-map.ts';

const maxTenants = 200;
const maxEntriesPerTenant = 5_000;

interface TenantEntries {
  readonly entries: LruMap<string, Promise<unknown>>;
}

/**
 * Answers per tenant, forgotten together when something of the tenant changes. Questions asked at the same time share
 * one read. What was not found is asked again, so that dialling strange numbers fills nothing.
 */
export class TenantCache {
  readonly #tenants = new LruMap<string, TenantEntries>(maxTenants);

  /** The kept answer for `key`, else what `read` says. One key always has answers of one type. */
  async get<T>(tenantId: string, key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
    const tenant = this.#tenants.get(tenantId) ?? this.#add(tenantId);
    const kept = tenant.entries.get(key) as Promise<T | undefined> | undefined;
    if (kept) return kept;
    const asked = read();
    tenant.entries.set(key, asked);
    try {
      const answer = await asked;
      if (answer === undefined) tenant.entries.delete(key);
      return answer;
    } catch (error) {
      tenant.entries.delete(key);
      throw error;
    }
  }

  forget(tenantId: string): void {
    this.#tenants.delete(tenantId);
  }

  #add(tenantId: string): TenantEntries {
    const tenant = { entries: new LruMap<string, Promise<unknown>>(maxEntriesPerTenant) };
    this.#tenants.set(tenantId, tenant);
    return tenant;
  }
}
