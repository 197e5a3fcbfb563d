import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { SqlNoticeStore } from './notice-store.sql.ts';
import { describeOutbox } from './outbox.suite.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function open() {
  const tenantId = await database.createTenant(`notices-${newId()}`);
  const otherTenantId = await database.createTenant(`notices-${newId()}`);
  const store = new SqlNoticeStore(database);
  // Tests share the database; each sees its own tenants.
  return { store: Object.assign(store, { tenantIds: async () => [tenantId, otherTenantId] }), tenantId, otherTenantId };
}

describe('notices in PostgreSQL', () => {
  describeOutbox(open);

  it('[ID66] whom and what lie sealed, and are gone when it is over; two servers take a notice once', async () => {
    const { store, tenantId } = await open();
    const now = Date.UTC(2026, 0, 1);
    await store.add(tenantId, [{ onceKey: 'k', channel: 'test', whom: 'desk@acme.test', text: 'A VIP called' }], now);
    const rows = () => database.query('select content, state from deskline.notices where tenant_id = $1', [tenantId]);
    const [row] = await rows();
    expect(String(row?.['content'])).not.toMatch(/VIP|desk@/u);
    const taken = await Promise.all([
      store.take(tenantId, now, now + 60_000),
      new SqlNoticeStore(database).take(tenantId, now, now + 60_000),
    ]);
    expect(taken.flat()).toMatchObject([{ whom: 'desk@acme.test', text: 'A VIP called', attempts: 1 }]);
    await store.settle(tenantId, taken.flat()[0]?.id ?? '', 'sent');
    expect(await rows()).toEqual([{ content: null, state: 'sent' }]);
  });
});
