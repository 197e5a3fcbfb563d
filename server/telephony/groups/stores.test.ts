import { newRingGroupSchema, type RingGroup, type RingGroupFields } from '../../../protocol/telephony/groups.ts';
import { newQueueSchema, type Queue, type QueueFields } from '../../../protocol/telephony/queues.ts';
import { newId } from '../../platform/ids.ts';
import { describeQueueAgents } from '../queues/queue-store.suite.ts';
import { FakeQueueStore } from '../queues/queue-store.fake.ts';
import type { FakeNamedRows } from './named-rows.fake.ts';
import { describeNamedStore, type MembersTenant } from './named-store.suite.ts';
import { FakeRingGroupStore } from './ring-group-store.fake.ts';

/** Tenants whose people the fake knows, as the foreign key does. */
function tenantsOf(rows: { users: FakeNamedRows<RingGroup>['users'] }): () => Promise<MembersTenant> {
  const known = new Set<string>();
  rows.users = known;
  return async () => {
    const tenant = { tenantId: newId(), alice: newId(), bob: newId() };
    known.add(tenant.alice).add(tenant.bob);
    return tenant;
  };
}

describeNamedStore<RingGroupFields, RingGroup>('ring groups in memory', '[RG10]', async () => {
  const store = new FakeRingGroupStore();
  return {
    store,
    makeTenant: tenantsOf(store.rows),
    fields: (name, members) => newRingGroupSchema.parse({ name, members: members.map((userId) => ({ userId, weight: 1 })) }),
  };
});

describeNamedStore<QueueFields, Queue>('queues in memory', '[QU01]', async () => {
  const store = new FakeQueueStore();
  return {
    store,
    makeTenant: tenantsOf(store.rows),
    fields: (name, members) => newQueueSchema.parse({ name, members: members.map((userId) => ({ userId, skills: { german: 3 } })) }),
  };
});

describeQueueAgents('agents in memory', async () => {
  const store = new FakeQueueStore();
  return { store, makeTenant: tenantsOf(store.rows) };
});
