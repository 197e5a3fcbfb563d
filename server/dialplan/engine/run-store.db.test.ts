import { afterAll } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { SqlRunStore } from './run-store.sql.ts';
import { describeRunStore } from './run-store.suite.ts';

let database: TestDatabase | undefined;
afterAll(() => database?.close());

describeRunStore('in PostgreSQL', async () => {
  database = await createTestDatabase();
  const test = database;
  return {
    store: new SqlRunStore(test.db),
    async makeTenant() {
      const tenantId = await test.createTenant(`t-${newId().slice(-12)}`);
      const [planId, alice] = [newId(), newId()];
      await test.query(`insert into deskline.plans (tenant_id, id, name, draft) values ($1, $2, 'Main line', '{}')`, [tenantId, planId]);
      await test.query(
        `insert into deskline.users (tenant_id, id, email, display_name, login_name, role) values ($1, $2, 'alice@x.test', 'Alice', 'alice', 'user')`,
        [tenantId, alice],
      );
      return { tenantId, planId, alice };
    },
  };
});
