import { afterAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase } from '../../storage/testing/database.testing.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { SqlCallRecordStore } from './call-record-store.sql.ts';
import { callOf, describeCallRecordStore } from './call-record-store.suite.ts';
import type { StoreTenant } from './call-record-store.suite.ts';

let opening: Promise<TestDatabase> | undefined;
const database = (): Promise<TestDatabase> => (opening ??= createTestDatabase());
let nextTenant = 1;

async function makeTenant(): Promise<StoreTenant> {
  const opened = await database();
  const { db } = opened;
  const tenantId = await opened.createTenant(`tenant-${nextTenant++}`);
  const [pbxId, alice, bob, carol] = [newId(), newId(), newId(), newId()];
  await db.inTenant(tenantId, async (trx) => {
    await trx.insertInto('pbxs').values({ tenant_id: tenantId, id: pbxId, slug: 'main', name: 'Main' }).execute();
    for (const [id, name] of [
      [alice, 'alice'],
      [bob, 'bob'],
      [carol, 'carol'],
    ] as const) {
      const user = { tenant_id: tenantId, id, email: `${name}@example.test`, display_name: name, login_name: name, role: 'user' as const };
      await trx.insertInto('users').values(user).execute();
    }
  });
  return { tenantId, pbxId, alice, bob, carol };
}

afterAll(async () => (await database()).close());

describeCallRecordStore('in PostgreSQL', async () => {
  const { db } = await database();
  return {
    store: new SqlCallRecordStore(db),
    makeTenant,
    async eventsOf(tenantId, callId) {
      const opened = await database();
      const rows = await opened.query<{ seq: number; kind: string; at: Date }>(
        'select seq, kind, at from deskline.call_events where tenant_id = $1 and call_id = $2 order by seq',
        [tenantId, callId],
      );
      return rows.map((row) => ({ sequence: row.seq, kind: row.kind, atMs: row.at.getTime() }));
    },
  };
});

test('[CA44] a person who was deleted during the call leaves a name without a link, not a call without a record', async () => {
  const opened = await database();
  const tenant = await makeTenant();
  const store = new SqlCallRecordStore(opened.db);
  const call = callOf(tenant, { caller: { userId: newId(), displayName: 'Gone', number: '1' }, pbxId: newId() });
  await store.save(tenant.tenantId, [call], []);
  const [found] = await store.list(tenant.tenantId, { userId: tenant.bob, limit: 5, query: '' });
  expect(found).toMatchObject({ id: call.id, caller: { userId: undefined, displayName: 'Gone' }, pbxId: undefined });
});

test('[CA40] names longer than the column and quality that does not fit are refused or left out, never half stored', async () => {
  const opened = await database();
  const tenant = await makeTenant();
  const store = new SqlCallRecordStore(opened.db);
  const long = callOf(tenant, { dialled: 'x'.repeat(300) });
  await expect(store.save(tenant.tenantId, [callOf(tenant), long], [])).rejects.toMatchObject({ code: 'invalid' });
  expect(await store.list(tenant.tenantId, { userId: tenant.alice, limit: 5, query: '' })).toEqual([]);
  const call = callOf(tenant);
  await store.save(tenant.tenantId, [call], []);
  await opened.query(`update deskline.call_records set quality = '{"caller": {"jitterMs": "much"}}' where id = $1`, [call.id]);
  expect(await store.list(tenant.tenantId, { userId: tenant.alice, limit: 5, query: '' })).toMatchObject([
    { id: call.id, quality: undefined },
  ]);
});
