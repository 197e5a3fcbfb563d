import { afterAll, beforeAll } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { SqlSessionStore } from '../sessions/session-store.sql.ts';
import { logStoreSuite } from '../testing/log-store.suite.ts';
import { SqlLogStore } from './log-store.sql.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

let tenants = 0;

logStoreSuite('PostgreSQL', async () => {
  const tenantId = await database.createTenant(`log-${String((tenants += 1))}`);
  const sessions = new SqlSessionStore(database.db, database.audit, database.shredding);
  const [sessionId, otherId] = [newId(), newId()];
  for (const id of [sessionId, otherId])
    await sessions.add(tenantId, { id, kind: 'screen', ownerId: newId(), ownerName: 'Alice', createdAt: new Date() }, {});
  return { store: new SqlLogStore(database.db, database.shredding), tenantId, sessionId, otherId };
});
