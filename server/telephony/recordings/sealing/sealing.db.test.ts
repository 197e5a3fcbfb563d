import { afterAll } from 'vitest';
import { newId } from '../../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../storage/testing/database.testing.ts';
import { SqlSealingStore } from './sealing-store.sql.ts';
import { describeSealing } from './sealing.suite.ts';

let opening: Promise<TestDatabase> | undefined;
const database = (): Promise<TestDatabase> => (opening ??= createTestDatabase());
afterAll(async () => (await database()).close());

describeSealing('in PostgreSQL', async () => {
  const test = await database();
  return {
    store: new SqlSealingStore({ db: test.db, audit: test.audit }),
    createTenant: () => test.createTenant(`t${newId()}`),
    audited: async (tenantId) => {
      const rows = await test.query<{ action: string }>('select action from deskline.audit_entries where tenant_id = $1 order by at, id', [
        tenantId,
      ]);
      return rows.map(({ action }) => action);
    },
  };
});
