import type { TenantRows } from '../tenant-rows.fake.ts';
import type { TenantEndStore } from './tenant-end-store.ts';

/** A tenant's end in memory. */
export class FakeTenantEndStore implements TenantEndStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async end(at: Date): Promise<boolean> {
    const { tenant } = this.#rows;
    if (!tenant || tenant.endedAt) return false;
    this.#rows.tenant = { ...tenant, endedAt: at };
    return true;
  }

  async takeBack(): Promise<'done' | 'final' | 'not-ended'> {
    const { tenant } = this.#rows;
    if (!tenant?.endedAt) return 'not-ended';
    if (tenant.deletionBegunAt) return 'final';
    this.#rows.tenant = { ...tenant, endedAt: undefined };
    return 'done';
  }

  async beginDeletion(at: Date, endedBefore: Date): Promise<'begun' | 'going-on' | 'not-ended'> {
    const { tenant } = this.#rows;
    if (!tenant?.endedAt || tenant.endedAt > endedBefore) return 'not-ended';
    if (tenant.deletionBegunAt) return 'going-on';
    this.#rows.tenant = { ...tenant, deletionBegunAt: at };
    return 'begun';
  }
}
