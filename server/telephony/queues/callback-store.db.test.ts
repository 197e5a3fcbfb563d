import { afterAll, describe, expect, test } from 'vitest';
import { newQueueSchema } from '../../../protocol/telephony/queues.ts';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { makeMembersTenant } from '../groups/members-tenant.testing.ts';
import { describeCallbackStore } from './callback-store.suite.ts';
import { SqlCallbackStore } from './callback-store.sql.ts';
import { SqlQueueStore } from './queue-store.sql.ts';

let opening: Promise<TestDatabase> | undefined;
const database = (): Promise<TestDatabase> => (opening ??= createTestDatabase());
const by = { userId: newId(), address: '' };
let nextQueue = 1;

afterAll(async () => (await database()).close());

async function makeQueue(tenantId: string): Promise<string> {
  const { db, audit } = await database();
  const fields = { ...newQueueSchema.parse({ name: `Queue ${String(nextQueue++)}` }), id: newId() };
  return (await new SqlQueueStore(db, audit).insert(tenantId, fields, by)).id;
}

async function setup() {
  const { db, audit } = await database();
  return { store: new SqlCallbackStore(db, audit), makeTenant: async () => makeMembersTenant(await database()), makeQueue };
}

describeCallbackStore('kept places in PostgreSQL', setup);

const place = (queueId: string, userId: string) => ({
  id: newId(),
  queueId,
  callId: newId(),
  pbxId: newId(),
  caller: { userId, displayName: 'Alice', number: '100' },
  priority: 0,
  skills: [],
  presentation: { callerPrefix: '', context: {} },
  joinedAtMs: 1_000,
  askedAtMs: 2_000,
  state: 'waiting' as const,
  attempts: 0,
  nextAttemptAtMs: undefined,
  agentName: undefined,
  ended: undefined,
});

describe('kept places and what they belong to', () => {
  test('[QU80] go with their queue and their caller, and are refused for a queue that is gone', async () => {
    const { store, makeTenant } = await setup();
    const { tenantId, alice, bob } = await makeTenant();
    const { db, audit } = await database();
    const [kept, gone] = [await makeQueue(tenantId), await makeQueue(tenantId)];
    await store.keep(tenantId, place(kept, alice));
    await store.keep(tenantId, place(gone, bob));
    await new SqlQueueStore(db, audit).delete(tenantId, gone, by);
    expect((await store.live(tenantId)).map(({ queueId }) => queueId)).toEqual([kept]);
    await expect(store.keep(tenantId, place(gone, bob))).rejects.toMatchObject({ code: 'reference' });
    await db.inTenant(tenantId, (trx) => trx.deleteFrom('users').where('tenant_id', '=', tenantId).where('id', '=', alice).execute());
    expect(await store.live(tenantId)).toEqual([]);
  });

  test('[QU82] who cancelled one is in the audit log of the queue', async () => {
    const { store, makeTenant } = await setup();
    const { tenantId, alice, bob } = await makeTenant();
    const { db, audit } = await database();
    const queueId = await makeQueue(tenantId);
    const asked = await store.keep(tenantId, place(queueId, alice));
    const cancelled = { ...asked, state: 'given-up' as const, ended: { atMs: 3_000, how: 'cancelled' as const } };
    await store.save(tenantId, cancelled, { userId: bob, address: '192.0.2.1' });
    const log = await db.inTenant(tenantId, (trx) => audit.list(tenantId, trx, { limit: 1, subject: { kind: 'queue', id: queueId } }));
    expect(log).toMatchObject([{ action: 'queue.callback-cancelled', actorUserId: bob }]);
  });
});
