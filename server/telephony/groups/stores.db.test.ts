import { afterAll, describe, expect, test } from 'vitest';
import { newRingGroupSchema, type RingGroup, type RingGroupFields } from '../../../protocol/telephony/groups.ts';
import { newQueueSchema, type Queue, type QueueFields } from '../../../protocol/telephony/queues.ts';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { describeQueueAgents } from '../queues/queue-store.suite.ts';
import { SqlQueueStore } from '../queues/queue-store.sql.ts';
import { makeMembersTenant } from './members-tenant.testing.ts';
import { describeNamedStore } from './named-store.suite.ts';
import { SqlRingGroupStore } from './ring-group-store.sql.ts';

let opening: Promise<TestDatabase> | undefined;
const database = (): Promise<TestDatabase> => (opening ??= createTestDatabase());
const makeTenant = async () => makeMembersTenant(await database());

afterAll(async () => (await database()).close());

describeNamedStore<RingGroupFields, RingGroup>('ring groups in PostgreSQL', '[RG10]', async () => {
  const { db, audit } = await database();
  return {
    store: new SqlRingGroupStore(db, audit),
    makeTenant,
    fields: (name, members) => newRingGroupSchema.parse({ name, members: members.map((userId) => ({ userId, weight: 1 })) }),
  };
});

describeNamedStore<QueueFields, Queue>('queues in PostgreSQL', '[QU01]', async () => {
  const { db, audit } = await database();
  return {
    store: new SqlQueueStore(db, audit),
    makeTenant,
    fields: (name, members) => newQueueSchema.parse({ name, members: members.map((userId) => ({ userId, skills: { german: 3 } })) }),
  };
});

describeQueueAgents('agents in PostgreSQL', async () => {
  const { db, audit } = await database();
  return { store: new SqlQueueStore(db, audit), makeTenant };
});

describe('audit', () => {
  test('[RG11] who made, changed and deleted a group is in the audit log', async () => {
    const { db, audit } = await database();
    const { tenantId, alice } = await makeTenant();
    const store = new SqlRingGroupStore(db, audit);
    const by = { userId: alice, address: '192.0.2.1' };
    const row = await store.insert(tenantId, { ...newRingGroupSchema.parse({ name: 'Support' }), id: newId() }, by);
    await store.update(tenantId, { ...row, ringSeconds: 30 }, by);
    await store.delete(tenantId, row.id, by);
    const log = await db.inTenant(tenantId, (trx) => audit.list(tenantId, trx, { limit: 10, subject: { kind: 'ring-group', id: row.id } }));
    expect(log.map((entry) => [entry.action, entry.actorUserId])).toEqual([
      ['ring-group.deleted', alice],
      ['ring-group.updated', alice],
      ['ring-group.created', alice],
    ]);
  });
});
