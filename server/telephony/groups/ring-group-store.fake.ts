import type { RingGroup, RingGroupFields } from '../../../protocol/telephony/groups.ts';
import { FakeNamedRows } from './named-rows.fake.ts';
import type { RingGroupStore } from './ring-group-store.ts';

/** Ring groups in memory. */
export class FakeRingGroupStore implements RingGroupStore {
  readonly rows = new FakeNamedRows<RingGroup>();

  async list(tenantId: string): Promise<readonly RingGroup[]> {
    return this.rows.list(tenantId);
  }

  async get(tenantId: string, id: string): Promise<RingGroup | undefined> {
    return this.rows.get(tenantId, id);
  }

  async insert(tenantId: string, group: RingGroupFields & { readonly id: string }): Promise<RingGroup> {
    return this.rows.insert(tenantId, { ...group, version: 1 });
  }

  async update(tenantId: string, group: RingGroup): Promise<RingGroup | undefined> {
    return this.rows.update(tenantId, group);
  }

  async delete(tenantId: string, id: string): Promise<boolean> {
    return this.rows.delete(tenantId, id);
  }
}
